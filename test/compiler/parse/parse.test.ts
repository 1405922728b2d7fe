import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/parse/parse.ts';

/** What one file says, and `code line:column message` of each fault. */
function read(text: string) {
  const { documents, diagnostics } = parse([{ file: 'a.yaml', text }]);
  const faults = diagnostics.map((diagnostic) => {
    const start = diagnostic.origin && documents.span(diagnostic.origin)?.start;
    return `${diagnostic.code} ${start?.line}:${start?.column} ${diagnostic.message}`;
  });
  return {
    value: documents.files[0]?.value,
    unread: documents.unread.length > 0,
    tainted: documents.files[0]?.tainted,
    faults,
  };
}

describe('what is written is what is meant', () => {
  test('unquoted telephone numbers, times and words stay text', () => {
    const text =
      'a: +61412345678\nb: 0412345678\nc: 08:30\nd: 1e3\ne: no\nf: 0x1F\ng: 12345678901234567890\nh: 1.50\ni: 2026-12-25\n';
    expect(read(text).value).toEqual({
      a: '+61412345678',
      b: '0412345678',
      c: '08:30',
      d: '1e3',
      e: 'no',
      f: '0x1F',
      g: '12345678901234567890',
      h: '1.50',
      i: '2026-12-25',
    });
  });

  test('small whole numbers, truth and nothing keep their kind', () => {
    expect(read('a: 5\nb: -3\nc: 0\nd: true\ne: ~\nf:\n').value).toEqual({
      a: 5,
      b: -3,
      c: 0,
      d: true,
      e: null,
      f: null,
    });
  });

  test('keys are text', () => {
    expect(Object.keys(read('+61412: a\n0412: b\ntrue: c\nnull: d\n1e3: e\n').value ?? {})).toEqual([
      '+61412',
      '0412',
      'true',
      'null',
      '1e3',
    ]);
  });

  test('__proto__ is a key like any other', () => {
    const { value } = read('__proto__: {a: 1}\n');
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    ['byte order mark', '\uFEFFa: 1\n'],
    ['CRLF', 'a: 1\r\n'],
    ['no line end', 'a: 1'],
    ['a document start', '---\na: 1\n'],
    ['the directive for 1.2', '%YAML 1.2\n---\na: 1\n'],
    ['brackets closed at the margin', 'a: 1\n#\n'],
  ])('%s is fine', (_, text) => {
    expect(read(text)).toMatchObject({ value: { a: 1 }, faults: [] });
  });

  test.each([[''], ['# only words\n'], ['---\n'], ['\n\n']])('an empty file holds nothing: %j', (text) => {
    expect(read(text)).toEqual({ value: undefined, unread: false, tainted: [], faults: [] });
  });
});

describe('guards: the file stays, the place is told', () => {
  test.each([
    ['b: {say: hello, world}\n', 'DP1009 1:17 `say` is split at the comma before `world`'],
    ['b: {say: one, two, three, then: x}\n', 'DP1009 1:15 `say` is split at the comma before `two`'],
    ['say: Press # to go on\n', 'DP1008 1:12 the text `Press` is cut at ` #`'],
    ['x: call us now # or later\n', 'DP1008 1:16 the text `call us now` is cut at ` #`'],
    ['label: #1 line\n', 'DP1008 1:8 `label` has no value: everything from `#` on is a comment'],
    ['keys:\n  #: x\nb: 1\n', 'DP1010 2:3 `#` cannot be a key in YAML'],
    ['keys:\n  1: y\n  #: x\n', 'DP1010 3:3 `#` cannot be a key in YAML'],
    ['a: &x 1\n', 'DP1004 1:4 `&x` makes an anchor, and plans have none'],
    ['a: *x\n', 'DP1004 1:4 `*x` refers to an anchor, and plans have none'],
    ['a: !x 1\n', 'DP1007 1:4 YAML does not know the tag `!x`'],
    ['a: !!set {b, c}\n', 'DP1007 1:4 YAML does not know the tag `!!set`'],
    ['a: {<<: {b: 1}}\n', 'DP1005 1:5 the merge key `<<` is not part of the language'],
    ['a: 1\na: 2\n', 'DP1003 2:1 the key `a` stands twice in one map'],
    ['a: {b: 1, "b": 2}\n', 'DP1003 1:11 the key `b` stands twice in one map'],
    [': x\n', 'DP1001 1:1 a key is missing before the colon'],
  ])('%j', (text, fault) => {
    const { faults, unread } = read(text);
    expect(faults).toContain(fault);
    expect(unread).toBe(false);
  });

  test('one fault, one message: a text split twice', () => {
    expect(read('b: {say: one, two, three, then: x}\n').faults).toHaveLength(1);
  });

  test('a comment after a word or a number is a comment', () => {
    expect(
      read(
        'a: sales # the old line\nb: 5 # five\nc: [x, y] # two\nd: "hello there" # said\ne: # below\n  f: 1\n',
      ).faults,
    ).toEqual([]);
  });

  test('places that hold something else than was meant are marked', () => {
    expect(read('a: {say: hello, world}\nb: *x\nc:\n  #: y\nd: #1\n').tainted).toEqual([
      ['a', 'say'],
      ['a', 'world'],
      ['b'],
      ['c'],
      ['d'],
    ]);
  });

  test('both places of a duplicate key', () => {
    const { documents, diagnostics } = parse([{ file: 'a.yaml', text: 'x: 1\ny: 2\nx: 3\n' }]);
    const [related] = diagnostics[0]?.related ?? [];
    expect(related && documents.span(related.origin)?.start).toEqual({ line: 1, column: 1 });
  });
});

describe('text that is not YAML: the file is left out', () => {
  test.each([
    ['a: [1\nb: 2\n', 'DP1001 1:4 `[` is not closed'],
    ['a: {b: {c: 1}\nd: 2\n', 'DP1001 1:4 `{` is not closed'],
    // The parser points at the blank line before; people look at the line that is wrong.
    ['a:\n  b: {}\n\n c: {}\n', 'DP1001 4:2 a line is indented differently from the lines it belongs to'],
    ['a: "x\nb: 2\n', 'DP1001 1:4 the quote " is not closed'],
    ["a: 'x\nb: 2\n", "DP1001 1:4 the quote ' is not closed"],
    ["a: 'it's'\n", 'DP1001 1:8 something follows where the value has already ended'],
    ['a: b: c\n', 'DP1001 1:4 two colons make two maps of one line'],
    [
      'a: {b: Bitte: drücken, c: 1}\n',
      'DP1001 1:8 a text in brackets holds a colon and stands without quotes',
    ],
    ['a: [b: c: d]\n', 'DP1001 1:8 a text in brackets holds a colon and stands without quotes'],
    ['a: 1\n b: 2\n', 'DP1001 2:2 a line is indented differently from the lines it belongs to'],
    ['a: 1\nname:acme\nb: 2\n', 'DP1001 2:1 a key and its `:` must be on one line'],
    ['a: @x\n', 'DP1001 1:4 unquoted text cannot begin with this character'],
    ['a: ]\n', 'DP1001 1:4 a closing bracket that was never opened'],
    ['a: [1,,2]\n', 'DP1001 1:7 a comma with nothing before it'],
    ['a: "\\q"\n', 'DP1001 1:5 a backslash in double quotes begins an escape that YAML does not know'],
    ['a:\n\tb: 1\n', 'DP1002 2:1 a line is indented with a tab'],
    ['? [a]\n: b\n', 'DP1001 1:3 a key must be text, not a list or a map'],
    ['keys: {1: a, #: x}\n', 'DP1010 1:14 `#` cannot be a key in YAML'],
    ['*: x\n', 'DP1010 1:1 `*` cannot be a key in YAML'],
    ['o:\n  *: x\n', 'DP1010 2:3 `*` cannot be a key in YAML'],
    ['*28: x\n', 'DP1004 1:1 `*28` without quotes is an alias, and plans have none'],
    ['a: {say: Press # now, then: x}\nb: 1\n', 'DP1008 1:16 the text `Press` is cut at ` #`'],
    [
      '%YAML 1.1\n---\na: 08:30\n',
      'DP1006 1:1 a plan is written in YAML 1.2 without directives, not `%YAML 1.1`',
    ],
    ['a: 1\n---\nb: 1\n', 'DP1011 2:1 a file holds one document, and here begins another one'],
    ['[1, 2]\n', 'DP1012 1:1 the file is a list, not a map of sections'],
    ['hello\n', 'DP1012 1:1 the file is a single text, not a map of sections'],
    ['a: 1\nb: \u0000\n', 'DP1013 2:4 the file holds a character that is no text (U+0000)'],
    ['a: \ufffd\n', 'DP1013 1:4 the file holds a character that is no text (U+FFFD)'],
    [`a: ${'['.repeat(100)}\n`, 'DP1015 1:67 maps and lists lie in each other more than 64 deep'],
  ])('%j', (text, fault) => {
    expect(read(text)).toMatchObject({ value: undefined, unread: true, faults: [fault] });
  });

  test.each([
    ['m: {prompt: Bitte: drücken, options: {1: a}}\n', 'put the whole text in quotes: `"Bitte: drücken"`'],
    ['m: {prompt: Bitte: drücken}\n', 'put the whole text in quotes: `"Bitte: drücken"`'],
    ['m: {prompt: Bitte: jetzt, dann drücken}\n', 'put the whole text in quotes'],
    ['m: {prompt: "x": y}\n', 'put the whole text in quotes'],
  ])('a colon in brackets, and what to write: %j', (text, help) => {
    expect(parse([{ file: 'a.yaml', text }]).diagnostics.map((each) => each.help)).toEqual([help]);
  });

  test('a file that is too large is not parsed', () => {
    expect(read('# a\n'.repeat(3_000_001)).faults).toEqual([
      'DP1014 1:1 the file has 12 million characters, more than the 12 million that are read',
    ]);
  });

  test('all syntax errors at once', () => {
    expect(read('a: @x\nb: 2\nc: "\\q"\n').faults.map((fault) => fault.slice(0, 10))).toEqual([
      'DP1001 1:4',
      'DP1001 3:5',
    ]);
  });

  test('very deep brackets do not exhaust the stack', () => {
    expect(read('['.repeat(100_000)).faults).toHaveLength(1);
    expect(read(`a: ${'{a: '.repeat(20_000)}`).faults).toHaveLength(1);
  });

  test('the other files are still read', () => {
    const { documents, diagnostics } = parse([
      { file: 'a.yaml', text: 'a: [1\n' },
      { file: 'b.yaml', text: 'b: 1\n' },
    ]);
    expect(documents.unread).toEqual(['a.yaml']);
    expect(documents.files.map(({ file }) => file)).toEqual(['b.yaml']);
    expect(diagnostics).toHaveLength(1);
  });
});
