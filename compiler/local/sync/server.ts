import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADMIN_PREFIX, admin } from './admin.ts';
import type { Control } from './control.ts';
import { errorBody, refuse } from './errors.ts';
import { type Answer, refused, type SyncRequest } from './exchange.ts';
import { type Fault, faultBody } from './faults.ts';
import { isLocal, readBody, readCredentials, readRequest, sendAnswer, sendJson } from './wire.ts';

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
  readonly handle: (request: SyncRequest) => Answer;
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
  const timers = new Set<NodeJS.Timeout>();
  const wait: Wait = (seconds) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, seconds * 1000);
      timers.add(timer);
    });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    serve(options, request, response, wait).catch((error: unknown) => {
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
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits; for ever, if the server is closed meanwhile. */
type Wait = (seconds: number) => Promise<void>;

async function serve(
  options: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  wait: Wait,
): Promise<void> {
  const body = await readBody(request);
  if (!isLocal(request.headers)) {
    return sendJson(response, 403, {
      message: 'the embedded Sync service answers programs on this machine only',
    });
  }
  if (request.url?.startsWith(ADMIN_PREFIX)) return serveAdmin(options, request, response, body ?? '');
  const asked = { method: request.method ?? 'GET', url: request.url ?? '/' };
  const fault = options.control.faults.meet(asked);
  if (fault?.kind === 'slow') await wait(fault.seconds ?? 0);
  else if (fault && fault.kind !== 'lost_reply') return log(options, request, fail(response, fault), fault);
  const result = body === undefined ? refused(refuse(54006)).answer : answer(options, request, body);
  log(options, request, result, fault);
  if (fault?.kind === 'lost_reply') response.destroy();
  else sendAnswer(response, result);
}

/** Authentication, then the operation. */
function answer(options: ServerOptions, request: IncomingMessage, body: string): Answer {
  const [username, password] = readCredentials(request.headers) ?? [];
  const known = options.credentials.some((pair) => pair.username === username && pair.password === password);
  if (options.credentials.length > 0 && !known) return refused(refuse(20003)).answer;
  return options.handle(readRequest(request, body));
}

/** Does what a fault does to a request that does not take effect; gives what the client was told, if anything. */
function fail(response: ServerResponse, fault: Fault): Answer | undefined {
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
  return undefined;
}

function log(
  { control }: ServerOptions,
  request: IncomingMessage,
  result: Answer | undefined,
  fault: Fault | undefined,
): void {
  const lost = fault?.kind === 'lost_reply';
  const happened = result !== undefined && (!fault || lost || fault.kind === 'slow');
  control.requests.add(
    {
      at: new Date(control.clock.now()).toISOString(),
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      status: lost ? null : (result?.status ?? null),
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
