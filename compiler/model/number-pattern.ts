/**
 * Patterns of dialled digits, and which of several is meant. The rule is CUCM's closest match ("Closest match routing",
 * Cisco Unified Communications Manager system guide, route plan): of the patterns that match, the one that matches the
 * fewest numbers wins; the order in which they are written never counts.
 *
 * `X` is any digit, `Z` 1 to 9, `N` 2 to 9, `[13-5]` one of a set; `.` or `!` at the end is one digit or more. A `+` may stand
 * in front; spaces are for readers.
 */
export interface NumberPattern {
  /** As it was written. */
  readonly text: string;
  readonly plus: boolean;
  /** For each place, the digits that may stand there, ascending. */
  readonly places: readonly string[];
  /** Goes on with one digit or more. */
  readonly unbounded: boolean;
}

const WORDS: { readonly [letter: string]: string } = { X: '0123456789', Z: '123456789', N: '23456789' };
const DIGITS = '0123456789';

/** Reads a pattern; undefined: it is none. */
export function readPattern(text: string): NumberPattern | undefined {
  const [, plus, body, tail] = /^(\+?)([0-9XZN[\] -]*?)([.!]?)$/.exec(text.trim()) ?? [];
  if (body === undefined) return undefined;
  const places: string[] = [];
  for (const part of body.match(/\[[^[\]]*\]|[^ ]/g) ?? []) {
    const place =
      part.length > 1 ? readSet(part.slice(1, -1)) : (WORDS[part] ?? (/[0-9]/.test(part) ? part : ''));
    if (place === '') return undefined;
    places.push(place);
  }
  const unbounded = tail !== '';
  return places.length === 0 && !unbounded ? undefined : { text, plus: plus === '+', places, unbounded };
}

/** `13-5` as `1345`; empty: no set, or none that holds anything. */
function readSet(text: string): string {
  if (!/^(?:[0-9](?:-[0-9])?)+$/.test(text)) return '';
  const found = new Set<string>();
  for (const part of text.match(/[0-9]-[0-9]|[0-9]/g) ?? []) {
    const [first = '', last = first] = part.split('-');
    if (last < first) return '';
    for (let digit = Number(first); digit <= Number(last); digit++) found.add(String(digit));
  }
  return [...found].sort().join('');
}

/** How many numbers match; infinite for one that is unbounded. */
export const countOf = ({ places, unbounded }: NumberPattern): number =>
  unbounded ? Number.POSITIVE_INFINITY : places.reduce((count, place) => count * place.length, 1);

const digitsIn = (number: string): { plus: boolean; digits: string } => {
  const plus = number.startsWith('+');
  return { plus, digits: plus ? number.slice(1) : number };
};

const fits = ({ places }: NumberPattern, digits: string): boolean =>
  [...digits].every((digit, i) => places[i]?.includes(digit) ?? DIGITS.includes(digit));

/** Whether a number, `+` and digits, matches. */
export function matches(pattern: NumberPattern, number: string): boolean {
  const { plus, digits } = digitsIn(number);
  const { places, unbounded } = pattern;
  const length = unbounded ? digits.length > places.length : digits.length === places.length;
  return plus === pattern.plus && length && fits(pattern, digits);
}

/** Whether digits are the beginning of a number that matches, or such a number: somebody may still be dialling. */
export function mayMatch(pattern: NumberPattern, number: string): boolean {
  const { plus, digits } = digitsIn(number);
  const length = pattern.unbounded || digits.length <= pattern.places.length;
  return plus === pattern.plus && length && fits(pattern, digits);
}

/**
 * Which of two matches fewer numbers: negative, the first; 0, both as many. Of two that are unbounded, the one of
 * which there are fewer among all numbers of one great length.
 */
export function compareCounts(a: NumberPattern, b: NumberPattern): number {
  if (a.unbounded !== b.unbounded) return a.unbounded ? 1 : -1;
  if (!a.unbounded) return countOf(a) - countOf(b);
  // Compared as whole numbers: what the shorter one leaves open counts ten for each place.
  const length = Math.max(a.places.length, b.places.length);
  const share = ({ places }: NumberPattern): bigint =>
    places.reduce((count, place) => count * BigInt(place.length), 10n ** BigInt(length - places.length));
  const [left, right] = [share(a), share(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The pattern that is meant by a number: of those that match, the one that matches the fewest. Undefined: none does. */
export function closest<P extends NumberPattern>(patterns: readonly P[], number: string): P | undefined {
  let best: P | undefined;
  for (const pattern of patterns) {
    if (matches(pattern, number) && (best === undefined || compareCounts(pattern, best) < 0)) best = pattern;
  }
  return best;
}

/** The smallest number that two patterns both match; undefined: there is none. */
export function overlap(a: NumberPattern, b: NumberPattern): string | undefined {
  if (a.plus !== b.plus) return undefined;
  const least = (pattern: NumberPattern): number => pattern.places.length + (pattern.unbounded ? 1 : 0);
  const length = Math.max(least(a), least(b));
  const tooShort = (pattern: NumberPattern): boolean => !pattern.unbounded && pattern.places.length < length;
  if (tooShort(a) || tooShort(b)) return undefined;
  let digits = '';
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.places[i] ?? DIGITS, b.places[i] ?? DIGITS];
    const both = [...left].find((digit) => right.includes(digit));
    if (both === undefined) return undefined;
    digits += both;
  }
  return `${a.plus ? '+' : ''}${digits}`;
}
