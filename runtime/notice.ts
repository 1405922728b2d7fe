import { isObject, text } from './read.ts';

/** Messages of mailboxes as data: what a webhook is told, and how it stands in Sync until then. */

/** What a webhook is told: a message that was left, or what was said in it. */
export interface Notice {
  readonly event: 'message' | 'transcript';
  /** The recording's SID: a webhook that is told twice knows it by this. */
  readonly id: string;
  /** The mailbox's name. */
  readonly mailbox: string;
  /** E.164, `sip:…` or `client:…`; null: withheld. */
  readonly caller: string | null;
  /** What was called: E.164, or what a phone inside dialled. */
  readonly called: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly seconds?: number;
  /** The recording's URL at Twilio. */
  readonly recording: string;
  readonly text?: string;
  /** The call's SID. */
  readonly call: string;
}

/** A notice that waits. Times are ISO 8601 UTC. */
export interface Waiting {
  readonly notice: Notice;
  /** How often it was tried in vain. */
  readonly tries: number;
  /** When a Function took it up last. */
  readonly tried: string;
  /** What became of that; absent: a Function is at it, or died. */
  readonly because?: string;
}

/** The keys of what waits begin so, and no other key of the map. */
export const WAITING = 'message:';

/** Messages that wait of which one run takes up so many again at most. */
export const RETRIES = 5;

/** Reads an item that a person may have edited; undefined: no message. */
export function readWaiting(data: unknown): Waiting | undefined {
  if (!isObject(data)) return undefined;
  const { event, seconds, caller, because, tries, tried, text: said, ...rest } = data;
  const id = text(rest.id);
  const mailbox = text(rest.mailbox);
  if (id === undefined || mailbox === undefined) return undefined;
  return {
    notice: {
      event: event === 'transcript' ? event : 'message',
      id,
      mailbox,
      caller: text(caller) ?? null,
      called: text(rest.called) ?? '',
      at: text(rest.at) ?? '',
      ...(typeof seconds === 'number' ? { seconds } : {}),
      recording: text(rest.recording) ?? '',
      ...(text(said) ? { text: String(said) } : {}),
      call: text(rest.call) ?? '',
    },
    tries: typeof tries === 'number' ? tries : 0,
    tried: text(tried) ?? '',
    ...(text(because) ? { because: String(because) } : {}),
  };
}

/** A name in braces that the Function's environment stands for, so that a secret is neither in git nor in Sync. */
export const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The names that an address leaves to the environment of the Functions. */
export const environmentNames = (address: string): readonly string[] =>
  [...address.matchAll(VARIABLE)].map(([, name = '']) => name);
