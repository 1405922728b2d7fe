import type { Compiled } from '../../compiler/compile.ts';
import { formatTrace, type TraceGround } from '../../compiler/report/trace.ts';
import type { Act, Phone } from '../../compiler/simulate/script.ts';
import { type Caller, type PlayedCall, playEveryRun } from '../../compiler/trace/imagined-call.ts';
import { LiveState } from '../../compiler/trace/live-state.ts';
import { type Outcome, outcomeOf } from '../../compiler/trace/outcome.ts';
import { People } from '../../compiler/trace/people.ts';
import { placesOf } from '../../compiler/trace/places.ts';
import type { Playable } from '../../compiler/trace/plan-application.ts';
import { classify } from '../../runtime/classify.ts';
import type { JsonObject } from '../../runtime/digest.ts';
import { compilePlan, type PlanText } from './harness.ts';

/** Calls that a test imagines, and what became of them. */

export interface Imagined {
  /** A name of the plan, a number, `sip:…`, `client:…`, or `withheld`. */
  readonly from?: string;
  readonly to: string;
  /** ISO 8601 with a zone. */
  readonly at?: string;
  /** `1`, `silence`, or words. */
  readonly press?: readonly string[];
  readonly phones?: { readonly [name: string]: Phone };
  readonly hangsUp?: number;
  readonly on?: { readonly [override: string]: string };
}

/** A compiled plan with all that its calls need. */
export function playable(text: PlanText | Compiled): TraceGround & { readonly plan: Playable } {
  const compiled = 'locator' in Object(text) ? (text as Compiled) : compilePlan(text as PlanText);
  const { plan, program, bundle, locator } = compiled;
  if (plan === undefined || program === undefined || bundle === undefined) {
    throw new Error(`the plan has errors: ${compiled.diagnostics.map(({ message }) => message).join('; ')}`);
  }
  const made = { program, bundle };
  return { plan: made, people: new People(made), places: placesOf(plan), locator };
}

const act = (word: string): Act => {
  if (word === 'silence') return { does: 'silence' };
  return /^[0-9*#]+$/.test(word) ? { does: 'press', keys: word } : { does: 'say', words: word };
};

const known = <T>(value: T | undefined, name: string): T => {
  if (value === undefined) throw new Error(`nobody is called ${name}`);
  return value;
};

export interface Played {
  readonly played: PlayedCall;
  readonly outcome: Outcome;
}

/** Plays a call for every way in which Twilio may behave, the likeliest first. */
export async function every(
  ground: ReturnType<typeof playable>,
  imagined: Imagined,
): Promise<readonly Played[]> {
  const { plan, people } = ground;
  const {
    from = '+61400000000',
    to,
    at = '2026-11-24T10:00+11:00',
    press = [],
    phones = {},
    hangsUp,
    on = {},
  } = imagined;
  const caller: Caller = from === 'withheld' ? { kind: 'withheld' } : known(people.address(from), from);
  const call = {
    from: caller,
    to,
    at: Date.parse(at),
    acts: press.map(act),
    phones: Object.entries(phones).map(([name, phone]) => ({
      who: name === 'default' ? ('default' as const) : known(people.address(name), name),
      phone,
    })),
    ...(hangsUp === undefined ? {} : { hangsUp }),
  };
  const given = Object.entries(on).map(([name, state]): [string, JsonObject] => [
    `override:${name}`,
    { state },
  ]);
  const country = plan.bundle.numbering.country;
  const { runs } = await playEveryRun([call], plan, {
    classify: (number) => classify(number, country),
    live: new LiveState(new Map(given)),
  });
  return runs.flatMap(({ calls }) =>
    calls.map((played) => ({ played, outcome: outcomeOf(played, people, plan) })),
  );
}

/** The likeliest way of a call. */
export async function play(text: PlanText | Compiled, imagined: Imagined): Promise<Played> {
  const [first] = await every(playable(text), imagined);
  return known(first, 'a call');
}

/** A call as `dialplan trace` prints it. */
export async function traced(text: PlanText | Compiled, imagined: Imagined): Promise<string> {
  const ground = playable(text);
  const [first] = await every(ground, imagined);
  const { played, outcome } = known(first, 'a call');
  return formatTrace(played, outcome, ground);
}
