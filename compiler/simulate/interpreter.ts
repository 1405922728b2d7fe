import type { Party, Session } from './session.ts';
import type { Element } from './twiml/markup.ts';
import { unknownWords } from './twiml/vocabulary.ts';
import type { Document } from './web.ts';

/** Where a call goes after a verb. */
export type Flow =
  | { readonly kind: 'next' }
  /** Another document takes over; what is left of this one is never run. */
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'end'; readonly how: Stop };

/** How a document stops. `left`: a caller leaves a queue; `returned`: a transfer failed, and the talk before it goes on. */
export type Stop = 'ran_out' | 'hangup' | 'rejected' | 'application_error' | 'left' | 'returned';

/** What a verb may use. */
export interface Stage {
  readonly session: Session;
  readonly party: Party;
  readonly document: Document;
  /** It is the first verb of the first document: nothing has happened in this call. */
  readonly first: boolean;
  /** Verbs stand behind this one. */
  readonly follows: boolean;
  /** Runs another document for the same party to its end. */
  readonly perform: (document: Document) => Promise<Stop>;
  /** Runs a document for another party. */
  readonly performFor: (party: Party, document: Document) => Promise<Stop>;
}

export type Verb = (element: Element, stage: Stage) => Promise<Flow>;
export type Verbs = { readonly [name: string]: Verb };

export const NEXT: Flow = { kind: 'next' };
export const end = (how: Stop): Flow => ({ kind: 'end', how });

/** The call goes on with the document of a URL, or ends where there is none. */
export async function follow(
  { session, party, document }: Stage,
  link: { readonly url: string; readonly method: 'GET' | 'POST' },
  fields: { readonly [name: string]: string },
  purpose: 'action' | 'redirect',
): Promise<Flow> {
  const target = { url: resolve(link.url, document), method: link.method };
  const all = { ...party.fields(), ...fields };
  const next =
    party.hearer === 'caller'
      ? await session.requestForCaller(target, all, purpose)
      : await session.request(target, all, purpose);
  return next === undefined ? end('application_error') : { kind: 'document', document: next };
}

/** A URL in a document is relative to that document. */
export const resolve = (url: string, { url: base }: Document): string =>
  URL.canParse(url, base) ? new URL(url, base).href : url;

/** Runs a document, and those that take over from it, to the end. */
export async function perform(
  verbs: Verbs,
  session: Session,
  party: Party,
  document: Document,
  fresh = false,
): Promise<Stop> {
  let current = document;
  let first = fresh;
  for (;;) {
    const flow = await run(verbs, session, party, current, first);
    if (flow.kind === 'end') return flow.how;
    if (flow.kind === 'next') return 'ran_out';
    current = flow.document;
    first = false;
  }
}

/** Verbs for somebody who is asked before the caller is put through (docs/voice/twiml/number, url). */
const WHILE_ASKED = ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup'];

/** Verbs for a caller who waits in a queue (docs/voice/twiml/enqueue, waitUrl). */
const WHILE_WAITING = [...WHILE_ASKED, 'Leave'];

const mayStand = (name: string, { hearer, waits }: Party): boolean =>
  hearer !== 'caller' ? WHILE_ASKED.includes(name) : waits !== true || WHILE_WAITING.includes(name);

const misplaced = (name: string, { hearer }: Party): string =>
  hearer === 'caller'
    ? `<${name}> in a document for a caller who waits in a queue is not allowed`
    : `<${name}> in a document for the called party is not allowed`;

async function run(
  verbs: Verbs,
  session: Session,
  party: Party,
  document: Document,
  fresh: boolean,
): Promise<Flow> {
  for (const text of unknownWords(document.verbs)) session.trouble(12200, text);
  let first = fresh;
  for (const [index, element] of document.verbs.entries()) {
    const verb = Object.hasOwn(verbs, element.name) ? verbs[element.name] : undefined;
    if (verb === undefined) continue;
    if (!mayStand(element.name, party)) {
      session.trouble(element.name === 'Dial' ? 13201 : undefined, misplaced(element.name, party));
      continue;
    }
    const stage: Stage = {
      session,
      party,
      document,
      first,
      follows: index + 1 < document.verbs.length,
      perform: (next) => perform(verbs, session, party, next),
      performFor: (other, next) => perform(verbs, session, other, next),
    };
    first = false;
    const flow = await verb(element, stage);
    if (flow.kind !== 'next') return flow;
  }
  return NEXT;
}
