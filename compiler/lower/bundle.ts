import type { Bundle, Emergency, SafeAnswer } from '../../runtime/program.ts';
import type { Plan, PlanSettings } from '../model/plan.ts';

/** Without a `safe_answer` the built-in sentence is all that is left. */
function lowerSafeAnswer({ safeAnswer, outsideCalls }: PlanSettings): SafeAnswer {
  if (safeAnswer === undefined) return { kind: 'say' };
  // A rehearsal rings only the numbers that it names, also when all else fails.
  const { value } = safeAnswer;
  const silent = value.kind === 'number' && outsideCalls?.includes(value.number) === false;
  return silent ? { kind: 'say' } : value;
}

/**
 * The emergency numbers and who is seen. A phone shows its `emergency_caller_id`, else its `caller_id`, else that of the
 * plan. Where the plan has none, a phone that nobody knows shows the first phone's: a call that connects saves a life.
 */
function lowerEmergency({ nodes, settings }: Plan): Emergency {
  const own = [...nodes].flatMap(([id, { facts }]) => {
    const shown = facts.phone?.emergencyCallerId ?? facts.phone?.callerId;
    return facts.phone === undefined || shown === undefined
      ? []
      : [{ keys: [facts.phone.key, id], number: shown.value }];
  });
  const callerId = settings.emergency.callerId?.value ?? own[0]?.number;
  const different = own.filter(({ number }) => number !== callerId);
  return {
    numbers: settings.emergency.numbers.map(({ value }) => value),
    ...(callerId === undefined ? {} : { callerId }),
    callerIds: Object.fromEntries(different.flatMap(({ keys, number }) => keys.map((key) => [key, number]))),
  };
}

/** What ships inside the Functions and is known without any read. */
export function lowerBundle(plan: Plan): Bundle {
  const { settings } = plan;
  const { code: language, voice } = settings.languages[0] ?? { code: undefined, voice: undefined };
  return {
    format: 1,
    plan: plan.name,
    digest: '',
    service: settings.service,
    maps: settings.maps,
    ...(settings.domain === undefined ? {} : { domain: settings.domain }),
    uuiHeader: settings.uuiHeader,
    ...(language === undefined ? {} : { language }),
    ...(voice === undefined ? {} : { voice }),
    numbering: settings.numbering,
    emergency: lowerEmergency(plan),
    safeAnswer: lowerSafeAnswer(settings),
  };
}
