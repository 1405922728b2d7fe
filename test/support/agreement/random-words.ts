import type { Random } from '../protocol/random.ts';

/** Words that callers hear, and that would break what carries them if it were not careful. */
const PIECES = [
  'Welcome.',
  'Please hold the line',
  'for sales press 1',
  'Tom & Jerry',
  'a < b > c',
  '"quoted"',
  "it's",
  '&amp;',
  '&#233;',
  ']]>',
  '<!-- x -->',
  '<Hangup/>',
  '</Say></Response>',
  'Élan naïf',
  '漢字かな',
  'שלום',
  '😀',
  'a\u00a0b',
  '100 %',
  '#1: yes',
  '{x}',
  'back\\slash',
  '$HOME',
  '  two  spaces  ',
  'tab\there',
  'line\nbreak',
  '\u2028',
  'bell\u0007',
  'e\u0301',
  '%20+%2B',
  '; drop',
] as const;

/** A sentence; `holes` may stand in it as `{{name}}`. */
export function randomWords(random: Random, holes: readonly string[] = []): string {
  const parts = Array.from({ length: random.between(1, 4) }, () => random.pick(PIECES) as string);
  if (holes.length > 0 && random.chance(0.5)) parts.push(`{{${random.pick(holes)}}}`);
  const text = parts.join(' ').trim();
  return /\p{L}{2}/u.test(text) ? text : `Hello ${text}`;
}
