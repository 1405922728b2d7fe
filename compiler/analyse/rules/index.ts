import type { Rule } from '../rule.ts';
import { confirmTogether } from './confirm-together.ts';
import { deadExit } from './dead-exit.ts';
import { dialledExtensions } from './dialled-extensions.ts';
import { digitsTwice } from './digits-twice.ts';
import { emergencyNumberTaken } from './emergency-number-taken.ts';
import { endlessLoop } from './endless-loop.ts';
import { endlessMenu } from './endless-menu.ts';
import { featureCodeTaken } from './feature-code-taken.ts';
import { foreignCallerId } from './foreign-caller-id.ts';
import { lateReject } from './late-reject.ts';
import { longAnswer } from './long-answer.ts';
import { memberTwice } from './member-twice.ts';
import { missingExit } from './missing-exit.ts';
import { namesItself } from './names-itself.ts';
import { neverAsked } from './never-asked.ts';
import { noEmergencyCallerId } from './no-emergency-caller-id.ts';
import { noEmergencyNumbers } from './no-emergency-numbers.ts';
import { noSipDomain } from './no-sip-domain.ts';
import { noTranscript } from './no-transcript.ts';
import { nobodyMaySwitch } from './nobody-may-switch.ts';
import { nobodyTold } from './nobody-told.ts';
import { notifyWithoutWebhook } from './notify-without-webhook.ts';
import { numberDialsItself } from './number-dials-itself.ts';
import { numberNotLive } from './number-not-live.ts';
import { optionKeys } from './option-keys.ts';
import { overrideWithoutEnd } from './override-without-end.ts';
import { ownRingTogether } from './own-ring-together.ts';
import { phoneTwice } from './phone-twice.ts';
import { promptLanguages } from './prompt-languages.ts';
import { promptVariables } from './prompt-variables.ts';
import { recordingTime } from './recording-time.ts';
import { renamedAndKept } from './renamed-and-kept.ts';
import { returnToNowhere } from './return-to-nowhere.ts';
import { ringTime } from './ring-time.ts';
import { ruleNeverHolds } from './rule-never-holds.ts';
import { safeAnswerReturns } from './safe-answer-returns.ts';
import { scheduleFarYear } from './schedule-far-year.ts';
import { scheduleHiddenDate } from './schedule-hidden-date.ts';
import { scheduleHolidaysEnd } from './schedule-holidays-end.ts';
import { schedulePast } from './schedule-past.ts';
import { scheduleSpans } from './schedule-spans.ts';
import { scheduleSwapped } from './schedule-swapped.ts';
import { scheduleTies } from './schedule-ties.ts';
import { scheduleUnused } from './schedule-unused.ts';
import { shadowedRule } from './shadowed-rule.ts';
import { silentEnd } from './silent-end.ts';
import { speechLength } from './speech-length.ts';
import { tooManyTogether } from './too-many-together.ts';
import { unknownAsset } from './unknown-asset.ts';
import { unknownClass } from './unknown-class.ts';
import { unknownLanguage } from './unknown-language.ts';
import { unreachable } from './unreachable.ts';
import { unusedVariable } from './unused-variable.ts';
import { variableInside } from './variable-inside.ts';
import { writtenSecret } from './written-secret.ts';

/** Every law of a plan. Names first, then what a call does, then money and lives; diagnostics are sorted by place later. */
export const rules: readonly Rule[] = [
  unknownClass,
  unknownAsset,
  unknownLanguage,
  optionKeys,
  dialledExtensions,
  returnToNowhere,
  renamedAndKept,
  promptVariables,
  variableInside,
  unusedVariable,
  speechLength,
  digitsTwice,
  phoneTwice,
  namesItself,
  endlessLoop,
  endlessMenu,
  unreachable,
  promptLanguages,
  missingExit,
  deadExit,
  silentEnd,
  lateReject,
  tooManyTogether,
  ownRingTogether,
  confirmTogether,
  memberTwice,
  ringTime,
  noEmergencyNumbers,
  noEmergencyCallerId,
  emergencyNumberTaken,
  noSipDomain,
  numberDialsItself,
  numberNotLive,
  safeAnswerReturns,
  foreignCallerId,
  featureCodeTaken,
  shadowedRule,
  ruleNeverHolds,
  neverAsked,
  nobodyMaySwitch,
  overrideWithoutEnd,
  scheduleTies,
  scheduleSpans,
  scheduleSwapped,
  scheduleHiddenDate,
  scheduleHolidaysEnd,
  scheduleFarYear,
  schedulePast,
  scheduleUnused,
  recordingTime,
  notifyWithoutWebhook,
  nobodyTold,
  noTranscript,
  longAnswer,
  writtenSecret,
];
