import { callLines, formatCall } from '../../compiler/report/call-record.ts';
import type { Application, Fields, Request, Response } from '../../compiler/simulate/application.ts';
import type { Choose } from '../../compiler/simulate/choices.ts';
import type { CallRecord } from '../../compiler/simulate/events.ts';
import { type Entry, placeCall, placeEveryCall } from '../../compiler/simulate/place-call.ts';
import type { Act, CallScript, Phone, Queue } from '../../compiler/simulate/script.ts';

/** An application as a table: what each path answers. A text that is no whole document is put into `<Response>`. */
export interface App {
  readonly [path: string]: Answer | ((fields: Fields, request: Request) => Answer);
}

/** TwiML, or a whole response. */
export type Answer = string | Partial<Response>;

export const HOST = 'https://app.example';

export const document = (text: string): string =>
  text.startsWith('<?xml') || text.startsWith('<Response') || text === ''
    ? text
    : `<Response>${text}</Response>`;

/** The application of a table; other paths are not found. */
export function application(app: App): Application {
  return async (request) => {
    const url = new URL(request.url);
    const path = url.origin === HOST ? url.pathname : `${url.origin}${url.pathname}`;
    const found = app[path];
    const fields = { ...Object.fromEntries(url.searchParams), ...request.fields };
    const answer = typeof found === 'function' ? found(fields, request) : (found ?? { status: 404 });
    const given = typeof answer === 'string' ? { body: document(answer) } : answer;
    return { status: 200, headers: { 'content-type': 'text/xml' }, cookies: [], body: '', ...given };
  };
}

/** What happens to a call, shorter than a script: `phones` by what stands in the noun. */
export interface Scene extends Partial<Omit<CallScript, 'acts' | 'phone' | 'queue'>> {
  /** Keys, `silence`, or words in quotes: `1 silence "hello there"`. */
  readonly acts?: string;
  readonly phones?: { readonly [address: string]: Phone };
  readonly queue?: Queue;
  readonly entry?: Partial<Entry>;
}

/** A Tuesday noon, in UTC. */
export const NOON = Date.UTC(2026, 10, 24, 12);

const actOf = (word: string): Act =>
  word === 'silence'
    ? { does: 'silence' }
    : word.startsWith('"')
      ? { does: 'say', words: word.slice(1, -1) }
      : { does: 'press', keys: word };

/** The script of a scene. A phone of which nothing is said does not answer. */
export function scriptOf(scene: Scene): CallScript {
  const { acts = '', phones = {}, queue, entry: _entry, ...rest } = scene;
  return {
    from: '+61491570156',
    to: '+61255501000',
    at: NOON,
    ...rest,
    acts: (acts.match(/"[^"]*"|\S+/g) ?? []).map(actOf),
    phone: ({ value }) => phones[value] ?? { does: 'no_answer' },
    ...(queue === undefined ? {} : { queue: () => queue }),
  };
}

const entryOf = ({ entry }: Scene): Entry => ({ url: `${HOST}/`, ...entry });

/** One call as Twilio most likely carries it. */
export const callOf = (app: App, scene: Scene = {}, choose?: Choose): Promise<CallRecord> =>
  placeCall(scriptOf(scene), entryOf(scene), application(app), choose);

/** What a caller lives through, a line each, without the requests; the last line is the ending. */
export async function heard(app: App, scene: Scene = {}): Promise<readonly string[]> {
  const record = await callOf(app, scene);
  return [...callLines(record, { requests: false, origin: HOST }), record.ending].map((line) => line.trim());
}

/** The same with each request, and what was assumed. */
export async function whole(app: App, scene: Scene = {}): Promise<string> {
  return formatCall(await callOf(app, scene), { origin: HOST });
}

/** Every way in which it can go: the endings and what was said, once each. */
export async function everyWay(app: App, scene: Scene = {}): Promise<readonly CallRecord[]> {
  const { results, truncated } = await placeEveryCall(scriptOf(scene), entryOf(scene), () =>
    application(app),
  );
  if (truncated) throw new Error('more ways than are looked at');
  return results;
}

/** The fields of the requests of one purpose, or to one path. */
export const asked = ({ events }: CallRecord, what: string): readonly Fields[] =>
  events.flatMap((each) =>
    each.kind === 'asked' && (each.purpose === what || new URL(each.url).pathname === what)
      ? [each.fields]
      : [],
  );

export const answers = (
  after: number,
  more: Omit<Phone & { does: 'answers' }, 'does' | 'after'> = {},
): Phone => ({
  does: 'answers',
  after,
  ...more,
});
