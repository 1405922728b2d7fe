import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Random, random } from '../protocol/random.ts';

/**
 * A gate before the embedded Sync service that only the command line goes through: it counts requests, holds one of
 * them until it is told what to do with it, and loses replies by chance. Callers go past it, straight to the service.
 */

/** What a request of a reconcile is for. */
export type Moment =
  | 'looking'
  | 'listing'
  | 'reserving'
  | 'beating'
  | 'creating'
  | 'updating'
  | 'deleting'
  | 'activating';

/** Which request is held: the n-th from now, or the first of a moment. */
export type Which = number | Moment;

/** A request that is held. */
export interface Held {
  readonly moment: Moment;
  /** Its place among the requests since `arm`, from 1. */
  readonly at: number;
  /** Of an item; empty for anything else. */
  readonly map: string;
  readonly key: string;
}

/** `before`: it has not reached Sync; `after`: it has been carried out, and nobody has heard of it. */
export type When = 'before' | 'after';

/** A request that waits to be held. */
export interface Armed {
  readonly which: Which;
  readonly when: When;
  /** What is to become of it. */
  held(held: Held): Promise<'forward' | 'drop'>;
  /** It has been carried out and answered, or dropped. */
  passed(): void;
}

/** How often something happens to a request, 0 to 1. */
export interface Spoiling {
  readonly seed: number;
  /** It is carried out, and its reply is lost. */
  readonly lostReplies: number;
  /** The connection is closed before it is carried out. */
  readonly lostRequests: number;
}

export interface Gate {
  readonly url: string;
  arm(armed: Armed): void;
  disarm(): void;
  spoil(spoiling: Spoiling | undefined): void;
  /** Requests since the last `arm` or `disarm`. */
  count(): number;
  /** Replies and requests lost since the last `spoil`. */
  spoilt(): number;
  close(): Promise<void>;
}

/** The moment of a request, by its path and what it writes. */
export function momentOf(method: string, url: string, form: URLSearchParams): Moment {
  if (method === 'GET') return url.includes('/Items?') ? 'listing' : 'looking';
  if (method === 'DELETE') return 'deleting';
  const isItem = /\/Items(\/|$)/.test(url);
  if (isItem) return form.has('Key') ? 'creating' : 'updating';
  if (!url.includes('/Documents')) return 'looking';
  const { holder, beat } = JSON.parse(form.get('Data') ?? '{}') as { holder?: unknown; beat?: unknown };
  return holder == null ? 'activating' : beat === 0 ? 'reserving' : 'beating';
}

const STEERING = '/_dialplan/';

/** Opens a gate before a service. */
export async function openGate(service: string): Promise<Gate> {
  const agent = new Agent({ keepAlive: true });
  let armed: Armed | undefined;
  let count = 0;
  let spoilt = 0;
  let spoiling: (Spoiling & { readonly chance: Random }) | undefined;

  const meets = ({ which }: Armed, held: Held): boolean =>
    typeof which === 'number' ? held.at === which : held.moment === which;

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bodyOf(asked);
    const { method = 'GET', url = '/' } = asked;
    if (url.startsWith(STEERING)) return reply(answer, await forward(service, agent, asked, body));
    count += 1;
    const form = new URLSearchParams(body);
    const [, map = '', item = ''] = /\/Maps\/([^/]+)\/Items(?:\/([^?]+))?/.exec(url) ?? [];
    const key = form.get('Key') ?? decodeURIComponent(item);
    const held = { moment: momentOf(method, url, form), at: count, map: decodeURIComponent(map), key };
    const met = armed !== undefined && meets(armed, held) ? armed : undefined;
    if (met === undefined) return onward(asked, answer, body);
    armed = undefined;
    const ask = () => met.held(held);
    await onward(asked, answer, body, met.when === 'before' ? { before: ask } : { after: ask });
    met.passed();
  }

  /** Carries a request out, unless it is dropped or lost, and answers it, unless that is. */
  async function onward(
    asked: IncomingMessage,
    answer: ServerResponse,
    body: string,
    { before, after }: { [when in When]?: () => Promise<'forward' | 'drop'> } = {},
  ): Promise<void> {
    const held = before !== undefined || after !== undefined;
    const fate = spoiling === undefined || held ? 'passes' : fateOf(spoiling);
    if (fate !== 'passes') spoilt += 1;
    if ((await before?.()) === 'drop' || fate === 'request lost') return void answer.destroy();
    const got = await forward(service, agent, asked, body);
    if ((await after?.()) === 'drop' || fate === 'reply lost') return void answer.destroy();
    reply(answer, got);
  }

  const server = createServer({ keepAliveTimeout: 600_000 }, (asked, answer) => {
    // Who was killed does not hear the answer.
    pass(asked, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm(next) {
      armed = next;
      count = 0;
    },
    disarm() {
      armed = undefined;
      count = 0;
    },
    spoil(next) {
      spoiling = next === undefined ? undefined : { ...next, chance: random(next.seed) };
      spoilt = 0;
    },
    count: () => count,
    spoilt: () => spoilt,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fateOf({ chance, lostRequests, lostReplies }: Spoiling & { readonly chance: Random }) {
  const drawn = chance.next();
  if (drawn < lostRequests) return 'request lost';
  return drawn < lostRequests + lostReplies ? 'reply lost' : 'passes';
}

async function bodyOf(asked: IncomingMessage): Promise<string> {
  let body = '';
  asked.setEncoding('utf8');
  for await (const part of asked as AsyncIterable<string>) body += part;
  return body;
}

interface Got {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

function forward(service: string, agent: Agent, asked: IncomingMessage, body: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const options = { method: asked.method ?? 'GET', headers: asked.headers, agent };
    const sent = request(`${service}${asked.url}`, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 500, headers: response.headers, body: text }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function reply(answer: ServerResponse, { status, headers, body }: Got): void {
  const { connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...kept } = headers;
  answer.writeHead(status, kept).end(body);
}
