import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from '../../../compiler/format/format.ts';
import { sameMeaning } from '../../../compiler/format/meaning.ts';
import { parse } from '../../../compiler/parse/parse.ts';
import { writtenForms } from '../../../compiler/validate/written-forms.ts';
import { WHOLE_PLAN } from '../../support/yaml.ts';

const forms = writtenForms();
const tidy = (text: string, country = 'AU'): string => format(text, { forms, country });
const read = (text: string) => parse([{ file: 'plan.yaml', text }]);

describe('laws', () => {
  const indent = fc.integer({ min: 1, max: 4 });
  const note = fc.constantFrom('', '', ' # note', '    # note', '\t#note');
  const above = fc.constantFrom('', '', '\n', '# above\n', '      # above\n', '\n\n# above\n\n');
  const scalar = fc.constantFrom(
    'closed',
    'Hello there',
    '"quoted"',
    "'it''s'",
    '0412345678',
    '+61 255501000',
    '"+61 2 5550  1000"',
    '20s',
    'true',
    '12',
    '08:30-17:30',
    '{say: Hello, then: hangup}',
    '{ to : x,label: "y" }',
    '[ a,b , {c: d} ]',
    '{}',
    '[\n          a,\n   b # in\n          ]',
    '"two\n        lines"',
    'two\n         lines',
    '| # block\n          a\n            b\n',
    '>-\n          a\n\n          b\n\n',
  );
  const key = fc.constantFrom(
    'say',
    'then',
    'to',
    'number',
    'label',
    'sales',
    'members',
    '"+61 2 5550 1000"',
    '"0255501001"',
    '+61255501002',
    "'02 5550 11XX'",
  );

  /** A map or list as careless people write it. */
  const block = (depth: number): fc.Arbitrary<readonly string[]> =>
    fc
      .record({
        list: depth === 0 ? fc.constant(false) : fc.boolean(),
        step: indent,
        entries: fc.uniqueArray(
          fc.tuple(
            key,
            above,
            note,
            depth >= 3 ? scalar : fc.oneof(scalar, block(depth + 1)),
            fc.constantFrom(' ', '   '),
          ),
          { minLength: 1, maxLength: 4, selector: ([name]) => name },
        ),
      })
      .map(({ list, step, entries }) =>
        entries.flatMap(([name, before, after, value, gap]) => {
          const head = list ? '-' : `${name}:`;
          const pad = ' '.repeat(step);
          const lines =
            typeof value === 'string'
              ? `${head}${gap}${value}${/[\n]/.test(value) ? '' : after}`.split('\n')
              : [`${head}${after}`, ...value.map((line) => (line === '' ? '' : pad + line))];
          return [...before.split('\n').slice(0, -1), ...lines];
        }),
      );
  const section = fc.constantFrom(
    'numbers',
    'messages',
    'ring_groups',
    'extensions',
    'emergency',
    'unmapped',
    'anything',
  );
  const plan = fc
    .uniqueArray(fc.tuple(section, above, note, block(0)), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    })
    .map((sections) =>
      sections
        .map(
          ([name, before, after, lines]) =>
            `${before}${name}:${after}\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`,
        )
        .join(''),
    );

  test('formatting again changes nothing; what is said stays, and so does every comment', () => {
    let tried = 0;
    fc.assert(
      fc.property(plan, (text) => {
        const before = read(text);
        if (before.diagnostics.length > 0) return;
        tried += 1;
        const once = tidy(text);
        expect(tidy(once)).toBe(once);
        const after = read(once);
        expect(after.diagnostics).toEqual([]);
        expect(sameMeaning(before.documents.files[0]?.value, after.documents.files[0]?.value)).toBe(true);
        const comments = (each: string) => (each.match(/#\s?(note|above|in|block)/g) ?? []).sort();
        expect(comments(once)).toEqual(comments(text));
      }),
      { numRuns: 1_000 },
    );
    expect(tried).toBeGreaterThan(300);
  });

  test('a plan that uses everything is written the same a second time', () => {
    expect(tidy(tidy(WHOLE_PLAN))).toBe(tidy(WHOLE_PLAN));
  });
});

test('the same is said in other words only where formatting may do so', () => {
  expect(sameMeaning({ a: 1, b: ['x'] }, { b: ['x'], a: '1' })).toBe(true);
  expect(sameMeaning({ '+61 2 5550 1000': 'a' }, { '+61255501000': 'a' })).toBe(true);
  expect(sameMeaning({ say: 'a b' }, { say: 'ab' })).toBe(false);
  expect(sameMeaning([1, 2], [2, 1])).toBe(false);
  expect(sameMeaning({ a: true }, { a: 'true' })).toBe(false);
});
