import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic, Label } from '../model/diagnostic.ts';
import type { PlayedCall } from '../trace/imagined-call.ts';
import type { Places } from '../trace/places.ts';
import type { Mismatch } from './mismatch.ts';
import type { Failure, TestResult } from './run.ts';

/** Failing tests as diagnostics, at the line of the expectation that is not met. */

/** How the failing call behaved where Twilio's own way is not established; empty: nothing was in doubt. */
function doubt({ played, runs }: Failure): string {
  const { chosen } = played.record;
  if (runs.wrong === runs.all || chosen.length === 0) return '';
  const told = chosen.map(({ question, answer }) => `${question}: ${answer}`).join('; ');
  return `; it is so in ${runs.wrong} of ${runs.all} ways in which Twilio may behave, such as ${told}`;
}

/** The last decision of the plan before the call took another way than its test expects. */
function lastDecision(
  { record, answered }: PlayedCall,
  { at: moment }: Mismatch,
  places: Places,
): readonly Label[] {
  const until = moment ?? record.lasted;
  const requests = new Set(
    record.events.flatMap((event) => (event.kind === 'asked' && event.t <= until ? [event.request] : [])),
  );
  const turns = answered.filter(({ request }) => requests.has(request)).flatMap((each) => each.turns);
  // What was said was said: that the call went on then was decided by whatever came before.
  const decided =
    turns.findLast(({ exit }) => exit !== undefined && exit !== 'then') ??
    turns.findLast(({ exit }) => exit !== undefined);
  if (decided?.exit === undefined) return [];
  const origin = places.exit(decided.at, decided.exit);
  const why = decided.because === '' ? '' : ` (${decided.because})`;
  return origin === undefined
    ? []
    : [{ origin, text: `the call came this way: ${decided.exit.replaceAll('_', ' ')}${why}` }];
}

const helps: { readonly [code in Mismatch['code']]?: string } = {
  DP7008: 'give the last node of the call an exit that says something, takes a message or rings somebody',
};

/** What one test has to say; nothing when it passed. */
export function diagnoseTest({ test, failures }: TestResult, places: Places): readonly Diagnostic[] {
  return failures.flatMap((failure) =>
    failure.mismatches.map((mismatch) =>
      diagnostic(mismatch.code, {
        message: `the test \`${test.name}\` expects that the call ${mismatch.expected}`,
        origin: mismatch.origin,
        label: 'not met',
        related: lastDecision(failure.played, mismatch, places),
        why: `the call ${mismatch.actual}${doubt(failure)}`,
        help: helps[mismatch.code] ?? 'change the plan, or the test where the plan is right',
      }),
    ),
  );
}
