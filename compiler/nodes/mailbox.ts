import type { Notify } from '../../runtime/nodes/mailbox.ts';
import type { NodeId } from '../../runtime/program.ts';
import { below, type Exit, type Placed, type PlanPrompt, type PlanRecording } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenGreeting, WrittenMailbox, WrittenPrompt } from '../model/written.generated.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, PLAIN, type Place, type Scope } from './kind.ts';
import { lowerPrompt, readPrompts, tellPrompt } from './prompts.ts';

interface MailboxBody {
  readonly greetings: readonly Greeting[];
  readonly records: PlanRecording;
  readonly notify: Notify;
  readonly exits: readonly Exit[];
  readonly was: Placed<NodeId> | undefined;
}

/** What callers hear who come for a reason, or `otherwise`. */
interface Greeting {
  readonly reason: string;
  readonly prompts: readonly PlanPrompt[];
}

/** Where the plan says nothing. Seconds. */
const MAX_LENGTH = 120;
const SILENCE = 5;

/** A greeting by reason is told from one by language by its `otherwise`. */
function readGreetings(
  written: WrittenGreeting | undefined,
  origin: Origin,
  scope: Scope,
): readonly Greeting[] {
  if (written === undefined) return [];
  const one = (reason: string, prompt: WrittenPrompt, at: Origin): Greeting => ({
    reason,
    prompts: readPrompts('text', prompt, at, scope),
  });
  if (typeof written !== 'object' || !('otherwise' in written)) return [one('otherwise', written, origin)];
  return Object.entries(written).map(([reason, prompt]) => one(reason, prompt, below(origin, reason)));
}

function readTime(text: string | undefined, origin: Origin, scope: Scope): Placed<number> | undefined {
  const value = text === undefined ? undefined : scope.seconds(text, origin);
  return value === undefined ? undefined : { value, origin };
}

function readRecording(written: WrittenMailbox, { origin }: Place, scope: Scope): PlanRecording {
  const { max_length, silence, transcribe, notify } = written;
  const maxLength = readTime(max_length, below(origin, 'max_length'), scope);
  const quiet = readTime(silence, below(origin, 'silence'), scope);
  const told = notify && ('email' in notify ? 'email' : 'webhook');
  return {
    ...(maxLength && { maxLength }),
    ...(quiet && { silence: quiet }),
    ...(transcribe === true && { transcribe: below(origin, 'transcribe') }),
    ...(told && { told: { value: told, origin: below(origin, 'notify', told) } }),
  };
}

function readNotify({ notify }: WrittenMailbox, { origin }: Place, scope: Scope): Notify {
  if (notify === undefined) return {};
  if ('email' in notify) return { email: notify.email };
  const webhook = scope.webAddress(notify.webhook, below(origin, 'notify', 'webhook'));
  return webhook === undefined ? {} : { webhook };
}

/** Takes messages, and tells somebody of them. */
export const mailboxKind = defineKind<'mailbox', WrittenMailbox, MailboxBody>({
  kind: 'mailbox',
  look: { family: 'words', outline: 'drum', sign: 'M2 4 H14 V12.5 H2 Z M2 4 L8 9 L14 4', word: 'mailbox' },
  section: 'mailboxes',
  resolve: (written, place, scope) => ({
    greetings: readGreetings(written.greeting, below(place.origin, 'greeting'), scope),
    records: readRecording(written, place, scope),
    notify: readNotify(written, place, scope),
    exits: readExits(written, ['key_0'], place, scope),
    was:
      written.was === undefined
        ? undefined
        : { value: `mailbox:${written.was}`, origin: below(place.origin, 'was') },
  }),
  exits: (body) => body.exits,
  facts: ({ greetings, records, was }) => ({
    ...PLAIN,
    speaks: true,
    answers: true,
    waitsForCaller: true,
    prompts: greetings.flatMap(({ prompts }) => prompts),
    records,
    ...(was && { was }),
  }),
  lower: ({ greetings, records, notify, exits }, lowering) => ({
    kind: 'mailbox',
    greetings: Object.fromEntries(
      greetings.map(({ reason, prompts }) => [reason, lowerPrompt(prompts, lowering.language)]),
    ),
    maxLength: records.maxLength?.value ?? MAX_LENGTH,
    silence: records.silence?.value ?? SILENCE,
    transcribe: records.transcribe !== undefined,
    notify,
    exits: lowering.exits(exits),
  }),
  describe: ({ greetings, maxLength, notify, exits }, tell) => {
    const { otherwise } = greetings;
    const heard = otherwise === undefined ? '' : `${tellPrompt(otherwise)}, `;
    const told = notify.email ?? (notify.webhook === undefined ? 'nobody' : 'a webhook');
    return `${heard}takes a message of up to ${maxLength} s and tells ${told}${tellExits(exits, tell)}`;
  },
});
