import type { Charge } from '../trace/cost.ts';
import type { PlayedCall } from '../trace/imagined-call.ts';
import { endWord, type Outcome } from '../trace/outcome.ts';
import { endLine } from './trace.ts';

/** What is said below a trace: what the call costs in kind, and how else it may go. */

function chargeText({ what, number, country, seconds }: Charge): string {
  const whom = number === undefined ? '' : ` ${number}`;
  const where = country === undefined ? '' : `, ${country}`;
  return `${what}${whom} (${seconds === 0 ? 'not answered' : `${seconds} s`}${where})`;
}

/** What a call costs in kind, in a line. */
export function costLine(charges: readonly Charge[]): string {
  if (charges.length === 0) return 'costs the call in, and no other leg';
  const counts = new Map<string, number>();
  for (const text of charges.map(chargeText)) counts.set(text, (counts.get(text) ?? 0) + 1);
  // Two are sooner read than counted.
  const legs = [...counts].map(([text, n]) =>
    n > 2 ? `${text} ${n} times` : Array(n).fill(text).join(', '),
  );
  return `costs the call in, and ${legs.join(', ')}`;
}

interface Way {
  readonly played: PlayedCall;
  readonly outcome: Outcome;
}

/** Lines about other ways at most, unless all are asked for. */
const MOST_WAYS = 2;

/**
 * How else a call may go where Twilio's own behaviour is not established: lines for ways that end otherwise, the others
 * counted; or for all.
 */
export function otherWays([first, ...others]: readonly Way[], every: boolean): readonly string[] {
  if (first === undefined || others.length === 0) return [];
  const usual = endWord(first.outcome.end);
  const isBad = ({ outcome }: Way): boolean => outcome.end.kind === 'fault';
  const lines = others
    .filter(({ outcome }) => every || endWord(outcome.end) !== usual)
    // A way that ends badly is not one of those that are only counted.
    .sort((one, other) => Number(isBad(other)) - Number(isBad(one)))
    .map(({ played, outcome }) => {
      const told = played.record.chosen.map(({ question, answer }) => `${question}: ${answer}`).join('; ');
      return `or, ${told}: ${endLine(outcome)}`;
    });
  if (!every && lines.length > MOST_WAYS) {
    const shown = lines.slice(0, MOST_WAYS - 1);
    return [...shown, `or in ${lines.length - shown.length} other ways (--every shows them)`];
  }
  return lines.length > 0
    ? lines
    : [`ends the same in all ${others.length + 1} ways in which Twilio may behave`];
}
