import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isForThisMachine, isFromAnotherSite } from '../own-machine.ts';
import { AT_HEADER } from './at.ts';
import { type ExecutionRules, type Executions, executions } from './executions.ts';
import { type Answered, type Asked, type Behind, forward, plain } from './forward.ts';
import { headerFault } from './header-size.ts';
import type { Route, Routes } from './project-routes.ts';
import { isSigned, SIGNATURE_HEADER, signatureFor } from './signature.ts';
import { readTrial, TRY_PREFIX, type TrialCall } from './trial.ts';
import { trialsPage, trialsText } from './trial-home.ts';
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
  /** Calls that people are offered to try; absent: none. */
  readonly calls?: readonly TrialCall[];
  /** Makes the container a new one: its modules are loaded anew. Absent: that cannot be had. */
  readonly forget?: () => Promise<void>;
}

export interface DoorOptions {
  /** Tried first; when it is taken the next ones are, up to `PORTS_TRIED`. 0: any free port. */
  readonly port: number;
  /** Signs and checks on this machine: what the Functions have as AUTH_TOKEN. It is no secret. */
  readonly authToken: string;
  /** Brings calls from Twilio; absent: none. */
  readonly tunnel?: Tunnel;
  readonly rules?: ExecutionRules;
}

/** A tunnel to the door. */
export interface Tunnel {
  /** Its public address, `https://pbx.example.com`. */
  readonly url: string;
  /** The account's token, with which Twilio signs; undefined: not known, and nobody is let in. */
  readonly authToken: string | undefined;
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
      .then((asked) =>
        'status' in asked ? asked : reply(asked, { ...options, port: portOf(server), upstream, cloud }),
      )
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

/** Reads a request to its end; one that is none, or too large, is answered at once. */
async function read(incoming: IncomingMessage): Promise<Asked | Answered> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    bytes += part.length;
    // What is too large is still read to its end, so that the client gets to read the answer.
    if (bytes <= MAX_BODY) parts.push(part);
  }
  if (bytes > MAX_BODY) return plain(413, `the body has ${bytes} bytes; twilio-run takes ${MAX_BODY}`);
  const target = incoming.url ?? '/';
  // `//elsewhere/path` would name another host where a URL is resolved, so nothing is.
  if (!target.startsWith('/')) return plain(400, 'a path begins with a slash');
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

async function reply(asked: Asked, scene: Scene): Promise<Answered> {
  const { upstream } = scene;
  if (upstream === undefined) return plain(503, 'the Functions are not ready yet');
  if (asked.url.pathname === '/') return offer(asked, scene, upstream);
  if (asked.url.pathname.startsWith(TRY_PREFIX)) return tryOut(asked, scene, upstream);
  const route = upstream.routes.get(asked.url.pathname);
  if (route === undefined || route.visibility === 'private') return plain(404, 'there is nothing here');
  const refusal = route.kind === 'function' ? notTaken(asked) : notHandedOut(asked);
  if (refusal !== undefined) return refusal;
  if (route.visibility === 'protected' && !signedForUs(asked, scene))
    return plain(403, unsigned(asked, scene));
  const at = isForThisMachine(asked.headers) ? headerOf(asked, AT_HEADER) : undefined;
  return ask(asked, at, route, scene, upstream);
}

/** What the cloud answers before a Function sees it; undefined: nothing. */
function notTaken({ method, body, headers }: Asked): Answered | undefined {
  if (!['GET', 'POST', 'OPTIONS'].includes(method)) return plain(405, 'Functions take GET, POST and OPTIONS');
  if (method === 'GET' && body !== '') return plain(403, 'a GET has no body');
  const fault = headerFault(headers);
  if (fault === undefined) return undefined;
  return plain(
    431,
    `the request has ${fault}; in a browser those count that other programs on localhost left`,
  );
}

const notHandedOut = ({ method }: Asked): Answered | undefined =>
  ['GET', 'POST', 'OPTIONS', 'HEAD'].includes(method) ? undefined : plain(405, 'assets take GET and HEAD');

/** Functions are executed, assets only handed out. */
async function ask(
  asked: Asked,
  at: string | undefined,
  { kind }: Route,
  { cloud }: Scene,
  upstream: Upstream,
): Promise<Answered> {
  const send = (signal: AbortSignal): Promise<Answered> => forward(asked, at, upstream, signal);
  if (kind === 'asset') return send(new AbortController().signal);
  const answered = await cloud.run(send, upstream.forget ?? (async () => {}));
  const fault = headerFault(answered.headers);
  return fault === undefined ? answered : plain(502, `the Function answers ${fault}`);
}

const headerOf = ({ headers }: Asked, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** By which URLs, with which token, a signature is taken. That of this machine, which everybody knows, counts only here. */
function signersOf({ target, headers }: Asked, { tunnel, port, authToken }: Scene) {
  const local = isForThisMachine(headers) ? [`http://localhost:${port}`, `http://127.0.0.1:${port}`] : [];
  const signers = local.map((base) => ({ url: base + target, authToken }));
  if (tunnel?.authToken) {
    signers.push({ url: tunnel.url.replace(/\/+$/, '') + target, authToken: tunnel.authToken });
  }
  return signers;
}

function signedForUs(asked: Asked, scene: Scene): boolean {
  const contentType = asked.headers['content-type'] ?? '';
  const signature = headerOf(asked, SIGNATURE_HEADER);
  return signersOf(asked, scene).some(({ url, authToken }) =>
    isSigned({ url, contentType, body: asked.body, signature }, authToken),
  );
}

/** Why a request is not let in, and what to do about it. */
function unsigned({ url, target, headers }: Asked, { tunnel }: Scene): string {
  const wants = "this wants Twilio's signature";
  if (isForThisMachine(headers)) return `${wants}; ${TRY_PREFIX}${url.pathname.slice(1)} signs for you`;
  if (tunnel === undefined) return `${wants}; for calls from Twilio start with --server-url`;
  if (!tunnel.authToken)
    return `${wants}; set AUTH_TOKEN to that of the account, for without it none can be checked`;
  return `${wants}, of ${tunnel.url.replace(/\/+$/, '')}${target} and what is posted, with the account's AUTH_TOKEN`;
}

/** Why a trial is not for whoever asks; undefined: it is. */
function notForYou({ headers }: Asked): Answered | undefined {
  if (!isForThisMachine(headers)) return plain(404, 'there is nothing here');
  return isFromAnotherSite(headers)
    ? plain(403, 'a page of another site asks for this; type the address into the browser yourself')
    : undefined;
}

const wantsPage = ({ headers }: Asked): boolean => (headers.accept ?? '').includes('text/html');

const page = (status: number, html: string): Answered => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(html),
});

/** Lists the trials. */
function offer(asked: Asked, { port }: Scene, { routes, calls = [] }: Upstream): Answered {
  const refusal = notForYou(asked);
  if (refusal !== undefined) return refusal;
  if (!['GET', 'HEAD'].includes(asked.method)) return plain(405, 'this takes GET');
  const offered = { base: `http://localhost:${port}`, calls, routes };
  return wantsPage(asked) ? page(200, trialsPage(offered)) : plain(200, trialsText(offered));
}

/** Signs for a person on this machine, and for nobody else. */
async function tryOut(asked: Asked, scene: Scene, upstream: Upstream): Promise<Answered> {
  const refusal = notForYou(asked);
  if (refusal !== undefined) return refusal;
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
  if (!wantsPage(asked)) return answer;
  const { status } = answer;
  const body = answer.body.toString('utf8');
  return page(status, trialPage({ path: trial.path, posted: trial.body, at: trial.at, status, body }));
}
