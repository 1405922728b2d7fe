import type { Control } from './control.ts';
import { type Fault, readFault } from './faults.ts';
import { readLimits } from './limit-control.ts';
import { LAST_TIME } from './virtual-clock.ts';

/** What the paths below begin with. No path of Twilio's does. */
export const ADMIN_PREFIX = '/_dialplan/';

/** An answer of the steering part, which is not Twilio's and speaks JSON both ways. */
export interface AdminAnswer {
  readonly status: number;
  readonly body: object;
}

/** A request to the steering part; `body` is the JSON that was sent, or undefined. */
export interface AdminRequest {
  readonly method: string;
  /** After the prefix: `faults`. */
  readonly name: string;
  readonly body: unknown;
}

/**
 * Steers a running service over HTTP:
 * `GET health`; `GET|POST|DELETE faults`; `GET|POST limits`; `GET|POST|DELETE clock`; `GET|DELETE requests`.
 */
export function admin(control: Control, request: AdminRequest): AdminAnswer {
  const { method, name } = request;
  if (name === 'health' && method === 'GET') return ok(control.health());
  if (name === 'faults') return steerFaults(control, request);
  if (name === 'limits') return steerLimits(control, request);
  if (name === 'clock') return steerClock(control, request);
  if (name === 'requests') return steerRequests(control, request);
  return wrong(404, 'there are health, faults, limits, clock and requests');
}

const ok = (body: object): AdminAnswer => ({ status: 200, body });
const wrong = (status: number, message: string): AdminAnswer => ({ status, body: { message } });
const noMethod = (methods: string): AdminAnswer => wrong(405, `this takes ${methods}`);

/** POST: one fault or a list of them, added to those that are set. DELETE: none any more. */
function steerFaults({ faults }: Control, { method, body }: AdminRequest): AdminAnswer {
  if (method === 'DELETE') faults.clear();
  else if (method === 'POST') {
    const read: Fault[] = [];
    for (const value of Array.isArray(body) ? body : [body]) {
      const fault = readFault(value);
      if (typeof fault === 'string') return wrong(400, fault);
      read.push(fault);
    }
    faults.add(...read);
  } else if (method !== 'GET') return noMethod('GET, POST and DELETE');
  return ok({ faults: faults.list() });
}

/** POST: `{"rates": true, "latency_ms": 40, "concurrency": 100}`, or some of these. */
function steerLimits({ limits }: Control, { method, body }: AdminRequest): AdminAnswer {
  if (method === 'POST') {
    const read = readLimits(body);
    if (typeof read === 'string') return wrong(400, read);
    limits.set(read);
  } else if (method !== 'GET') return noMethod('GET and POST');
  return ok({ limits: limits.get() });
}

/** POST: `{"at": "2026-12-24T17:00:00Z"}` or `{"advance_seconds": 3600}`. DELETE: real time again. */
function steerClock({ clock }: Control, { method, body }: AdminRequest): AdminAnswer {
  if (method === 'DELETE') clock.reset();
  else if (method === 'POST') {
    const { at, advance_seconds: seconds } = Object(body) as Record<string, unknown>;
    const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (time >= 0 && time <= LAST_TIME) clock.set(time);
    else if (typeof seconds === 'number' && Number.isFinite(seconds)) clock.advance(seconds * 1000);
    else return wrong(400, 'give `at`, a time in ISO 8601, or `advance_seconds`, a number');
  } else if (method !== 'GET') return noMethod('GET, POST and DELETE');
  return ok({ now: new Date(clock.now()).toISOString() });
}

/** GET: what was asked, the last 1,000 requests in full. DELETE: counts from zero. */
function steerRequests({ requests }: Control, { method }: AdminRequest): AdminAnswer {
  if (method === 'DELETE') requests.clear();
  else if (method !== 'GET') return noMethod('GET and DELETE');
  return ok({ ...requests.counts(), last: requests.last() });
}
