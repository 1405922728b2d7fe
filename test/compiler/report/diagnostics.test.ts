import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../compiler/model/diagnostic.ts';
import type { Locator } from '../../../compiler/model/source.ts';
import { type DiagnosticsFormat, formatDiagnostics, summary } from '../../../compiler/report/diagnostics.ts';
import { checkInFull, DIRECTORY, shapeOnly, sourcesOf, withSettings } from '../../support/yaml.ts';

function formatted(text: string, format: DiagnosticsFormat): string {
  const { diagnostics, locator } = shapeOnly(sourcesOf(withSettings(text)), DIRECTORY);
  return formatDiagnostics(diagnostics, locator, { format, files: 2 });
}

describe('text', () => {
  test('diagnostics, an empty line between them, and the count', () => {
    expect(
      checkInFull('extensions:\n  alice: {client: alice, rng: 15s}\n  bob: {dial: 202}\n'),
    ).toBe(`error[DP2003] unknown-property: \`rng\` is not a key of extension \`alice\`
 --> plan/example.yaml:2:26
  |
2 |   alice: {client: alice, rng: 15s}
  |                          ^^^ no such key
help: did you mean \`ring\`?
more: dialplan explain DP2003

error[DP2013] one-of-two: extension \`bob\` has neither \`sip_user\` nor \`client\`
 --> plan/example.yaml:3:3
  |
3 |   bob: {dial: 202}
  |   ^^^ nothing that could ring
help: add \`sip_user:\` or \`client:\`
more: dialplan explain DP2013

2 problems (2 errors) in 2 files
`);
  });

  test('nothing wrong', () => {
    expect(checkInFull('messages: {a: {say: x}}\n')).toBe('no problems in 2 files\n');
  });

  test('a hundred of a file, and how many more', () => {
    const lines = Array.from({ length: 130 }, (_, i) => `  a${i}: {sya: x}\n`).join('');
    const text = formatted(`messages:\n${lines}`, 'text');
    expect(text.match(/^error/gm)).toHaveLength(100);
    expect(text).toMatch(
      /\n\nand 30 more in plan\/example\.yaml\n\n130 problems \(130 errors\) in 2 files\n$/,
    );
  });

  test.each([
    [[], 1, 'no problems in 1 file'],
    [['error', 'warning'], 3, '2 problems (1 error, 1 warning) in 3 files'],
    [['warning'], 1, '1 problem (1 warning) in 1 file'],
    [['error', 'error', 'warning', 'warning'], 2, '4 problems (2 errors, 2 warnings) in 2 files'],
  ] as const)('%j in %i', (severities, files, expected) => {
    const diagnostics = severities.map(
      (severity): Diagnostic => ({ code: 'DP2003', severity, message: 'm', related: [] }),
    );
    expect(summary(diagnostics, files)).toBe(expected);
  });
});

describe('github', () => {
  test('an annotation beside the line', () => {
    expect(formatted('messages: {a: {say: x, than: b}}\n', 'github')).toBe(
      '::error file=plan/example.yaml,line=1,col=24,endLine=1,endColumn=28,title=DP2003 unknown-property::`than` is not a key of message `a`%0Ahelp: did you mean `then`?\n',
    );
  });

  test('of many in one file the first are shown and the others counted', () => {
    const wrong = Array.from({ length: 4 }, (_, i) => `  a${i}: {say: x, than: b}\n`);
    const { diagnostics, locator } = shapeOnly(
      sourcesOf(withSettings(`messages:\n${wrong.join('')}`)),
      DIRECTORY,
    );
    const lines = formatDiagnostics(diagnostics, locator, { format: 'github', files: 1, most: 3 }).split(
      '\n',
    );
    expect(lines).toHaveLength(5);
    expect(lines[3]).toBe('::error file=plan/example.yaml::and 1 more');
  });

  test('signs with a meaning are escaped', () => {
    const span = { start: { line: 1, column: 1 }, end: { line: 2, column: 1 } };
    const diagnostic: Diagnostic = {
      code: 'DP2003',
      severity: 'warning',
      message: '50%\r\n::x,y',
      related: [],
      origin: { file: 'a,b:c%.yaml', path: [], span },
    };
    const locator: Locator = { span: (origin) => origin.span, lines: () => [] };
    expect(formatDiagnostics([diagnostic], locator, { format: 'github', files: 1 })).toBe(
      '::warning file=a%2Cb%3Ac%25.yaml,line=1,col=1,endLine=2,title=DP2003 unknown-property::50%25%0D%0A::x,y\n',
    );
  });
});

test('json holds everything, with places', () => {
  expect(JSON.parse(formatted('messages:\n  a: {say: x}\n  a: {say: y}\n', 'json'))).toEqual({
    diagnostics: [
      {
        code: 'DP1003',
        slug: 'duplicate-key',
        severity: 'error',
        message: 'the key `a` stands twice in one map',
        label: 'the second one',
        file: 'plan/example.yaml',
        start: { line: 3, column: 3 },
        end: { line: 3, column: 4 },
        related: [
          {
            file: 'plan/example.yaml',
            start: { line: 2, column: 3 },
            end: { line: 2, column: 4 },
            text: 'the first one',
          },
        ],
        why: 'only one of the two would be followed, and nobody could tell which',
        help: 'take one out, or give it another name',
      },
    ],
    total: 1,
    truncated: false,
    summary: { errors: 1, warnings: 0, files: 2 },
  });
});

test('json lists the first thousand of a file, and says how many there are', () => {
  const wrong = Array.from({ length: 1_004 }, (_, i) => `  a${i}: {say: x, than: b}\n`);
  const { diagnostics, locator } = shapeOnly(
    sourcesOf(withSettings(`messages:\n${wrong.join('')}`)),
    DIRECTORY,
  );
  const data = (most?: number) =>
    JSON.parse(
      formatDiagnostics(diagnostics, locator, {
        ...{ format: 'json', files: 1 },
        ...(most === undefined ? {} : { most }),
      }),
    );
  expect(data().diagnostics).toHaveLength(1_000);
  expect(data()).toMatchObject({ total: 1_004, truncated: true, summary: { errors: 1_004 } });
  expect(data(2_000)).toMatchObject({ total: 1_004, truncated: false });
});
