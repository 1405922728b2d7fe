import { type Command, InvalidArgumentError } from 'commander';
import type { Fields } from '../simulate/application.ts';
import type { Act, Address, CallScript, Phone, Queue } from '../simulate/script.ts';
import type { Options } from './command.ts';

/**
 * How a line says what people do in a simulated call: the caller, the phones that ring, the queue. One small grammar:
 * `who=busy`, `who=answers:3s,presses:1,hangs_up:40s,transfers:sip:202@acme@20s`.
 */

/** The people of a call; what a script needs beside who calls whom and when. */
export type Behaviour = Pick<CallScript, 'acts' | 'phone' | 'hangsUp' | 'queue' | 'parameters'>;

/** Adds the options that say how people behave. A word that means nothing is wrong usage. */
export const withBehaviour = (command: Command): Command =>
  command
    .option(
      '--press <list>',
      'what the caller does at each question: keys, `silence`, or words, such as 1,silence,"the sales team"',
      readActs,
    )
    .option(
      '--phone <who=what>',
      'what a phone does: busy, no_answer, unreachable, mailbox, or answers:3s[,presses:1][,hangs_up:40s]' +
        '[,transfers:<to>@20s]; who is a number, a SIP address or user, a client, or `default` (may be repeated; ' +
        'default: no_answer)',
      (text: string, before: readonly PhoneRule[] = []): readonly PhoneRule[] => [...before, readPhone(text)],
    )
    .option('--hangs-up <time>', 'when the caller hangs up, such as 30s or 2m', readSeconds)
    .option('--queue <what>', 'who takes callers in queues: answers:30s, never, full or error', readQueue)
    .option(
      '--header <name: value>',
      'a header of a SIP caller, such as "X-Account: 5" (may be repeated)',
      (text: string, before: Fields = {}): Fields => ({ ...before, ...readHeader(text) }),
    );

/** How people behave, of the options that `withBehaviour` added. */
export function behaviourOf({ press, phone, hangsUp, queue, header }: Options): Behaviour {
  return {
    acts: (press ?? []) as readonly Act[],
    phone: phonesOf((phone ?? []) as readonly PhoneRule[]),
    parameters: (header ?? {}) as Fields,
    ...(hangsUp === undefined ? {} : { hangsUp: hangsUp as number }),
    ...(queue === undefined ? {} : { queue: () => queue as Queue }),
  };
}

/** Seconds of `3s`, `2m`, `1m30s` or a bare number. */
export function readSeconds(text: string): number {
  const [, minutes = '0', seconds = '0'] = /^(?=\d)(?:(\d{1,4})m)?(?:(\d{1,5})s?)?$/.exec(text.trim()) ?? [];
  const found = Number(minutes) * 60 + Number(seconds);
  if (found === 0 && !/^0/.test(text.trim()))
    throw new InvalidArgumentError(`\`${text}\` is no time; write 3s or 2m.`);
  return found;
}

/** What a caller does, one act for each question. */
export function readActs(text: string): readonly Act[] {
  const words = text.match(/"[^"]*"|[^,]+/g) ?? [];
  return words.map((each) => each.trim()).flatMap((each) => (each === '' ? [] : [readAct(each)]));
}

function readAct(word: string): Act {
  if (word === 'silence') return { does: 'silence' };
  if (/^[0-9*#]+$/.test(word)) return { does: 'press', keys: word };
  return { does: 'say', words: word.replace(/^"|"$/g, '') };
}

function readQueue(text: string): Queue {
  if (text === 'never' || text === 'full' || text === 'error') return { does: text };
  const [, after] = /^answers:(.+)$/.exec(text) ?? [];
  if (after === undefined) throw new InvalidArgumentError('It wants answers:30s, never, full or error.');
  return { does: 'answers', after: readSeconds(after) };
}

/** What phones do, by who they are. One of which nothing is said does not answer. */
export const readPhones = (texts: readonly string[]): ((address: Address) => Phone) =>
  phonesOf(texts.map(readPhone));

function phonesOf(rules: readonly PhoneRule[]): (address: Address) => Phone {
  const otherwise = rules.findLast(({ who }) => who === 'default')?.phone ?? { does: 'no_answer' };
  return (address) => rules.find(({ who }) => who !== 'default' && isWho(who, address))?.phone ?? otherwise;
}

/** What one phone does, by who it is: a word of the line, or `default`. */
export interface PhoneRule {
  readonly who: string;
  readonly phone: Phone;
}

function readPhone(text: string): PhoneRule {
  const [, who, word, more = ''] =
    /^(.+?)=(busy|no_answer|unreachable|mailbox|answers)(?:$|[:,](.*)$)/.exec(text) ?? [];
  if (who === undefined || word === undefined) {
    throw new InvalidArgumentError(
      'It wants who=what, such as alice=busy or alice=answers:3s,presses:1; what is busy, no_answer, unreachable, mailbox or answers.',
    );
  }
  if (word === 'answers') return { who: who.trim(), phone: readAnswering(more) };
  if (more !== '') throw new InvalidArgumentError(`Nothing can follow \`${word}\`.`);
  return { who: who.trim(), phone: { does: word as 'busy' | 'no_answer' | 'unreachable' | 'mailbox' } };
}

/** `3s,presses:1,presses:2,hangs_up:40s,transfers:sip:202@acme@20s`; without a time it answers after 3 s. */
function readAnswering(text: string): Phone {
  const parts = text.split(',').map((part) => part.trim());
  const [first = ''] = parts;
  const timed = /^\d/.test(first);
  const after = timed ? readSeconds(first) : 3;
  const presses: string[] = [];
  let hangsUp: number | undefined;
  let transfers: { readonly to: string; readonly after: number } | undefined;
  for (const part of timed ? parts.slice(1) : parts) {
    const [, name, value = ''] = /^(presses|hangs_up|transfers):(.+)$/.exec(part) ?? [];
    if (name === 'presses') presses.push(value);
    else if (name === 'hangs_up') hangsUp = readSeconds(value);
    else if (name === 'transfers') transfers = readTransfer(value);
    else if (part !== '')
      throw new InvalidArgumentError(
        `After answers: come presses:, hangs_up: and transfers:, not \`${part}\`.`,
      );
  }
  return {
    does: 'answers',
    after,
    ...(presses.length === 0 ? {} : { presses }),
    ...(hangsUp === undefined ? {} : { hangsUp }),
    ...(transfers === undefined ? {} : { transfers }),
  };
}

/** `sip:202@acme@20s`: to whom, and after which time of talk; without a time after 5 s. */
function readTransfer(text: string): { readonly to: string; readonly after: number } {
  const [, to, after] = /^(.+)@(\d+m?\d*s?)$/.exec(text) ?? [];
  return to === undefined || after === undefined ? { to: text, after: 5 } : { to, after: readSeconds(after) };
}

/** Whether a word of the line means an address: a number, `sip:…`, `client:…`, or a user of either. */
function isWho(who: string, { kind, value }: Address): boolean {
  if (/^\+?[\d\s().-]+$/.test(who)) {
    const digits = (text: string): string => text.replace(/\D/g, '');
    return kind === 'number' ? digits(value) === digits(who) : userOf(value) === who;
  }
  if (/^sips?:/i.test(who)) {
    const bare = who.replace(/^sips:/i, 'sip:').toLowerCase();
    return (
      kind === 'sip' && (bare.includes('@') ? value.toLowerCase() === bare : `sip:${userOf(value)}` === bare)
    );
  }
  if (who.startsWith('client:')) return kind === 'client' && value === who.slice('client:'.length);
  return kind !== 'number' && (userOf(value) === who || value === who);
}

const userOf = (value: string): string => value.replace(/^sip:/, '').split('@')[0] ?? '';

/** A header as the parameter that Twilio makes of it (docs/voice/api/sip-twiml). */
function readHeader(text: string): Fields {
  const [, name, value] = /^\s*(X-[\w-]+|User-to-User)\s*:\s*(.*)$/i.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError(`It wants a header that Twilio passes on, such as "X-Account: 5".`);
  return { [`SipHeader_${name}`]: value.trim() };
}

/** What the line says of phones, in its order. */
export const phoneRules = ({ phone }: Options): readonly PhoneRule[] => (phone ?? []) as readonly PhoneRule[];

/** What the caller does, in its order. */
export const actsOf = ({ press }: Options): readonly Act[] => (press ?? []) as readonly Act[];
