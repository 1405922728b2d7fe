import { isE164, readAddress } from './address.ts';
import type { CallState, EntryName, Event, Party } from './call.ts';
import type { Webhook } from './webhook.ts';

/** What Twilio posts, query and body as one (docs/voice/twiml). All values are strings; a repeated name is a list. */
export type Parameters = { readonly [name: string]: unknown };

/** Longer text than any parameter that we use may have; the rest is cut. */
const MAX_LENGTH = 4_096;

/** A parameter as text; a repeated one is its first value. Missing: empty. */
export function parameter(parameters: Parameters, name: string): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  // Half a character pair, sent or made by the cut, cannot be written into a URL.
  return typeof first === 'string' ? first.slice(0, MAX_LENGTH).replace(/[\ud800-\udfff]/gu, '\ufffd') : '';
}

/** A SIP header by its name in any case: Twilio keeps the case in which the phone wrote it. */
function sipHeader(parameters: Parameters, name: string): string {
  const wanted = `sipheader_${name}`.toLowerCase();
  const key = Object.keys(parameters).find((each) => each.toLowerCase() === wanted);
  return key === undefined ? '' : parameter(parameters, key);
}

/**
 * What stands for a caller who shows no number: words written with the letters of a keypad (ANONYMOUS, RESTRICTED,
 * BLOCKED, UNKNOWN, UNAVAILABLE), none of which any country gives out as a number.
 */
const NO_NUMBER = ['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'];

/** Who calls. A name, `anonymous`, or an empty From cannot be called back. */
export function readParty(from: string, posing = false): Party {
  if (/^client:./i.test(from)) return { kind: 'client', identity: from.slice('client:'.length) };
  const { scheme, user, host } = readAddress(from);
  if (scheme === 'sip') return { kind: 'sip', user, host, ...(posing && { posing }) };
  const number = from.trim().replace(/^(?=[1-9][0-9]{6,14}$)/, '+');
  return isE164(number) && !NO_NUMBER.includes(number)
    ? { kind: 'number', number }
    : { kind: 'withheld', text: from };
}

/**
 * Whether a SIP caller says in its From that it is another than it proved to be: Twilio passes the From as it came, and
 * beside it the name that the phone logged in with, where it did (docs/voice/api/sip-security, without the name `SipUsername`).
 */
function isPosing(parameters: Parameters): boolean {
  const login = parameter(parameters, 'SipUsername');
  return login !== '' && login !== readAddress(parameter(parameters, 'From')).user;
}

/**
 * User-to-user information: the plan's own header, else the standard one, else the call's SID; headers of the REFER
 * itself ride inside its target (docs/voice/api/refer-to-twilio).
 */
function readUui(parameters: Parameters, header: string, target: string): string {
  const inTarget = readAddress(target).headers;
  const candidates = [
    sipHeader(parameters, header),
    inTarget[header.toLowerCase()] ?? '',
    sipHeader(parameters, 'User-to-User'),
    inTarget['user-to-user'] ?? '',
  ];
  // A line break, even an encoded one, could end the header and begin another.
  return candidates.find((each) => each !== '' && !/\p{Cc}/u.test(each)) ?? readSid(parameters);
}

/** The SID of a call, which ends up in a SIP header; what is none, which only a forger sends, is not passed on. */
function readSid(parameters: Parameters): string {
  const sid = parameter(parameters, 'CallSid');
  return /^[\w-]{1,64}$/.test(sid) ? sid : 'unknown';
}

function readEvent(entry: EntryName, parameters: Parameters): Event {
  const status = parameter(parameters, 'DialCallStatus').toLowerCase();
  const bridged = parameter(parameters, 'DialBridged').toLowerCase();
  const digits = parameter(parameters, 'Digits');
  if (entry === 'continue') {
    // What came back is known by what Twilio adds for it (docs/voice/twiml/dial, gather, record). The end of a dial may
    // name a recording too: taken for one, an answered call would go on to the next phone.
    const dialled = status !== '';
    if (
      !dialled &&
      (Object.hasOwn(parameters, 'RecordingUrl') || Object.hasOwn(parameters, 'RecordingDuration'))
    ) {
      const seconds = Number(parameter(parameters, 'RecordingDuration'));
      return { kind: 'recorded', seconds: Number.isFinite(seconds) ? seconds : 0, key: digits };
    }
    if (!dialled && Object.hasOwn(parameters, 'Digits')) return { kind: 'digits', digits };
    return { kind: 'dialled', status, bridged: bridged === '' ? undefined : bridged === 'true' };
  }
  return entry === 'confirm' && digits !== '' ? { kind: 'digits', digits } : { kind: 'arrived' };
}

/**
 * One request of Twilio, in our words. Total: parameters that are missing or nonsense become a call that the evaluator
 * refuses politely.
 * @param now milliseconds since 1970
 */
export function readWebhook(
  entry: EntryName,
  parameters: Parameters,
  options: {
    readonly uuiHeader: string;
    readonly now: number;
    readonly state: CallState | undefined;
    readonly synced: boolean;
  },
): Webhook {
  const target = parameter(parameters, 'ReferTransferTarget');
  const transfer = entry === 'callTransfer';
  return {
    entry,
    event: readEvent(entry, parameters),
    call: {
      sid: readSid(parameters),
      from: readParty(parameter(parameters, 'From'), options.state?.posing === true || isPosing(parameters)),
      to: parameter(parameters, 'To'),
      now: options.now,
      uui: readUui(parameters, options.uuiHeader, target),
      // Whoever transfers has been talking to the caller.
      answered: transfer || parameter(parameters, 'CallStatus') === 'in-progress',
    },
    ...(options.state === undefined ? {} : { state: options.state }),
    ...(transfer ? { target } : {}),
    ...(entry === 'ringGroup' ? { group: parameter(parameters, 'ringGroupId') } : {}),
    ...(transfer && !options.synced ? { skipNumberMap: true } : {}),
  };
}
