import { shown } from '../simulate/address.ts';
import type { CallRecord, Ending, Hearer, LegEnd, Timed } from '../simulate/events.ts';

/** What a simulated call did, a line for each moment: for people who want to know what a caller hears. */

/** How lines look; each gets a text and gives it back, coloured or not. */
export interface CallStyle {
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly bold: (text: string) => string;
}

export interface CallOptions {
  readonly style?: CallStyle;
  /** With the requests to the application; absent: with them. */
  readonly requests?: boolean;
  /** With the documents that it answered. */
  readonly twiml?: boolean;
  /** URLs that begin with this are shown without it. */
  readonly origin?: string;
}

const same = (text: string): string => text;
const plain: CallStyle = { dim: same, red: same, bold: same };

const endings: { readonly [ending in Ending]: string } = {
  hangup: 'the application hung up',
  ran_out: 'the application had nothing more to say',
  rejected: 'the call was rejected before anything answered',
  caller_hung_up: 'the caller hung up',
  application_error: 'the caller heard "an application error has occurred", and the line went dead',
  endless: 'it would go on for ever',
};

const failures: { readonly [how in LegEnd]: string } = {
  busy: 'is busy',
  no_answer: 'does not answer',
  unreachable: 'cannot be reached',
  cancelled: 'stops ringing',
  declined: 'does not take the call',
};

/** The names of legs: their addresses, with a number where one address rings more than once. */
function namesOf(events: readonly Timed[]): (leg: number) => string {
  const rang = events.filter((each) => each.kind === 'rang');
  const names = new Map(rang.map(({ leg, address }) => [leg, shown(address)]));
  const often = (name: string) => [...names.values()].filter((each) => each === name).length > 1;
  return (leg) => {
    const name = names.get(leg) ?? `leg ${leg}`;
    return often(name) ? `${name} (leg ${leg})` : name;
  };
}

const quoted = (text: string): string => `"${text}"`;
const listed = (parts: readonly (string | undefined)[]): string => {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
};

/** One moment in words. */
function wordsOf(event: Timed, name: (leg: number) => string, origin: string): string {
  const to = (hearer: Hearer): string => (hearer === 'caller' ? '' : ` to ${name(hearer)}`);
  const who = (hearer: Hearer): string => (hearer === 'caller' ? 'the caller' : name(hearer));
  const near = (url: string): string => (url.startsWith(origin) ? url.slice(origin.length) || '/' : url);
  switch (event.kind) {
    case 'asked': {
      const status =
        event.status === undefined ? ': no answer' : event.status === 200 ? '' : `: ${event.status}`;
      return `${event.method} ${near(event.url)} [${event.purpose}]${status}`;
    }
    case 'said':
      return `said${to(event.to)} ${quoted(event.text)}${listed([event.language, event.voice])}`;
    case 'played':
      return `played${to(event.to)} ${near(event.url)}`;
    case 'paused':
      return `silence${to(event.to)} for ${event.seconds} s`;
    case 'gathered':
      if (event.how === 'silence') return `${who(event.to)} does nothing`;
      return event.how === 'keys'
        ? `${who(event.to)} presses ${event.got}`
        : `${who(event.to)} says ${quoted(event.got)}`;
    case 'rang':
      return `rings ${name(event.leg)} for ${event.timeout} s, shows ${event.callerId === '' ? 'no number' : event.callerId}`;
    case 'answered':
      return `${name(event.leg)} answers`;
    case 'leg_ended':
      return `${name(event.leg)} ${failures[event.how]}`;
    case 'bridged':
      return `the caller talks with ${name(event.leg)}`;
    case 'talk_ended':
      return talkEnded(event.by, name(event.leg));
    case 'transferred':
      return `${name(event.leg)} transfers the caller to ${event.to}`;
    case 'returned':
      return `the caller is back with ${name(event.leg)}`;
    case 'dial_ended':
      return `the dial ends: ${event.status}`;
    case 'recorded':
      return `a message of ${event.seconds} s${event.words === undefined ? '' : `: ${quoted(event.words)}`}`;
    case 'queued':
      return `waits in the queue ${event.name}`;
    case 'left_queue':
      return `leaves the queue ${event.name}: ${event.result}`;
    case 'conference':
      return `joins the conference ${event.name}`;
    case 'rejected':
      return `the call is rejected: ${event.reason}`;
    case 'hung_up':
      return `the ${event.by} hangs up`;
    case 'trouble':
      return `! ${event.code === undefined ? '' : `${event.code} `}${event.text}`;
  }
}

const talkEnded = (by: 'leg' | 'caller' | 'transfer' | 'limit', name: string): string =>
  ({
    leg: `${name} hangs up`,
    caller: `the talk with ${name} ends`,
    transfer: `${name} is out of the call`,
    limit: `the time limit ends the talk with ${name}`,
  })[by];

/** A number of seconds, with a decimal where it has one. */
const seconds = (t: number): string => `${Number(t.toFixed(1))} s`;

/** The moments of a call, a line each, with the time at which they came. */
export function callLines(record: CallRecord, options: CallOptions = {}): readonly string[] {
  const { style = plain, requests = true, twiml = false, origin = '\n' } = options;
  const name = namesOf(record.events);
  const width = Math.max(...record.events.map(({ t }) => seconds(t).length), 3);
  return record.events.flatMap((event) => {
    if (event.kind === 'asked' && !requests && !twiml) return [];
    const line = `${seconds(event.t).padStart(width)}  ${wordsOf(event, name, origin)}`;
    if (event.kind === 'trouble') return [style.red(line)];
    if (event.kind !== 'asked') return [line];
    const document = twiml && event.twiml !== undefined ? event.twiml.trimEnd().split('\n') : [];
    return [line, ...document.map((each) => `${' '.repeat(width + 4)}${each}`)].map(style.dim);
  });
}

/** Whether somebody talked with the caller in a dial. */
function wasTaken(events: readonly Timed[], dial: number, status: string): boolean {
  const legs = events.flatMap((each) => (each.kind === 'rang' && each.dial === dial ? [each.leg] : []));
  // Conferences and queues ring nobody.
  if (legs.length === 0) return ['completed', 'answered'].includes(status);
  return events.some((each) => each.kind === 'bridged' && legs.includes(each.leg));
}

/** Whether something tells the caller how the call stands: true and false, and undefined for what is neither. */
function tells(event: Timed, events: readonly Timed[]): boolean | undefined {
  switch (event.kind) {
    case 'said':
    case 'played':
      return event.to === 'caller' ? true : undefined;
    case 'recorded':
    case 'conference':
      return true;
    case 'left_queue':
      return event.result === 'bridged';
    case 'dial_ended':
      return wasTaken(events, event.dial, event.status);
    case 'bridged':
      return true;
    default:
      return undefined;
  }
}

/** Whether the line goes dead on a caller whom nobody has told why: after a dial that failed, or from the start. */
export function endsInSilence({ events, ending }: CallRecord): boolean {
  if (ending !== 'ran_out' && ending !== 'hangup') return false;
  const last = events.findLast((each) => tells(each, events) !== undefined);
  return last === undefined || tells(last, events) === false;
}

/** How a call ended, in a sentence. */
function endingInWords(record: CallRecord): string {
  const how = endsInSilence(record)
    ? 'the line went dead, and the caller was not told why'
    : endings[record.ending];
  return `after ${seconds(record.lasted)} ${how}`;
}

/** A whole call as text, its last lines saying how it ended and what was assumed of Twilio. */
export function formatCall(record: CallRecord, options: CallOptions = {}): string {
  const { style = plain } = options;
  const bad = record.ending === 'application_error' || record.ending === 'endless' || endsInSilence(record);
  const ending = (bad ? style.red : style.bold)(endingInWords(record));
  const chosen = record.chosen.map(({ question, answer }) => style.dim(`assumed: ${question} ${answer}`));
  return `${[...callLines(record, options), '', ending, ...chosen].join('\n')}\n`;
}

/** Several runs of one call: those that a caller cannot tell apart are shown once, with what each assumed of Twilio. */
export function formatCalls(records: readonly CallRecord[], options: CallOptions = {}): string {
  const { style = plain } = options;
  const [only] = records;
  if (only === undefined || records.length === 1) return only === undefined ? '' : formatCall(only, options);
  const groups = new Map<string, CallRecord[]>();
  for (const record of records) {
    const text = formatCall({ ...record, chosen: [] }, options);
    groups.set(text, [...(groups.get(text) ?? []), record]);
  }
  const texts = [...groups].map(([text, group], i) => {
    const title = style.bold(`possibility ${i + 1} of ${groups.size}`);
    const when = group.map(({ chosen }) =>
      chosen.map(({ question, answer }) => `${question} ${answer}`).join('; '),
    );
    return `${[title, ...when.map((each) => style.dim(`  if ${each}`))].join('\n')}\n\n${text}`;
  });
  return texts.join('\n');
}
