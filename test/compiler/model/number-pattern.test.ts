import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closest,
  compareCounts,
  countOf,
  matches,
  mayMatch,
  type NumberPattern,
  overlap,
  readPattern,
} from '../../../compiler/model/number-pattern.ts';

function pattern(text: string): NumberPattern {
  const found = readPattern(text);
  if (found === undefined) throw new Error(`no pattern: ${text}`);
  return found;
}

const all = (texts: string): readonly NumberPattern[] => texts.split(', ').map(pattern);
const choice = (texts: string, number: string): string | undefined => closest(all(texts), number)?.text;

describe('closest match, by the vectors of two Cisco texts', () => {
  const FOUR = '1XXX, 12XX, 121X, 1234';
  test.each([
    ['1200', '12XX'],
    ['1212', '121X'],
    ['1234', '1234'],
    ['1300', '1XXX'],
    ['2000', undefined],
  ])('of %s', (number, expected) => {
    expect(choice(FOUR, number)).toBe(expected);
    expect(choice(FOUR.split(', ').reverse().join(', '), number)).toBe(expected);
  });

  const SIX = '1111, 1211, 1[23]XX, 131, 13[0-4]X, 13!';
  test.each([
    ['1111', '1111'],
    ['1211', '1211'],
    ['1311', '13[0-4]X'],
    ['1350', '1[23]XX'],
    ['131', '131'],
    ['139', '13!'],
    ['13111', '13!'],
  ])('of %s, dialled en bloc', (number, expected) => {
    expect(choice(SIX, number)).toBe(expected);
  });

  test('four are still possible after 131, of 1, 50, 200 and endlessly many numbers', () => {
    const possible = all(SIX).filter((each) => mayMatch(each, '131'));
    expect(possible.map(({ text }) => text)).toEqual(['1[23]XX', '131', '13[0-4]X', '13!']);
    expect(possible.map(countOf)).toEqual([200, 1, 50, Number.POSITIVE_INFINITY]);
  });

  test('an unbounded pattern loses on size, though it is complete first', () => {
    expect(choice('15!, 1[3-5]XX', '1500')).toBe('1[3-5]XX');
    expect(all('15!, 1[3-5]XX').map((each) => matches(each, '150'))).toEqual([true, false]);
    expect(choice('15!, 1[3-5]XX', '15000')).toBe('15!');
  });
});

test.each([
  ['+61 2 5550 11XX', '+61255501142', true],
  ['+61 2 5550 11XX', '61255501142', false],
  ['0N.', '02', false],
  ['0N.', '021', true],
  ['0Z', '00', false],
  ['[13-5]', '4', true],
  ['[13-5]', '2', false],
  ['!', '7', true],
])('%s and %s', (text, number, expected) => {
  expect(matches(pattern(text), number)).toBe(expected);
});

test.each(['', '+', 'Y', '1[', '1[]', '[5-3]', '1.2', '[a]', '12]', '1-2'])('%j is no pattern', (text) => {
  expect(readPattern(text)).toBeUndefined();
});

test.each([
  ['1XXX', '12XX', '1200'],
  ['1[23]X', '1[34]X', '130'],
  ['1[23]X', '1[45]X', undefined],
  ['12', '123', undefined],
  ['13!', '13XX', '1300'],
  ['13!', '1!', '130'],
  ['13!', '13', undefined],
  ['+1X', '1X', undefined],
])('%s and %s overlap in %s', (a, b, witness) => {
  expect(overlap(pattern(a), pattern(b))).toBe(witness);
  expect(overlap(pattern(b), pattern(a))).toBe(witness);
});

test('of two unbounded patterns the longer beginning is closer, a set as wide as X is not', () => {
  expect(choice('1!, 13!', '139')).toBe('13!');
  expect(compareCounts(pattern('1X!'), pattern('1!'))).toBe(0);
  expect(compareCounts(pattern('1[0-8]!'), pattern('1!'))).toBeLessThan(0);
});

const place = fc.constantFrom('0', '1', '2', '3', 'X', 'N', 'Z', '[0-4]', '[13]');
const anyPattern = fc
  .tuple(fc.array(place, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '!'))
  .map(([places, tail]) => pattern(places.join('') + tail));
const everyNumber = Array.from({ length: 4 }, (_, i) => i + 1).flatMap((length) =>
  Array.from({ length: 10 ** length }, (_, n) => String(n).padStart(length, '0')),
);

test('the count is that of the numbers that match, and a witness is the first of those that both match', () => {
  fc.assert(
    fc.property(anyPattern, anyPattern, (a, b) => {
      if (!a.unbounded) expect(everyNumber.filter((number) => matches(a, number))).toHaveLength(countOf(a));
      const both = everyNumber.find((number) => matches(a, number) && matches(b, number));
      expect(overlap(a, b)).toBe(both);
    }),
    { numRuns: 60 },
  );
});
