import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CallState } from './call.ts';
import type { Link } from './instructions.ts';

/**
 * The state of a call travels in the query of our own URLs. Functions see query and body as one set of parameters in
 * which the body wins, and a Voice SDK client may put any parameter into the body; so the state carries a signature of
 * ours, made with the account's auth token, and anything else that looks like state is dropped.
 */

/** What a link says beside where it leads: the release that the call is pinned to. */
export interface Carried {
  readonly state: CallState;
  readonly release?: number;
}

/** The parameters in the order in which they are signed. */
const names = ['dp_r', 'dp_entry', 'dp_at', 'dp_m', 'dp_x'] as const;

const signature = (query: string, key: string): string =>
  createHmac('sha256', key).update(query).digest('base64url').slice(0, 22);

function queryOf(values: { readonly [name: string]: string | undefined }): string {
  return names
    .flatMap((name) => (values[name] === undefined ? [] : `${name}=${encodeURIComponent(values[name])}`))
    .join('&');
}

/** A link as a relative URL, which Twilio resolves against the document that carries it. */
export function writeLink({ to, state }: Link, release: number | undefined, key: string): string {
  const query = queryOf({
    dp_r: release === undefined ? undefined : String(release),
    dp_entry: state.entry,
    dp_at: state.at,
    dp_m: state.member,
    dp_x: state.restarted ? '1' : undefined,
  });
  return `/${to}?${query}&dp_s=${signature(query, key)}`;
}

const one = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The state that a request carries; undefined: none, or not written by us. */
export function readLink(parameters: { readonly [name: string]: unknown }, key: string): Carried | undefined {
  const values = Object.fromEntries(names.map((name) => [name, one(parameters[name])]));
  const signed = one(parameters.dp_s);
  const { dp_r: release, dp_entry: entry, dp_at: at, dp_m: member, dp_x: restarted } = values;
  if (signed === undefined || entry === undefined || at === undefined) return undefined;
  const expected = Buffer.from(signature(queryOf(values), key));
  const found = Buffer.from(signed);
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) return undefined;
  const state: CallState = {
    entry,
    at,
    ...(member === undefined ? {} : { member }),
    ...(restarted === '1' ? { restarted: true } : {}),
  };
  return release !== undefined && /^[0-9]{1,9}$/.test(release)
    ? { state, release: Number(release) }
    : { state };
}
