import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { AnswerSource } from '../../../runtime/log.ts';

/** What a Function said on its standard output: a log line of ours, or other text. */
export type FunctionOutput =
  | { readonly kind: 'webhook'; readonly line: { readonly [name: string]: unknown } }
  | { readonly kind: 'text'; readonly text: string };

/** One line of output; a line of JSON that names its Function is ours. */
export function readOutput(text: string): FunctionOutput {
  if (text.startsWith('{')) {
    try {
      const line: unknown = JSON.parse(text);
      if (typeof line === 'object' && line !== null && 'fn' in line) {
        return { kind: 'webhook', line: line as { readonly [name: string]: unknown } };
      }
    } catch {
      // Text that only looks like JSON.
    }
  }
  return { kind: 'text', text };
}

/** What people do not read out of the log's own word for where an answer came from. */
const SOURCES: { readonly [S in AnswerSource]?: string } = {
  stale: 'snapshot as Sync failed',
  safe: 'safe answer',
};

const sourceOf = (word: string): string => SOURCES[word as AnswerSource] ?? word;

/** A webhook on one line for people: what was asked, what decided, from where, how long it took. */
export function describeWebhook(line: { readonly [name: string]: unknown }): string {
  const word = (name: string): string => {
    const value = line[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const release = word('release') === '' ? '' : ` release ${word('release')},`;
  const trouble = word('trouble') === '' ? '' : ` (${word('trouble')})`;
  const route = `${word('from') || 'nobody'} > ${word('to') || 'nowhere'}`;
  return `/${word('fn')} ${route}: ${word('rule')} [${sourceOf(word('source'))},${release} ${word('ms')} ms]${trouble}`;
}

/** What the toolkit prints for people who run it themselves: its box of routes, and warnings about names we do not use. */
const chatter =
  /^[\s│┌└╭╰├─┐┘╮╯]*(│|$)|SERVICE_SID variable|^https?:\/\/localhost:\d+\/|Twilio (functions|assets) available|^(Functions|Assets)$/u;

/** Whether a line of output is worth reading while the Functions run. */
export const isWorthReading = (line: string): boolean => !chatter.test(line);

/** Hands on each line of a stream, until it ends. */
export function followLines(stream: Readable, hear: (line: string) => void): void {
  createInterface({ input: stream }).on('line', hear);
}
