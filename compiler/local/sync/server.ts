import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../../runtime/digest.ts';
import { ADMIN_PREFIX, admin } from './admin.ts';
import type { Control } from './control.ts';
import { errorBody, refuse } from './errors.ts';
import { type Answer, refused, type SyncRequest } from './exchange.ts';
import { type Fault, faultBody } from './faults.ts';
import type { Replica } from './replica.ts';
import { isLocal, readBody, readCredentials, readRequest, sendAnswer, sendHalf, sendJson } from './wire.ts';

/** A user name (account SID or API key SID) and its password, as the Sync API takes them. */
export interface SyncCredentials {
  readonly username: string;
  readonly password: string;
}

export interface ServerOptions {
  readonly port: number;
  readonly control: Control;
  /** Who is let in; none: everybody. */
  readonly credentials: readonly SyncCredentials[];
  /** `replica`: the copy that a stale read sees instead of the state. */
  readonly handle: (request: SyncRequest, replica?: Replica) => Answer;
  /** Is told of what should not happen: a request that failed inside. */
  readonly report: (error: unknown) => void;
}

/** The HTTP side of the service. */
export interface SyncServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Milliseconds that an idle connection is kept. Clients keep theirs too, and one that is closed just when it is used
 * again is an error that only a real outage should give.
 */
const KEEP_ALIVE = 600_000;

/** Listens on 127.0.0.1. Rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<SyncServer> {
  const work: Work = { ...options, underWay: 0 };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    serve(work, request, response).catch((error: unknown) => {
      if (request.errored) return;
      options.report(error);
      if (!response.headersSent) sendAnswer(response, { status: 500, body: errorBody(20500) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        options.control.clock.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Work extends ServerOptions {
  /** Requests of the account that have come and are not answered yet. */
  underWay: number;
}

async function serve(work: Work, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (!isLocal(request.headers)) {
    return sendJson(response, 403, {
      message: 'the embedded Sync service answers programs on this machine only',
    });
  }
  if (request.url?.startsWith(ADMIN_PREFIX)) return serveAdmin(work, request, response, body ?? '');
  work.underWay += 1;
  // Also of a request that is never answered the client goes away some day.
  response.once('close', () => {
    work.underWay -= 1;
  });
  await answerOne(work, request, response, body);
}

/** Answers one request to the API, or does to it what the fault that it meets does. */
async function answerOne(
  work: Work,
  request: IncomingMessage,
  response: ServerResponse,
  body: string | undefined,
): Promise<void> {
  const { control } = work;
  const { rates, concurrency, latency_ms: latency } = control.limits.get();
  const { method = 'GET', url = '/', headers } = request;
  const crowded = rates && work.underWay > concurrency;
  // What is refused anyway meets no fault, and so uses none up.
  const met = crowded ? undefined : control.faults.meet({ method, url, agent: headers['user-agent'] ?? '' });
  const fault = met?.fault;
  if (latency > 0) await wait(control, latency);
  if (crowded) {
    // Refused before anything is done (docs/api/errors/20429).
    const { answer: refusal } = refused(refuse(20429));
    sendAnswer(response, refusal);
    return log(work, request, refusal, undefined);
  }
  if (fault !== undefined && isBefore(fault)) await holdBack(control, fault);
  if (fault !== undefined && isUndone(fault))
    return log(work, request, fail(control, response, fault), fault);
  const result =
    body === undefined ? refused(refuse(54006)).answer : answer(work, request, body, met?.replica);
  log(work, request, result, fault);
  if (fault !== undefined && !isBefore(fault)) await holdBack(control, fault);
  if (fault?.kind === 'lost_reply') response.destroy();
  else if (fault?.kind === 'half_body') sendHalf(response, result);
  else sendAnswer(response, fault?.kind === 'wrong_page' ? withWrongPage(result, fault) : result);
}

/** Whether a fault keeps a request from being done. */
const isUndone = ({ kind }: Fault): boolean => ['error', 'garbage', 'reset', 'silent'].includes(kind);

/** Whether a fault waits before the request is done, or refused; else the answer waits. */
const isBefore = (fault: Fault): boolean => fault.kind === 'slow' || isUndone(fault);

/** Waits as long as a fault says. */
const holdBack = (control: Control, { kind, seconds = 0 }: Fault): Promise<void> =>
  seconds === 0 || kind === 'stale' ? Promise.resolve() : wait(control, seconds * 1000);

/** Waits, at most until the faults are cleared. */
function wait({ clock, faults }: Control, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      forget();
      resolve();
    };
    const forget = faults.whenCleared(goOn);
    void clock.sleep(milliseconds).then(goOn);
  });
}

/** Authentication, then the operation. */
function answer(options: ServerOptions, request: IncomingMessage, body: string, replica?: Replica): Answer {
  const [username, password] = readCredentials(request.headers) ?? [];
  const known = options.credentials.some((pair) => pair.username === username && pair.password === password);
  if (options.credentials.length > 0 && !known) return refused(refuse(20003)).answer;
  return options.handle(readRequest(request, body), replica);
}

/** Does what a fault does to a request that does not take effect; gives what the client was told, if anything. */
function fail({ faults }: Control, response: ServerResponse, fault: Fault): Answer | undefined {
  if (fault.kind === 'error') {
    const body = faultBody(fault);
    sendAnswer(response, { status: body.status, body });
    return { status: body.status };
  }
  if (fault.kind === 'garbage') {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>It works!</body></html>');
    return { status: 200 };
  }
  if (fault.kind === 'reset') response.destroy();
  if (fault.kind === 'silent')
    response.once(
      'close',
      faults.whenCleared(() => response.destroy()),
    );
  return undefined;
}

/** A listing whose next page is not the next one; any other answer as it is. */
function withWrongPage(result: Answer, { next }: Fault): Answer {
  const { meta } = Object(result.body) as { meta?: JsonObject };
  if (meta === undefined || result.status !== 200) return result;
  const wrong = {
    same: meta.url,
    none: null,
    elsewhere: String(meta.url).replace(/^https?:\/\/[^/]+/, ELSEWHERE),
  };
  return {
    ...result,
    body: { ...(result.body as JsonObject), meta: { ...meta, next_page_url: wrong[next ?? 'same'] ?? null } },
  };
}

/** A host that is nobody's (RFC 6761). */
const ELSEWHERE = 'http://sync.invalid';

/** Whether the client hears nothing, or nothing that it can use. */
const isCut = (fault: Fault | undefined): boolean =>
  fault?.kind === 'lost_reply' || fault?.kind === 'half_body';

function log(
  { control }: ServerOptions,
  request: IncomingMessage,
  result: Answer | undefined,
  fault: Fault | undefined,
): void {
  const happened = result !== undefined && (fault === undefined || !isUndone(fault));
  control.requests.add(
    {
      at: new Date(control.clock.now()).toISOString(),
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      status: isCut(fault) ? null : (result?.status ?? null),
      ...(fault && { fault: fault.kind }),
    },
    happened && result.status < 300,
  );
}

function serveAdmin(
  { control }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
): void {
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    sendJson(response, 400, { message: 'the body is not JSON' });
    return;
  }
  const name = (request.url ?? '').slice(ADMIN_PREFIX.length);
  const answered = admin(control, { method: request.method ?? 'GET', name, body });
  sendJson(response, answered.status, answered.body);
}
