import type { Numbering } from './numbering.ts';

/** What a SIP, tel or client address says: `user` decoded, host in lower case without port and edge. */
export interface Address {
  readonly scheme: 'sip' | 'tel' | 'client' | 'none';
  readonly user: string;
  readonly host: string;
  /** Headers after `?`, by lower-case name. */
  readonly headers: { readonly [name: string]: string };
}

/** E.164 as it stands inside a plan. Seven digits is the shortest number that any country gives out with its code. */
const E164 = /^\+[1-9][0-9]{6,14}$/;

export const isE164 = (text: string): boolean => E164.test(text);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A host as the plan names it. Twilio hands out the domain with an edge or region in it
 * (`acme.sip.sydney.twilio.com`), which is the same domain (docs/voice/api/sip-registration).
 */
export function plainHost(host: string): string {
  const bare = host.toLowerCase().replace(/:[0-9]+$/, '');
  return bare.replace(/\.sip\.[a-z0-9-]+\.twilio\.com$/, '.sip.twilio.com');
}

function readHeaders(text: string): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (const pair of text.split('&')) {
    const cut = pair.indexOf('=');
    if (cut > 0) headers[decode(pair.slice(0, cut)).toLowerCase()] = decode(pair.slice(cut + 1));
  }
  return headers;
}

/** Splits once at the first `mark`; the second part is empty when there is none. */
function split(text: string, mark: string): [string, string] {
  const cut = text.indexOf(mark);
  return cut < 0 ? [text, ''] : [text.slice(0, cut), text.slice(cut + 1)];
}

/** The name before an address, in quotes; brackets in it are part of the name. */
const QUOTED_NAME = /^\s*"(?:[^"\\]|\\.)*"/s;

/**
 * The address in the first brackets behind the name, which a phone may have forgotten to close (RFC 3261, section 20.10).
 * What follows them is parameters: brackets there name nobody. No name is an address or has line breaks.
 */
function addressPart(text: string): string {
  const name = QUOTED_NAME.exec(text)?.[0].length ?? 0;
  const open = text.indexOf('<', name);
  if (open < 0 || /[@\p{Cc}]/u.test(text.slice(name, open))) return text;
  const close = text.indexOf('>', open);
  return text.slice(open + 1, close < 0 ? undefined : close);
}

/**
 * Reads an address in any form that phones send: brackets, a display name, `sip:`, `sips:`, `tel:`, `client:`, no
 * scheme, ports, parameters, URI headers, percent signs. Total: nonsense gives an empty user or a user that is no number.
 */
export function readAddress(text: string): Address {
  const bare = addressPart(text).trim();
  const [, scheme = '', rest = ''] = /^(?:(sips?|tel|client):)?(.*)$/is.exec(bare) ?? [];
  if (scheme.toLowerCase() === 'client') return { scheme: 'client', user: rest, host: '', headers: {} };
  const [main, query] = split(rest, '?');
  const [userPart, hostPart] = main.includes('@') ? split(main, '@') : [main, ''];
  const kind = scheme.toLowerCase() === 'tel' ? 'tel' : scheme === '' && hostPart === '' ? 'none' : 'sip';
  return {
    scheme: kind,
    user: decode(split(userPart, ';')[0]).trim(),
    host: plainHost(split(hostPart, ';')[0]),
    headers: readHeaders(query),
  };
}

/** The digits, stars and hashes that somebody dialled, without what only eases reading; empty: no number. */
export function dialledDigits(user: string): string {
  const bare = user.replace(/[\s().\-/]/g, '');
  return /^\+?[0-9*#]+$/.test(bare) ? bare : '';
}

/**
 * The E.164 number that dialled digits mean in the plan's country; undefined: none.
 * A number that already carries the country's code but lost its plus (many phones drop it in a REFER) is taken as it is:
 * where the digits could be both, it is one that lost its plus if the rest is as long as a mobile number.
 */
export function dialledNumber(digits: string, numbering: Numbering): string | undefined {
  const found = complete(digits, numbering);
  return found !== undefined && isE164(found) ? found : undefined;
}

function complete(digits: string, numbering: Numbering): string | undefined {
  const { callingCode, nationalPrefix, internationalPrefix, lengths, mobileLengths } = numbering;
  if (digits.startsWith('+')) return digits;
  if (!/^[0-9]+$/.test(digits)) return undefined;
  const abroad = internationalPrefix && new RegExp(`^(?:${internationalPrefix})([1-9][0-9]+)$`).exec(digits);
  if (abroad) return `+${abroad.at(-1)}`;
  if (nationalPrefix && nationalPrefix !== callingCode && digits.startsWith(nationalPrefix)) {
    return `+${callingCode}${digits.slice(nationalPrefix.length)}`;
  }
  const isNational = lengths.includes(digits.length);
  const rest = digits.length - callingCode.length;
  const lostPlus = digits.startsWith(callingCode) && (isNational ? mobileLengths : lengths).includes(rest);
  return isNational && !lostPlus ? `+${callingCode}${digits}` : `+${digits}`;
}
