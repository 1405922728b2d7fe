import { isWithheld, type Party } from '../call.ts';
import type { Instruction } from '../instructions.ts';
import type { Ground, NodeBase, NodeRuntime } from '../node.ts';
import { type Prompt, readPrompt, speakPrompt } from '../prompt.ts';
import { isObject, seconds, text } from '../read.ts';
import { goodbye, speak } from '../sentences.ts';

/** Takes a message. Exit: `key_0`. Times are seconds. */
export interface MailboxNode extends NodeBase {
  readonly kind: 'mailbox';
  /** By the reason why the call came here (`busy`, `no_answer`, `unreachable`); `otherwise` for the rest. */
  readonly greetings: { readonly [reason: string]: Prompt };
  readonly maxLength: number;
  readonly silence: number;
  readonly transcribe: boolean;
  /** Who is told of a message. */
  readonly notify: Notify;
}

/** A webhook of its own, or an address that the plan's webhook is given. */
export interface Notify {
  readonly webhook?: string;
  readonly email?: string;
}

/** What exits are called where they say why nobody took the call: a group fails where a phone cannot be reached. */
const REASONS: { readonly [exit: string]: string } = {
  on_busy: 'busy',
  on_no_answer: 'no_answer',
  on_unreachable: 'unreachable',
  on_failed: 'unreachable',
};

/** The greeting for the exit by which the call came. */
function greetingFor({ greetings }: MailboxNode, exit = ''): Prompt | undefined {
  const reason = Object.hasOwn(REASONS, exit) ? REASONS[exit] : undefined;
  const named = reason !== undefined && Object.hasOwn(greetings, reason) ? greetings[reason] : undefined;
  return named ?? (Object.hasOwn(greetings, 'otherwise') ? greetings.otherwise : undefined);
}

/** Characters that an address can have (docs/voice/twiml/sip, docs/voice/twiml/client); it travels in two URLs of the answer. */
const LONGEST_CALLER = 256;

/** Who called; undefined: nobody who could be called back. */
function callerOf(from: Party): string | undefined {
  const written = isWithheld(from) ? undefined : asWritten(from);
  return written !== undefined && written.length <= LONGEST_CALLER ? written : undefined;
}

/** A party as people write it. */
function asWritten(from: Party): string | undefined {
  switch (from.kind) {
    case 'number':
      return from.number;
    case 'sip':
      return `sip:${from.user}@${from.host}`;
    case 'client':
      return `client:${from.identity}`;
    case 'withheld':
      return undefined;
  }
}

const offersKey = ({ exits }: MailboxNode): boolean => Object.hasOwn(exits, 'key_0');

/** Twilio listens to keys only once it records, so a mailbox that offers one hears it during the greeting by a gather. */
function greet(
  node: MailboxNode,
  greeting: readonly Instruction[],
  { state }: Ground,
): readonly Instruction[] {
  if (!offersKey(node)) return greeting;
  const action = { to: 'continue', state } as const;
  return [
    { verb: 'gather', digits: 1, timeout: 1, finishOnKey: '', always: false, action, prompt: greeting },
  ];
}

function listen(node: MailboxNode, ground: Ground): readonly Instruction[] {
  const { call, state } = ground;
  const caller = callerOf(call.from);
  return [
    {
      verb: 'record',
      maxLength: node.maxLength,
      silence: node.silence,
      finishOnKey: offersKey(node) ? '0#' : '#',
      transcribe: node.transcribe,
      action: { to: 'continue', state },
      callback: { to: 'recorded', state: caller === undefined ? state : { ...state, caller } },
    },
    // Nothing was recorded: Twilio goes on here instead of asking us (docs/voice/twiml/record).
    ...goodbye('no_message', ground),
  ];
}

function readGreetings(value: unknown): { [reason: string]: Prompt } | undefined {
  if (!isObject(value)) return undefined;
  const found: { [reason: string]: Prompt } = {};
  for (const [reason, each] of Object.entries(value)) {
    const prompt = readPrompt(each);
    if (prompt === undefined) return undefined;
    found[reason] = prompt;
  }
  return found;
}

function readNotify(value: unknown): Notify {
  if (!isObject(value)) return {};
  const webhook = text(value.webhook);
  const email = text(value.email);
  return { ...(webhook && { webhook }), ...(email && { email }) };
}

export const mailbox: NodeRuntime<MailboxNode> = {
  named: true,
  waits: true,
  read(fields, exits) {
    const greetings = readGreetings(fields.greetings);
    const maxLength = seconds(fields.maxLength);
    const silence = seconds(fields.silence);
    if (!greetings || !maxLength || !silence) return undefined;
    const transcribe = fields.transcribe === true;
    return {
      kind: 'mailbox',
      greetings,
      maxLength,
      silence,
      transcribe,
      notify: readNotify(fields.notify),
      exits,
    };
  },
  step(node, event, ground) {
    const { reason } = ground;
    const key = event.kind === 'recorded' ? event.key : event.kind === 'digits' ? event.digits : '';
    if (key === '0' && offersKey(node)) {
      return { kind: 'exit', exit: 'key_0', instructions: [], because: 'key 0' };
    }
    if (event.kind === 'recorded') {
      const taken = event.seconds > 0;
      const instructions = goodbye(taken ? 'message_taken' : 'no_message', ground);
      return { kind: 'end', instructions, because: taken ? `a message of ${event.seconds} s` : 'no message' };
    }
    if (event.kind === 'digits') {
      return { kind: 'wait', instructions: listen(node, ground), because: 'the greeting was cut short' };
    }
    const greeting = greetingFor(node, reason);
    const spoken = greeting === undefined ? undefined : speakPrompt(greeting, ground);
    if (spoken?.kind === 'needs') return spoken;
    const said = spoken?.instructions ?? [];
    const heard = said.length > 0 ? said : [speak('leave_message', ground)];
    const instructions = [...greet(node, heard, ground), ...listen(node, ground)];
    return { kind: 'wait', instructions, because: 'takes a message' };
  },
  fallback: () => 'message_taken',
};
