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
const names = [
  'dp_r',
  'dp_entry',
  'dp_at',
  'dp_m',
  'dp_l',
  'dp_t',
  'dp_c',
  'dp_x',
  'dp_f',
  'dp_n',
  'dp_u',
] as const;

/** What a link is signed for: where it leads and what it carries, so that none can stand in for another. */
const signature = (to: string, query: string, key: string): string =>
  createHmac('sha256', key).update(`${to}?${query}`).digest('base64url').slice(0, 22);

/** Text that is not well formed, which only a forger sends, has no encoding. */
const encode = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));

function queryOf(values: { readonly [name: string]: string | undefined }): string {
  return names
    .flatMap((name) => (values[name] === undefined ? [] : `${name}=${encode(values[name])}`))
    .join('&');
}

/** A link as a relative URL, which Twilio resolves against the document that carries it. */
export function writeLink({ to, state }: Link, release: number | undefined, key: string): string {
  const query = queryOf({
    dp_r: release === undefined ? undefined : String(release),
    dp_entry: state.entry,
    dp_at: state.at,
    dp_m: state.member,
    dp_l: state.language,
    dp_t: state.tries && `${state.tries.silence}.${state.tries.wrong}`,
    dp_c: state.callers?.join(' '),
    dp_x: state.restarted ? '1' : undefined,
    dp_f: state.caller,
    dp_n: state.called,
    dp_u: state.posing ? '1' : undefined,
  });
  return `/${to}?${query}&dp_s=${signature(to, query, key)}`;
}

const one = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a call remembers beside where it is. The signature fits, so the form is ours. */
function memory(values: { readonly [name: string]: string | undefined }): Partial<CallState> {
  const { dp_m: member, dp_l: language, dp_t: tries, dp_c: callers, dp_x: restarted } = values;
  const { dp_f: caller, dp_n: called, dp_u: posing } = values;
  const [silence = 0, wrong = 0] = (tries ?? '').split('.').map(Number);
  return {
    ...(member === undefined ? {} : { member }),
    ...(language === undefined ? {} : { language }),
    ...(tries === undefined ? {} : { tries: { silence, wrong } }),
    ...(callers === undefined ? {} : { callers: callers.split(' ') }),
    ...(restarted === '1' ? { restarted: true } : {}),
    ...(caller === undefined ? {} : { caller }),
    ...(called === undefined ? {} : { called }),
    ...(posing === '1' ? { posing: true } : {}),
  };
}

/** The state that a request carries; undefined: none, or not written by us. */
export function readLink(
  to: Link['to'],
  parameters: { readonly [name: string]: unknown },
  key: string,
): Carried | undefined {
  const values = Object.fromEntries(names.map((name) => [name, one(parameters[name])]));
  const signed = one(parameters.dp_s);
  const { dp_r: release, dp_entry: entry, dp_at: at } = values;
  // Without a key anybody could have signed.
  if (key === '' || signed === undefined || entry === undefined || at === undefined) return undefined;
  const expected = Buffer.from(signature(to, queryOf(values), key));
  const found = Buffer.from(signed);
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) return undefined;
  const state: CallState = { entry, at, ...memory(values) };
  return release !== undefined && /^[0-9]{1,9}$/.test(release)
    ? { state, release: Number(release) }
    : { state };
}
