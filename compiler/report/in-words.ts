import type { Json, JsonObject } from '../../runtime/digest.ts';

/**
 * A value of a payload as people say it: `sip:zoe@pbx for 12 s`, `says "Closed.", then hangup`. What has no form of
 * ours is shown as JSON, so nothing that a person wrote in Sync is hidden.
 */
export function inWords(value: Json): string {
  if (isList(value)) return listInWords(value);
  if (!isObject(value)) return JSON.stringify(value);
  return partyInWords(value) ?? messageInWords(value) ?? JSON.stringify(value);
}

/** Who a payload, a member or a leaf connects to, by its own words alone; undefined: it is none of these. */
export function partyOf({ type, kind, destination, uri, number, identity }: JsonObject): string | undefined {
  const found = [destination, uri, number, identity].find((one) => typeof one === 'string');
  if (typeof found !== 'string' || (type === undefined && kind === undefined)) return undefined;
  return (type ?? kind) === 'client' && !found.startsWith('client:') ? `client:${found}` : found;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A word stands alone; a sentence has quotes. */
const bare = (text: string): string => (/^[^\s",;()]+$/.test(text) ? text : JSON.stringify(text));

const item = (value: Json): string => (typeof value === 'string' ? bare(value) : inWords(value));

function listInWords(list: readonly Json[]): string {
  if (list.length === 0) return 'none at all';
  return list.map(item).join(list.every((one) => !isObject(one)) ? ', ' : '; ');
}

/** What the words have told, or the path in front of them. */
const TOLD: readonly string[] = [
  ...['name', 'extension', 'kind', 'type', 'destination', 'uri', 'number', 'identity'],
  ...['timeout', 'ring', 'exits', 'prompt'],
];

function partyInWords(value: JsonObject): string | undefined {
  const party = partyOf(value);
  if (party === undefined) return undefined;
  const seconds = value.timeout ?? value.ring;
  const ring = typeof seconds === 'number' ? ` for ${seconds} s` : '';
  return `${party}${ring}${rest(value)}${exits(value)}`;
}

function messageInWords(value: JsonObject): string | undefined {
  const { kind, prompt } = value;
  if (kind !== 'message' || !isObject(prompt)) return undefined;
  if (typeof prompt.play === 'string') return `plays ${bare(prompt.play)}${rest(value)}${exits(value)}`;
  if (!isObject(prompt.say)) return undefined;
  const texts = Object.entries(prompt.say);
  const said = texts.map(([language, text]) =>
    texts.length === 1 ? JSON.stringify(text) : `${language} ${JSON.stringify(text)}`,
  );
  return `says ${said.join(', ')}${rest(value)}${exits(value)}`;
}

/** What else stands there: `, confirm`. */
function rest(value: JsonObject): string {
  const more = Object.entries(value).filter(([key]) => !TOLD.includes(key));
  return more.map(([key, one]) => `, ${bare(key)}${one === true ? '' : ` ${item(one)}`}`).join('');
}

/** Where it goes on: `, otherwise message:closed`. */
function exits(value: JsonObject): string {
  const ways = isObject(value.exits) ? Object.entries(value.exits) : [];
  return ways.map(([exit, to]) => `, ${bare(exit)} ${isObject(to) ? `(${inWords(to)})` : item(to)}`).join('');
}
