import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../compiler/model/diagnostic.ts';
import type { Locator, Span } from '../../../compiler/model/source.ts';
import { frame, type Style } from '../../../compiler/report/frame.ts';

/** A span in one line. */
function span(line: number, column: number, length: number): Span {
  return { start: { line, column }, end: { line, column: column + length } };
}

function locatorOf(lines: Readonly<Record<string, readonly string[]>>): Locator {
  return { span: (origin) => origin.span, lines: (file) => lines[file] ?? [] };
}

const menus = Array.from({ length: 14 }, (_, i) => (i === 13 ? '      2: sales-team' : ''));
const unknown: Diagnostic = {
  code: 'DP2003',
  severity: 'error',
  message: '`main-menu` sends key 2 to `sales-team`, but no node has that name',
  origin: { file: 'dialplan/acme/menus.yaml', path: [], span: span(14, 10, 10) },
  label: 'no such node',
  related: [],
  help: 'did you mean `sales` (dialplan/acme/groups.yaml:8)?',
};

describe('frame', () => {
  test('what, where, what to do', () => {
    expect(
      frame(unknown, locatorOf({ 'dialplan/acme/menus.yaml': menus })),
    ).toBe(`error[DP2003] unknown-property: \`main-menu\` sends key 2 to \`sales-team\`, but no node has that name
  --> dialplan/acme/menus.yaml:14:10
   |
14 |       2: sales-team
   |          ^^^^^^^^^^ no such node
help: did you mean \`sales\` (dialplan/acme/groups.yaml:8)?
more: dialplan explain DP2003`);
  });

  test('two places, and why', () => {
    const lines = Array.from({ length: 21 }, (_, i) =>
      i === 20 ? '  after-hours:' : i === 8 ? '    closed: after-hours' : '',
    );
    const diagnostic: Diagnostic = {
      code: 'DP2003',
      severity: 'warning',
      message: 'a caller can be left in silence',
      origin: { file: 'p/plan.yaml', path: [], span: span(21, 3, 11) },
      label: 'speaks, then has no way on',
      related: [
        {
          origin: { file: 'p/plan.yaml', path: [], span: span(9, 13, 11) },
          text: 'callers come here when `office` is closed',
        },
      ],
      why: 'Twilio hangs up without a word when the message ends',
      help: 'add `then: voicemail`',
    };
    expect(
      frame(diagnostic, locatorOf({ 'p/plan.yaml': lines })),
    ).toBe(`warning[DP2003] unknown-property: a caller can be left in silence
  --> p/plan.yaml:21:3
   |
21 |   after-hours:
   |   ^^^^^^^^^^^ speaks, then has no way on
  ::: p/plan.yaml:9:13
 9 |     closed: after-hours
   |             ----------- callers come here when \`office\` is closed
why:  Twilio hangs up without a word when the message ends
help: add \`then: voicemail\`
more: dialplan explain DP2003`);
  });

  test('without a place', () => {
    const { origin: _, label: __, help: ___, ...bare } = unknown;
    expect(frame(bare, locatorOf({}))).toBe(
      `error[DP2003] unknown-property: ${unknown.message}\nmore: dialplan explain DP2003`,
    );
  });

  test('in a file that is not known', () => {
    const locator: Locator = { span: () => undefined, lines: () => [] };
    expect(frame(unknown, locator).split('\n')[1]).toBe(' --> dialplan/acme/menus.yaml');
  });
});

/** The line and the marks below it, without the gutter. */
function drawn(line: string, column: number, length: number): readonly string[] {
  const diagnostic: Diagnostic = {
    ...unknown,
    origin: { file: 'a', path: [], span: span(1, column, length) },
    label: 'here',
  };
  return frame(diagnostic, locatorOf({ a: [line] }))
    .split('\n')
    .slice(3, 5)
    .map((text) => text.slice(4));
}

describe('the marks stand under the right place', () => {
  test.each([
    ['plain', 'ring: 15', 7, 2, ['ring: 15', '      ^^ here']],
    ['after tabs', 'a:\t\tb', 5, 1, ['a:      b', '        ^ here']],
    ['a tab itself', 'a\tb', 2, 1, ['a   b', ' ^^^ here']],
    ['wide characters', '日本: 語', 5, 1, ['日本: 語', '      ^^ here']],
    ['pictures', '\u{1F600} x', 4, 1, ['\u{1F600} x', '   ^ here']],
    ['joined marks', 'e\u0301 x', 4, 1, ['e\u0301 x', '  ^ here']],
    ['nothing to mark', 'a', 2, 0, ['a', ' ^ here']],
    ['an empty line', '', 1, 0, ['', '^ here']],
  ])('%s', (_, line, column, length, expected) => {
    expect(drawn(line, column, length).map((text) => text.trimEnd())).toEqual(expected);
  });

  test('a long line is cut on both sides', () => {
    const [line = '', marks = ''] = drawn(`${'x'.repeat(500)}FAULT${'y'.repeat(500)}`, 501, 5);
    expect(line.length).toBeLessThan(170);
    expect(line).toMatch(/^…x+FAULTy+…$/);
    expect(marks).toBe(`${' '.repeat(line.indexOf('FAULT'))}^^^^^ here`);
  });

  test('a place over several lines is marked to the end of the first', () => {
    const diagnostic: Diagnostic = {
      ...unknown,
      origin: { file: 'a', path: [], span: { start: { line: 1, column: 4 }, end: { line: 3, column: 2 } } },
    };
    expect(
      frame(diagnostic, locatorOf({ a: ['a: {b', 'c', '}'] }))
        .split('\n')
        .slice(3, 5),
    ).toEqual(['1 | a: {b', '  |    ^^ no such node']);
  });

  test('what would take over the terminal is shown as a sign', () => {
    const text = frame(
      { ...unknown, message: 'a\u001b[31mb\nc\u202e' },
      locatorOf({ 'dialplan/acme/menus.yaml': menus }),
    );
    expect(text.split('\n')[0]).toBe('error[DP2003] unknown-property: a\ufffd[31mb c\ufffd');
    expect(drawn('x\u001b[2J', 1, 1)[0]).toBe('x\ufffd[2J');
  });
});

test('styles are the caller’s', () => {
  const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const style: Style = { bold: tag('b'), dim: tag('d'), red: tag('r'), yellow: tag('y'), cyan: tag('c') };
  const text = frame(unknown, locatorOf({ 'dialplan/acme/menus.yaml': menus }), style);
  expect(text).toContain('<r>error[DP2003]</r>');
  expect(text).toContain('<r>^^^^^^^^^^ no such node</r>');
});
