import type { JsonObject } from '../../../runtime/digest.ts';
import type { ErrorBody, Refusal } from './errors.ts';
import type { Change, State } from './state.ts';

/** A request as it came over the wire, without anything of the wire. */
export interface SyncRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query: `/v1/Services/default`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  /** The `If-Match` header as sent. */
  readonly ifMatch?: string | undefined;
  /** What absolute URLs in answers begin with: `http://127.0.0.1:4545`. */
  readonly base: string;
}

export interface Answer {
  readonly status: number;
  /** Absent on 204. */
  readonly body?: JsonObject | ErrorBody;
  readonly etag?: string;
}

/** What a request costs, if rates are kept: so many tokens of one bucket (rate.ts). */
export interface Charge {
  readonly bucket: string;
  readonly cost: number;
}

/** The result of a request: nothing has happened yet; the changes still have to be made. */
export interface Outcome {
  readonly answer: Answer;
  readonly changes: readonly Change[];
  readonly charge?: Charge;
}

/** What every operation knows beside its own subject. `now` is milliseconds since 1970. */
export interface Context {
  readonly state: State;
  readonly request: SyncRequest;
  readonly now: number;
  readonly account: string;
}

/** A refusal as an outcome. */
export function refused(refusal: Refusal): Outcome {
  return { answer: { status: refusal.refused.status, body: refusal.refused }, changes: [] };
}

/** 200 with a body, and with an ETag where the resource has one. */
export function ok(body: JsonObject, changes: readonly Change[] = [], etag?: string): Outcome {
  return { answer: { status: 200, body, ...(etag !== undefined && { etag }) }, changes };
}

/** 201 with a body. */
export function created(body: JsonObject, changes: readonly Change[], etag?: string): Outcome {
  return { answer: { status: 201, body, ...(etag !== undefined && { etag }) }, changes };
}

/** 204, the answer to a delete. */
export function gone(changes: readonly Change[]): Outcome {
  return { answer: { status: 204 }, changes };
}

/** The ETag of a revision. Twilio does not print its exact text; a quoted revision is what HTTP asks for. */
export function etagOf(record: { readonly revision: number }): string {
  return `"${record.revision}"`;
}
