import { describe, expect, test } from 'vitest';
import type { Path } from '../../../compiler/model/source.ts';
import { parse } from '../../../compiler/parse/parse.ts';

const TEXT = `numbers:
  "+61 2 5550 1000": {to: sales, label: "Sales direct"}
ring_groups:
  sales:
    members: [alice, {extension: bob, ring: 10s}]
    otherwise:
`;

/** The piece of text at a path. */
function textAt(path: Path, part?: 'key' | 'value'): string {
  const { documents } = parse([{ file: 'a.yaml', text: TEXT }]);
  const span = documents.span({ file: 'a.yaml', path, ...(part && { part }) });
  const line = documents.lines('a.yaml')[(span?.start.line ?? 1) - 1] ?? '';
  return line.slice(
    (span?.start.column ?? 1) - 1,
    span?.end.line === span?.start.line ? (span?.end.column ?? 1) - 1 : undefined,
  );
}

describe('a path becomes a place', () => {
  test.each<[Path, 'key' | 'value', string]>([
    [['numbers', '+61 2 5550 1000', 'to'], 'value', 'sales'],
    [['numbers', '+61 2 5550 1000', 'to'], 'key', 'to'],
    [['numbers', '+61 2 5550 1000', 'label'], 'value', '"Sales direct"'],
    [['numbers', '+61 2 5550 1000'], 'key', '"+61 2 5550 1000"'],
    [['ring_groups', 'sales', 'members', 1, 'ring'], 'value', '10s'],
    [['ring_groups', 'sales', 'members', 1], 'key', '{extension: bob, ring: 10s}'],
    [['ring_groups', 'sales', 'members', 0], 'value', 'alice'],
    [['ring_groups', 'sales'], 'value', 'members: [alice, {extension: bob, ring: 10s}]'],
  ])('%j %s', (path, part, expected) => {
    expect(textAt(path, part)).toBe(expected);
  });

  test('what is not there is shown at the nearest thing that is', () => {
    expect(textAt(['ring_groups', 'sales', 'ring'])).toBe('sales');
    expect(textAt(['ring_groups', 'support', 'ring', 3])).toBe('ring_groups');
  });

  test('an empty value is shown at its key', () => {
    expect(textAt(['ring_groups', 'sales', 'otherwise'], 'value')).toBe('otherwise');
  });

  test('a file that is not known has no place and no lines', () => {
    const { documents } = parse([]);
    expect(documents.span({ file: 'x', path: [] })).toBeUndefined();
    expect(documents.lines('x')).toEqual([]);
  });

  test('lines have no line ends', () => {
    const { documents } = parse([{ file: 'a', text: '\uFEFFa: 1\r\nb: 2\n' }]);
    expect(documents.lines('a')).toEqual(['a: 1', 'b: 2', '']);
  });

  test('placing every entry of a large map takes linear time', () => {
    const count = 20_000;
    const text = `numbers:\n${Array.from({ length: count }, (_, i) => `  "+61${400_000_000 + i}": a\n`).join('')}`;
    const { documents } = parse([{ file: 'a', text }]);
    const lines = Array.from(
      { length: count },
      (_, i) => documents.span({ file: 'a', path: ['numbers', `+61${400_000_000 + i}`] })?.start.line,
    );
    expect(lines).toEqual(Array.from({ length: count }, (_, i) => i + 2));
  });
});
