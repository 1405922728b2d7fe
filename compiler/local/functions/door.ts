import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AT_HEADER } from './at.ts';
import { type ExecutionRules, type Executions, executions } from './executions.ts';
import { type Answered, type Asked, type Behind, forward, plain } from './forward.ts';
import type { Route, Routes } from './project-routes.ts';
import { isSigned, SIGNATURE_HEADER, signatureFor } from './signature.ts';
import { readTrial, TRY_PREFIX } from './trial.ts';
import { trialPage } from './trial-page.ts';

/**
 * The front door of Functions on this machine. `twilio-run` answers anybody, private files included; in the cloud
 * Twilio stands before the Functions and checks. So does the door: protected paths want Twilio's signature, private
 * ones are not there, and Functions run by the rules of the cloud (executions.ts). It stays open while the Functions
 * behind it are replaced.
 */

/** What stands behind the door. */
export interface Upstream extends Behind {
  readonly routes: Routes;
  /** Makes the container a new one: its modules are loaded anew. Absent: that cannot be had. */
  readonly forget?: () => Promise<void>;
}

export interface DoorOptions {
  /** Tried first; when it is taken the next ones are, up to `PORTS_TRIED`. 0: any free port. */
  readonly port: number;
  /** Signs and checks: what the Functions have as AUTH_TOKEN. */
  readonly authToken: string;
  /** The public address of a tunnel to this door, `https://pbx.example.com`; absent: none. */
  readonly serverUrl?: string;
  readonly rules?: ExecutionRules;
}

export interface Door {
  /** For people: `http://localhost:3000`. */
  readonly url: string;
  readonly port: number;
  /** Puts Functions behind the door. Resolves when no request is under way any more with those from before. */
  open(upstream: Upstream): Promise<void>;
  close(): Promise<void>;
}

/** Ports tried when the wanted one is taken. */
const PORTS_TRIED = 20;

/** Largest body, in bytes: what `twilio-run` takes. */
const MAX_BODY = 6_000_000;

/** Opens the door on loopback. Rejects with the system's error when no port can be had. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  let upstream: Upstream | undefined;
  let underWay = new Set<Promise<void>>();
  const cloud = executions(options.rules ?? {});
  const server = createServer((incoming, outgoing) => {
    const done = read(incoming)
      .then((asked) => reply(asked, { ...options, port: portOf(server), upstream, cloud }))
      .catch((error: unknown) => plain(502, `the Functions gave no answer: ${String(error)}`))
      .then((answered) => send(outgoing, answered));
    const mine = underWay;
    mine.add(done);
    void done.finally(() => mine.delete(done));
  });
  await listen(server, options.port);
  const port = portOf(server);
  return {
    url: `http://localhost:${port}`,
    port,
    async open(next) {
      const before = underWay;
      underWay = new Set();
      upstream = next;
      await Promise.allSettled(before);
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

const portOf = (server: ReturnType<typeof createServer>): number => (server.address() as AddressInfo).port;

async function listen(server: ReturnType<typeof createServer>, wanted: number): Promise<void> {
  const tries = wanted === 0 ? 1 : PORTS_TRIED;
  for (let offset = 0; ; offset += 1) {
    try {
      await new Promise<void>((settle, reject) => {
        server.once('error', reject);
        server.listen(wanted + offset, '127.0.0.1', () => {
          server.off('error', reject);
          settle();
        });
      });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || offset + 1 >= tries) throw error;
    }
  }
}

async function read(incoming: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY) throw new Error('the body is too large');
    parts.push(part);
  }
  const target = incoming.url ?? '/';
  // `//elsewhere/path` would name another host where a URL is resolved, so nothing is.
  if (!target.startsWith('/')) throw new Error('a path begins with a slash');
  return {
    method: incoming.method ?? 'GET',
    target,
    url: new URL(`http://localhost${target}`),
    headers: incoming.headers,
    body: Buffer.concat(parts).toString('utf8'),
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: Answered): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}

interface Scene extends DoorOptions {
  readonly upstream: Upstream | undefined;
  readonly cloud: Executions;
}

/** Whether a request comes from this machine by its own name: a tunnel, or a page of another site, does not. */
function isLocal({ headers }: Asked): boolean {
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !forwarded && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
}

async function reply(asked: Asked, scene: Scene): Promise<Answered> {
  const { upstream } = scene;
  if (upstream === undefined) return plain(503, 'the Functions are not ready yet');
  if (asked.url.pathname.startsWith(TRY_PREFIX)) return tryOut(asked, scene, upstream);
  const route = upstream.routes.get(asked.url.pathname);
  if (route === undefined || route.visibility === 'private') return plain(404, 'there is nothing here');
  if (!['GET', 'POST', 'OPTIONS', 'HEAD'].includes(asked.method))
    return plain(405, 'Functions take GET, POST and OPTIONS');
  if (route.kind === 'function' && asked.method === 'GET' && asked.body !== '')
    return plain(403, 'a GET has no body');
  if (route.visibility === 'protected' && !signedForUs(asked, scene)) {
    return plain(
      403,
      `this wants Twilio's signature; ${TRY_PREFIX}${asked.url.pathname.slice(1)} signs for you`,
    );
  }
  const at = isLocal(asked) ? headerOf(asked, AT_HEADER) : undefined;
  return ask(asked, at, route, scene, upstream);
}

/** Functions are executed, assets only handed out. */
function ask(
  asked: Asked,
  at: string | undefined,
  { kind }: Route,
  { cloud }: Scene,
  upstream: Upstream,
): Promise<Answered> {
  const send = (signal: AbortSignal): Promise<Answered> => forward(asked, at, upstream, signal);
  if (kind === 'asset') return send(new AbortController().signal);
  return cloud.run(send, upstream.forget ?? (async () => {}));
}

const headerOf = ({ headers }: Asked, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The URLs by which Twilio, or a test on this machine, may have known us. */
function urlsOf({ target, headers }: Asked, { serverUrl, port }: Scene): readonly string[] {
  const bases = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  if (serverUrl !== undefined) bases.unshift(serverUrl.replace(/\/+$/, ''));
  const named = bases.filter((base) => new URL(base).host === headers.host);
  return [...new Set([...named, ...bases])].map((base) => base + target);
}

function signedForUs(asked: Asked, scene: Scene): boolean {
  const contentType = asked.headers['content-type'] ?? '';
  const signature = headerOf(asked, SIGNATURE_HEADER);
  return urlsOf(asked, scene).some((url) =>
    isSigned({ url, contentType, body: asked.body, signature }, scene.authToken),
  );
}

/** Signs for a person on this machine, and for nobody else. */
async function tryOut(asked: Asked, scene: Scene, upstream: Upstream): Promise<Answered> {
  if (!isLocal(asked)) return plain(404, 'there is nothing here');
  const callSid = `CA${randomBytes(16).toString('hex')}`;
  const trial = readTrial(asked.url, asked.body, headerOf(asked, AT_HEADER), callSid);
  const route = upstream.routes.get(trial.path);
  if (route?.kind !== 'function' || route.visibility === 'private') {
    const functions = [...upstream.routes.values()].filter(
      (each) => each.kind === 'function' && each.visibility !== 'private',
    );
    return plain(
      404,
      `there is no Function ${trial.path}; there are ${functions.map(({ path }) => path).join(' ')}`,
    );
  }
  const target = trial.query === '' ? trial.path : `${trial.path}?${trial.query}`;
  const url = `http://localhost:${scene.port}${target}`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    [SIGNATURE_HEADER]: signatureFor(url, trial.body, scene.authToken),
    'user-agent': 'TwilioProxy/1.1',
  };
  const signed: Asked = { method: 'POST', target, url: new URL(url), headers, body: trial.body };
  const answer = await ask(signed, trial.at, route, scene, upstream);
  if (!(asked.headers.accept ?? '').includes('text/html')) return answer;
  const page = trialPage({
    path: trial.path,
    posted: trial.body,
    status: answer.status,
    body: answer.body.toString('utf8'),
  });
  return {
    status: answer.status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(page),
  };
}
