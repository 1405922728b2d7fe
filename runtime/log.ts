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

/** Digits of anything as long as a number, however it is written, but for the first and the last two, become dots. */
export const mask = (text: string): string =>
  text.replace(/\+?[0-9](?:[\s().\-/]{0,3}[0-9]){5,}/g, (written) => {
    const digits = written.replace(/[\s().\-/]/g, '');
    return `${digits.slice(0, digits.startsWith('+') ? 4 : 3)}…${digits.slice(-2)}`;
  });

/** What was called, without the headers that may ride in an address. */
const bare = (text: string): string => text.replace(/\?.*$/s, '');

/**
 * One line of JSON a webhook. `rule` is what decided, in the words of the plan: each stop of the call with the exit it
 * took and why. Numbers are masked unless `full`; secrets never come here.
 */
export function logLine(entry: LogEntry, full: boolean): string {
  const { plan, fn, call, from, to, turns, ms, reads, source, ...rest } = entry;
  const stops = turns.map(({ at, exit, because }) => `${at}${exit ? `/${exit}` : ''}: ${because}`);
  const show = full ? (text: string) => text : mask;
  return JSON.stringify({
    level: rest.trouble === undefined ? 'info' : 'warn',
    plan,
    fn,
    call,
    from: show(bare(from)),
    to: show(bare(to)),
    rule: show(stops.join(' > ')),
    source,
    reads,
    ms: Math.round(ms),
    ...rest,
    ...(rest.trouble === undefined ? {} : { trouble: show(rest.trouble) }),
  });
}
