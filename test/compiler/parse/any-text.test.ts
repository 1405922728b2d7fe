import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Source } from '../../../compiler/model/source.ts';
import { formatDiagnostics } from '../../../compiler/report/diagnostics.ts';
import { DIRECTORY, shapeOnly, sourcesOf, WHOLE_PLAN } from '../../support/yaml.ts';

/** Every diagnostic has a place inside its file, whatever the text; and it can be printed. */
function expectPlacesInside(sources: readonly Source[]): number {
  const { diagnostics, locator } = shapeOnly(sources, DIRECTORY);
  for (const { origin, related, code } of diagnostics) {
    expect(code).toMatch(/^DP[12]\d{3}$/);
    for (const place of [...(origin ? [origin] : []), ...related.map((label) => label.origin)]) {
      const span = locator.span(place);
      const lines = locator.lines(place.file);
      expect(span).toBeDefined();
      if (span === undefined) continue;
      expect(span.start.line).toBeGreaterThanOrEqual(1);
      expect(span.end.line).toBeLessThanOrEqual(Math.max(1, lines.length));
      expect(span.start.column).toBeLessThanOrEqual((lines[span.start.line - 1]?.length ?? 0) + 2);
      const backwards =
        span.end.line < span.start.line ||
        (span.end.line === span.start.line && span.end.column < span.start.column);
      expect(backwards).toBe(false);
    }
  }
  expect(formatDiagnostics(diagnostics, locator, { format: 'text', files: 1 })).toMatch(/ in \d+ files?\n$/);
  return diagnostics.length;
}

const FRAGMENTS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ', ',
    '- ',
    '? ',
    '#',
    ' #',
    '#: ',
    '*',
    '*a',
    '&a ',
    '!x ',
    '!!str ',
    '<<: ',
    '"',
    "'",
    '|\n',
    '>-\n',
    '\n',
    '\n  ',
  ],
  ...[
    '\t',
    '\r',
    '\r\n',
    '\u0000',
    '\uFEFF',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '~',
    '@',
    '`',
    '\\',
    '日本',
    '\u{1F600}',
    '__proto__',
    'constructor',
  ],
  ...[
    'numbers',
    'extensions',
    'say',
    'then',
    'hangup',
    'to',
    '+61 2 5550 1000',
    '0412',
    '1e3',
    `$\{X}`,
    'null',
    'true',
    '5',
    '15s',
    'menus',
    '',
  ],
];
const fragment = fc.constantFrom(...FRAGMENTS);

test('any text made of the signs of YAML is answered, never thrown', () => {
  fc.assert(
    fc.property(
      fc.array(fragment, { maxLength: 40 }),
      (pieces) => void expectPlacesInside(sourcesOf(pieces.join(''))),
    ),
    { numRuns: 1500 },
  );
}, 30_000);

test('any text at all is answered, never thrown', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      (text) => void expectPlacesInside(sourcesOf(text)),
    ),
    { numRuns: 500 },
  );
}, 30_000);

test('any mutation of a good plan is answered with places inside the file', () => {
  const mutation = fc.record({
    at: fc.nat(WHOLE_PLAN.length - 1),
    length: fc.integer({ min: 0, max: 12 }),
    put: fc.oneof(fragment, fc.string({ maxLength: 3 })),
  });
  let faulty = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const text = mutations.reduce(
        (before, { at, length, put }) => before.slice(0, at) + put + before.slice(at + length),
        WHOLE_PLAN,
      );
      if (expectPlacesInside(sourcesOf(text)) > 0) faulty++;
    }),
    { numRuns: 300 },
  );
  expect(faulty).toBeGreaterThan(150);
}, 30_000);
