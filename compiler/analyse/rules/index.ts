import type { Rule } from '../rule.ts';
import { confirmTogether } from './confirm-together.ts';
import { digitsTwice } from './digits-twice.ts';
import { emergencyNumberTaken } from './emergency-number-taken.ts';
import { endlessLoop } from './endless-loop.ts';
import { foreignCallerId } from './foreign-caller-id.ts';
import { lateReject } from './late-reject.ts';
import { memberTwice } from './member-twice.ts';
import { missingExit } from './missing-exit.ts';
import { namesItself } from './names-itself.ts';
import { noEmergencyCallerId } from './no-emergency-caller-id.ts';
import { noEmergencyNumbers } from './no-emergency-numbers.ts';
import { noSipDomain } from './no-sip-domain.ts';
import { numberDialsItself } from './number-dials-itself.ts';
import { ownRingTogether } from './own-ring-together.ts';
import { phoneTwice } from './phone-twice.ts';
import { ringTime } from './ring-time.ts';
import { safeAnswerReturns } from './safe-answer-returns.ts';
import { silentEnd } from './silent-end.ts';
import { tooManyTogether } from './too-many-together.ts';
import { unknownAsset } from './unknown-asset.ts';
import { unknownClass } from './unknown-class.ts';
import { unknownLanguage } from './unknown-language.ts';
import { writtenSecret } from './written-secret.ts';

/** Every law of a plan. Names first, then what a call does, then money and lives; diagnostics are sorted by place later. */
export const rules: readonly Rule[] = [
  unknownClass,
  unknownAsset,
  unknownLanguage,
  digitsTwice,
  phoneTwice,
  namesItself,
  endlessLoop,
  missingExit,
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
  safeAnswerReturns,
  foreignCallerId,
  writtenSecret,
];
