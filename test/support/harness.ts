import { type Compiled, type CompileOptions, compile } from '../../compiler/compile.ts';
import type { Asset, Source } from '../../compiler/model/source.ts';
import { formatDiagnostics } from '../../compiler/report/diagnostics.ts';
import type { Call, CallState, EntryName, Event, Party } from '../../runtime/call.ts';
import { classify } from '../../runtime/classify.ts';
import type { JsonObject } from '../../runtime/digest.ts';
import type { Instruction, Link, Noun } from '../../runtime/instructions.ts';
import { step, type TurnRecord } from '../../runtime/step.ts';
import type { Webhook } from '../../runtime/webhook.ts';
import { worldOf } from '../../runtime/world.ts';

/** Text in, text out: a plan as its author writes it, and what comes of it. */

/** One file's text, or several by their path below the plan directory. */
export type PlanText = string | { readonly [file: string]: string };

export interface PlanOptions extends Partial<CompileOptions> {
  readonly assets?: readonly Asset[];
  /** The plan directory; normally `plan`. */
  readonly directory?: string;
}

const sourcesOf = (text: PlanText, directory: string) =>
  Object.entries(typeof text === 'string' ? { 'dialplan.yaml': text } : text).map(([file, each]) => ({
    file: `${directory}/${file}`,
    text: each,
  }));

/** Compiles a plan. */
export function compilePlan(text: PlanText, options: PlanOptions = {}): Compiled {
  const { assets = [], directory = 'plan', variables = {}, ...rest } = options;
  return compile({ directory, sources: sourcesOf(text, directory), assets }, { ...rest, variables });
}

/** What the author is told about a plan, as `dialplan check` prints it. */
export function check(text: PlanText, options: PlanOptions = {}): string {
  const { diagnostics, locator } = compilePlan(text, options);
  const files = typeof text === 'string' ? 1 : Object.keys(text).length;
  return formatDiagnostics(diagnostics, locator, { format: 'text', files });
}

/** The codes that a plan gives, each as often as it is reported, in the order of the places. */
export const codesOf = (text: PlanText, options: PlanOptions = {}): readonly string[] =>
  compilePlan(text, options).diagnostics.map(({ code }) => code);

/** All phases, for the examples of explain pages; the runtime that is shipped is a word. */
export const allPhases = (sources: readonly Source[], directory: string, now?: number): Compiled =>
  compile(
    { directory, sources, assets: [] },
    { variables: {}, files: { runtime: '//', classify: '//' }, ...(now === undefined ? {} : { now }) },
  );

/** What every plan needs; tests add their own lines below. */
export const HEAD = `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
sip: {domain: acme.sip.twilio.com}
emergency: {numbers: ["000", "112"], caller_id: "+61 2 5550 1000"}
`;

/** One webhook as a test writes it. */
export interface Ringing {
  readonly entry?: EntryName;
  /** `+61…`, `sip:alice@…` or `client:bob`. */
  readonly from?: string;
  readonly to?: string;
  readonly event?: Event;
  readonly state?: CallState;
  readonly target?: string;
  readonly group?: string;
  readonly answered?: boolean;
  /** When it happens, ISO 8601 with a zone; absent: at the beginning of 1970. */
  readonly when?: string;
  /** Live state by what it belongs to: `override:night`. */
  readonly live?: { readonly [id: string]: JsonObject };
}

function partyOf(text: string): Party {
  if (text.startsWith('client:')) return { kind: 'client', identity: text.slice('client:'.length) };
  const [, user, host] = /^sip:([^@]+)@(.+)$/.exec(text) ?? [];
  if (user !== undefined && host !== undefined) return { kind: 'sip', user, host };
  return text.startsWith('+') ? { kind: 'number', number: text } : { kind: 'withheld', text };
}

function webhookOf(ringing: Ringing): Webhook {
  const { entry = 'incoming', from = '+61400000000', to = '', event = { kind: 'arrived' } } = ringing;
  const call: Call = {
    sid: 'CA00',
    from: partyOf(from),
    to,
    now: ringing.when === undefined ? 0 : Date.parse(ringing.when),
    uui: 'CA00',
    answered: ringing.answered ?? entry === 'callTransfer',
  };
  const { state, target, group } = ringing;
  return {
    entry,
    call,
    event,
    ...(state === undefined ? {} : { state }),
    ...(target === undefined ? {} : { target }),
    ...(group === undefined ? {} : { group }),
  };
}

/** What one webhook is answered: a line an instruction, the turns that led there, and where Twilio comes back. */
export interface Answer {
  readonly lines: readonly string[];
  readonly turns: readonly TurnRecord[];
  /** The state that the action link of a dial carries. */
  readonly state?: CallState;
  /** What waits for keys. */
  readonly gather?: Gather;
}

type Gather = Extract<Instruction, { verb: 'gather' }>;

/** Answers one webhook of a compiled plan. */
export function answer({ program, bundle }: Compiled, ringing: Ringing): Answer {
  if (program === undefined || bundle === undefined) throw new Error('the plan has errors');
  const { country } = bundle.numbering;
  const reply = step(
    webhookOf(ringing),
    bundle,
    worldOf(program, {
      classify: (number) => classify(number, country),
      live: (id) => ringing.live?.[id] ?? null,
      written: () => 'done',
    }),
  );
  if (reply.kind !== 'answer') throw new Error(`not an answer: ${JSON.stringify(reply)}`);
  const link = reply.instructions.flatMap((each) => ('action' in each ? (each.action ?? []) : []))[0];
  const gather = reply.instructions.find((each) => each.verb === 'gather');
  return {
    lines: reply.instructions.map(line),
    turns: reply.turns,
    ...(link === undefined ? {} : { state: link.state }),
    ...(gather === undefined ? {} : { gather }),
  };
}

/** What Twilio tells of keys: not the one that ends them, and no more than it was asked for. */
function told(keys: string, gather: Gather | undefined): string {
  const { digits = keys.length, finishOnKey = '#' } = gather ?? {};
  const end = finishOnKey === '' ? -1 : keys.indexOf(finishOnKey);
  return (end < 0 ? keys : keys.slice(0, end)).slice(0, digits);
}

/** `press 12`, `press silence`, or the status with which a dial ends. */
function outcomeOf(
  text: string,
  gather: Gather | undefined,
): { readonly event: Event; readonly answered: boolean } {
  const [, keys] = /^press (\S+)$/.exec(text) ?? [];
  return keys === undefined
    ? { event: { kind: 'dialled', status: text, bridged: undefined }, answered: false }
    : { event: { kind: 'digits', digits: keys === 'silence' ? '' : told(keys, gather) }, answered: true };
}

/** What a caller meets, webhook by webhook: `outcomes` are the statuses with which the dials end. */
export function call(text: PlanText | Compiled, ringing: Ringing, outcomes: readonly string[] = []): string {
  const compiled =
    typeof text === 'object' && 'locator' in text ? (text as Compiled) : compilePlan(text as PlanText);
  let now = answer(compiled, ringing);
  const lines = [...now.lines];
  for (const status of outcomes) {
    if (now.state === undefined) throw new Error(`nothing waits for ${status}`);
    const { event, answered } = outcomeOf(status, now.gather);
    now = answer(compiled, { ...ringing, entry: 'continue', event, state: now.state, answered });
    lines.push(`- ${status}`, ...now.lines);
  }
  return `${lines.join('\n')}\n`;
}

function nounText(noun: Noun): string {
  const to =
    noun.kind === 'number' ? noun.number : noun.kind === 'sip' ? noun.uri : `client:${noun.identity}`;
  return noun.confirm === undefined ? to : `${to} (press 1)`;
}

const linkText = ({ to, state }: Link): string =>
  `${to} ${state.at}${state.member ? ` ${state.member}` : ''}`;

function line(instruction: Instruction): string {
  switch (instruction.verb) {
    case 'say':
      return `say ${instruction.text}`;
    case 'play':
      return `play ${instruction.url}`;
    case 'hangup':
      return 'hangup';
    case 'reject':
      return `reject ${instruction.reason}`;
    case 'gather':
      return [...instruction.prompt.map(line), `gather ${instruction.digits ?? 'digits'}`].join('\n');
    case 'record':
      return `record ${instruction.maxLength} s`;
    case 'dial': {
      const { nouns, timeout, callerId, action } = instruction;
      const parts = [
        `dial ${nouns.map(nounText).join(' + ')}`,
        ...(timeout === undefined ? [] : [`for ${timeout} s`]),
        ...(callerId === undefined ? [] : [`as ${callerId}`]),
        ...(action === undefined ? [] : [`then ${linkText(action)}`]),
      ];
      return parts.join(', ');
    }
    case 'conference': {
      const { room, muted, beep, begins, ends, most, action } = instruction;
      const parts = [
        `conference ${room}`,
        ...(muted ? ['muted'] : []),
        ...(beep ? [] : ['without tones']),
        ...(begins ? [] : ['when it has begun']),
        ...(ends ? ['ending it'] : []),
        ...(most === undefined ? [] : [`at most ${most}`]),
        `then ${linkText(action)}`,
      ];
      return parts.join(', ');
    }
  }
}
