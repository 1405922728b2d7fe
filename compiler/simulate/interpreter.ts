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

/** How a document stops. `left`: a caller leaves a queue. */
export type Stop = 'ran_out' | 'hangup' | 'rejected' | 'application_error' | 'left';

/** What a verb may use. */
export interface Stage {
  readonly session: Session;
  readonly party: Party;
  readonly document: Document;
  /** It is the first verb of the first document: nothing has happened in this call. */
  readonly first: boolean;
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

async function run(
  verbs: Verbs,
  session: Session,
  party: Party,
  document: Document,
  fresh: boolean,
): Promise<Flow> {
  for (const text of unknownWords(document.verbs)) session.trouble(12200, text);
  let first = fresh;
  for (const element of document.verbs) {
    const verb = verbs[element.name];
    if (verb === undefined) continue;
    const stage: Stage = {
      session,
      party,
      document,
      first,
      perform: (next) => perform(verbs, session, party, next),
      performFor: (other, next) => perform(verbs, session, other, next),
    };
    first = false;
    const flow = await verb(element, stage);
    if (flow.kind !== 'next') return flow;
  }
  return NEXT;
}
