import type { Random } from '../protocol/random.ts';

/** What hostile people and broken phones put into parameters. */

const SHORT = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\r\n',
  '\r\nX-Evil: 1',
  'x%0D%0AX-Evil:%201',
  '%00',
  '%',
  '%zz',
  '%2e%2e%2f',
  '\u0085\u2028\u2029',
  '\u007f\u009f',
  '\ufffe\uffff',
  '\ud800',
  'a\udc00b',
  '\ufeff',
  '\u202e123\u202c',
  '😀',
  '漢字'.repeat(40),
  '１２３４５６',
  '<Hangup/>',
  '</Sip><Number>+19005551234</Number><Sip>',
  '"/><Dial>+19005551234</Dial>',
  "' or 1=1 --",
  ']]>',
  '<![CDATA[x]]>',
  '<!-- x -->',
  '&amp;',
  '&#0;',
  '&lt;&x;',
  '<<<>>>',
  '@',
  '@@',
  ':',
  'sip:',
  'sip:@',
  'sips:x@',
  'tel:',
  'client:',
  '<sip:',
  'sip:a@b@c',
  'sip:a@b?x=y&x=z',
  'sip:a;b;c@d;e;f',
  'sip:a@[::1]:99999',
  'urn:service:sos.fire',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '//evil.example/x',
  '../../..',
  '..',
  '.',
  '/',
  '?',
  '#',
  '*',
  '#31#0412345678',
  '*28',
  '9+61491570006',
  ',,123#',
  'w1w2',
  '+61491570006,,99#',
  '+61491570006;postd=,99',
  '+61491570006;ext=2',
  '1900654321',
  '+1900 555 1234',
  '+61+61491570006',
  '++61491570006',
  '+0',
  '0',
  '00',
  '000',
  '0000',
  '-1',
  '1e309',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  '{{brand}}',
  `$${'{AUTH_TOKEN}'}`,
  '%AUTH_TOKEN%',
  'settings:acme',
  'number:+61255501000',
  'anonymous',
  'Restricted',
  '+266696687',
] as const;

/** Made long, to see what grows faster than its text. */
const LONG = [
  'A',
  '9',
  '+',
  '#',
  '<',
  '>',
  '(',
  '1 ',
  '<a',
  'a<',
  '"',
  '%41',
  '%E6%BC%A2',
  '漢',
  '😀',
  '\u0000',
  '..',
  ';a=b',
  '&a=b',
  '.sip.',
  '@a',
  '\ufdfa',
] as const;

/** A text that nobody sends by accident; one in eight of 10 kB. */
export function hostileText(random: Random): string {
  if (random.chance(0.12)) {
    const piece: string = random.pick(LONG);
    const times = Math.ceil(10_240 / piece.length);
    const text = random.chance(0.5) ? piece.repeat(times) : `<${piece.repeat(times)}<`;
    return random.chance(0.3) ? `sip:${text}@acme.sip.twilio.com` : text;
  }
  const parts = Array.from({ length: random.between(1, 3) }, () => random.pick(SHORT) as string);
  return parts.join(random.chance(0.5) ? '' : String.fromCharCode(random.between(0, 0x2ff)));
}

/** A value of a kind that a parameter never has: what a body in JSON, or names with brackets, may bring. */
export function wrongValue(random: Random, text: string): unknown {
  switch (random.between(0, 9)) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return random.between(-1, 2_000_000_000);
    case 3:
      return random.chance(0.5);
    case 4:
      return {};
    case 5:
      return { toString: text, valueOf: 1, length: 3, [text]: text };
    case 6:
      return [];
    case 7:
      return [[text], text];
    case 8:
      return [null, text];
    default:
      return JSON.parse('{"__proto__": {"polluted": true}, "constructor": null}');
  }
}
