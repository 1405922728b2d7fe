import type { JsonObject } from '../../runtime/digest.ts';
import type { Classified } from '../../runtime/world.ts';
import type { PlanTest, PlanTestCall } from '../model/plan-test.ts';
import { type ImaginedCall, type PlayedCall, playEveryRun } from '../trace/imagined-call.ts';
import { LiveState } from '../trace/live-state.ts';
import { type Outcome, outcomeOf } from '../trace/outcome.ts';
import { People } from '../trace/people.ts';
import type { Playable } from '../trace/plan-application.ts';
import { judge } from './judge.ts';
import type { Mismatch } from './mismatch.ts';
import { partyAddress } from './party.ts';

/** Runs the tests of a plan: every call is played on the simulated network, for every way in which Twilio may behave. */

/** What is wrong with one call, in the first run in which anything was. */
export interface Failure {
  readonly call: PlanTestCall;
  readonly played: PlayedCall;
  readonly outcome: Outcome;
  readonly mismatches: readonly Mismatch[];
  /** Of how many runs it was wrong in how many. */
  readonly runs: { readonly wrong: number; readonly all: number };
}

export interface TestResult {
  readonly test: PlanTest;
  /** Empty: it passed. */
  readonly failures: readonly Failure[];
  /** All calls of all runs, for the coverage. */
  readonly played: readonly PlayedCall[];
  /** There were more ways than were tried. */
  readonly truncated: boolean;
}

/** A plan, and what its calls need beside it. */
export interface TestGround {
  readonly plan: Playable;
  readonly people: People;
  readonly classify: (number: string) => Classified | null;
}

export const testGround = (plan: Playable, classify: TestGround['classify']): TestGround => ({
  plan,
  people: new People(plan),
  classify,
});

function imagined(call: PlanTestCall, { people }: TestGround): ImaginedCall {
  const { from, to, at, acts, hangsUp, phones } = call;
  const caller = from.kind === 'withheld' ? from : partyAddress(from, people);
  if (caller === undefined) throw new Error('a test calls from an extension without a phone');
  return {
    from: caller,
    to,
    at,
    acts,
    phones: phones.flatMap(({ who, phone }) => {
      const address = who === 'default' ? who : partyAddress(who, people);
      return address === undefined ? [] : [{ who: address, phone }];
    }),
    ...(hangsUp === undefined ? {} : { hangsUp }),
  };
}

/** What is on when a test begins: without an end, for it was not switched on by anybody. */
const givenState = ({ given }: PlanTest): LiveState =>
  new LiveState(new Map([...given.overrides].map(([id, state]): [string, JsonObject] => [id, { state }])));

/** Runs one test. */
async function runTest(test: PlanTest, ground: TestGround): Promise<TestResult> {
  const { plan, people, classify } = ground;
  const calls = test.calls.map((call) => imagined(call, ground));
  const { runs, truncated } = await playEveryRun(calls, plan, { classify, live: givenState(test) });
  const failures = test.calls.flatMap((call, i): readonly Failure[] => {
    const judged = runs.flatMap((run) => {
      const played = run.calls[i];
      if (played === undefined) return [];
      const outcome = outcomeOf(played, people, plan);
      return [{ played, outcome, mismatches: judge(call, outcome, people) }];
    });
    const wrong = judged.filter(({ mismatches }) => mismatches.length > 0);
    const [first] = wrong;
    return first === undefined ? [] : [{ call, ...first, runs: { wrong: wrong.length, all: judged.length } }];
  });
  return { test, failures, played: runs.flatMap((run) => run.calls), truncated };
}

/** Runs tests one after the other, in their order. */
export async function runTests(
  tests: readonly PlanTest[],
  ground: TestGround,
): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  for (const test of tests) results.push(await runTest(test, ground));
  return results;
}
