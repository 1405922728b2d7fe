import type { TurnRecord } from './step.ts';

/** Where an answer came from: read now, kept by a warm Function, the compiled snapshot, the snapshot because Sync failed. */
export type AnswerSource = 'bundle' | 'sync' | 'warm' | 'snapshot' | 'stale' | 'safe';

/** What one webhook did. */
export interface LogEntry {
  readonly plan: string;
  readonly fn: string;
  readonly call: string;
  readonly from: string;
  readonly to: string;
  readonly turns: readonly TurnRecord[];
  readonly release?: number;
  readonly repinned?: boolean;
  readonly source: AnswerSource;
  /** Requests made of Sync. */
  readonly reads: number;
  readonly ms: number;
  /** The time that a rehearsal set, ISO 8601 UTC. */
  readonly at?: string;
  /** What went wrong on the way to this answer. */
  readonly trouble?: string;
}

/** What eases reading between digits, and what nobody sees. */
const BETWEEN = '\\s().\\-/_\\p{Pd}\\p{C}';

const numberWith = (between: string): RegExp => new RegExp(`\\+?\\p{Nd}(?:[${between}]*\\p{Nd}){5,}`, 'gu');

const masked = (text: string, number: RegExp): string =>
  text.replace(number, (written) => {
    const digits = [...written.replace(/[^+\p{Nd}]/gu, '')];
    return `${digits.slice(0, digits[0] === '+' ? 4 : 3).join('')}…${digits.slice(-2).join('')}`;
  });

const IN_WORDS = numberWith(BETWEEN);

/** Digits of anything as long as a number, however it is written, but for the first and the last two, become dots. */
export const mask = (text: string): string => masked(text, IN_WORDS);

/** In an address only letters and a host end a number: our own words, which have times and dates, are not in it. */
const IN_ADDRESS = numberWith('^\\p{L}\\p{Nd}@<>"');

/** What was called, without the headers that may ride in an address. */
const bare = (text: string): string => text.replace(/\?.*$/s, '');

/** Digits behind percent signs are digits as well, and `%20` is none. */
const plain = (text: string): string =>
  text.replace(/%([0-7][0-9a-f])/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const maskAddress = (text: string): string => masked(plain(text), IN_ADDRESS);

/** More of one address, or of one reason, tells nobody anything; what is longer was made up to fill the log. */
const LONGEST = 600;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** As Twilio writes the SID of a call; its digits are no number. */
const isSid = (text: string): boolean => /^[A-Z]{2}[0-9a-f]{32}$/i.test(text);

/**
 * One line of JSON a webhook. `rule` is what decided, in the words of the plan: each stop of the call with the exit it
 * took and why. Numbers are masked unless `full`; secrets never come here.
 */
export function logLine(entry: LogEntry, full: boolean): string {
  const { plan, fn, call, from, to, turns, ms, reads, source, ...rest } = entry;
  const stops = turns.map(({ at, exit, because }) => `${cut(at)}${exit ? `/${exit}` : ''}: ${cut(because)}`);
  const asItIs = (text: string) => text;
  const [show, address] = full ? [asItIs, asItIs] : [mask, maskAddress];
  return JSON.stringify({
    level: rest.trouble === undefined ? 'info' : 'warn',
    plan,
    fn,
    call: isSid(call) ? call : address(cut(call)),
    from: address(cut(bare(from))),
    to: address(cut(bare(to))),
    rule: show(stops.join(' > ')),
    source,
    reads,
    ms: Math.round(ms),
    ...rest,
    ...(rest.trouble === undefined ? {} : { trouble: show(rest.trouble) }),
  });
}
