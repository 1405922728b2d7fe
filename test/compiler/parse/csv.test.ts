import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/parse/parse.ts';
import { check, compilePlan } from '../../support/harness.ts';

/** What a table says, and `code line:column message` of each fault. */
function read(text: string, file = 'plan/numbers.csv') {
  const sources = [
    { file: 'plan/dialplan.yaml', text: 'number_files: [numbers.csv]\n' },
    { file, text },
  ];
  const { documents, diagnostics } = parse(sources, 'plan');
  const faults = diagnostics.map((diagnostic) => {
    const start = diagnostic.origin && documents.span(diagnostic.origin)?.start;
    return `${diagnostic.code} ${start?.line}:${start?.column} ${diagnostic.message}`;
  });
  const table = documents.files.find((each) => each.file === file);
  return { numbers: table?.value?.numbers, tainted: table?.tainted, faults, documents };
}

describe('a table is what the same lines would be in YAML', () => {
  test('cells are text, empty ones say nothing, dotted columns go deeper', () => {
    const text = `number,to,label,language,status,porting_on,vars.queue,vars.brand
0412345678,"{{queue}}_queue","Sales, ""direct""",,,,sales,Acme
+61 2 5550 1001,closed,,fr,planned,,,
+61 2 5550 11XX,closed,,,porting,2026-12-01,,
+61 2 5550 1002,closed,,,,2026-12-01,,
+61 2 5550 1003,closed,,,active,2025-12-01,,
`;
    expect(read(text)).toMatchObject({
      numbers: {
        '0412345678': {
          to: '{{queue}}_queue',
          label: 'Sales, "direct"',
          vars: { queue: 'sales', brand: 'Acme' },
        },
        '+61 2 5550 1001': { to: 'closed', language: 'fr', status: 'planned' },
        '+61 2 5550 11XX': { to: 'closed', status: { porting: { on: '2026-12-01' } } },
        '+61 2 5550 1002': { to: 'closed', status: { porting: { on: '2026-12-01' } } },
        '+61 2 5550 1003': { to: 'closed', status: 'active' },
      },
      faults: [],
    });
  });

  test.each([
    ['byte order mark', '\uFEFFnumber,to\n0412345678,a\n'],
    ['CRLF', 'number,to\r\n0412345678,a\r\n'],
    ['both line ends', 'number,to\r\n0412345678,a\n'],
    ['no line end', 'number,to\n0412345678,a'],
    ['empty lines', '\n\nnumber,to\n\n,\n0412345678,a\n  \n'],
    ['spaces around', ' number , to\n 0412345678 , a \n'],
    ['everything in quotes', '"number","to"\n"0412345678","a"\n'],
    ['another order of columns', 'to,number\na,0412345678\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({ numbers: { '0412345678': { to: 'a' } }, faults: [] });
  });

  test('__proto__ is a number like any other, and no telephone number', () => {
    const files = {
      'dialplan.yaml': 'number_files: [numbers.csv]\n',
      'numbers.csv': 'number,to\n__proto__,a\n',
    };
    expect(check(files)).toContain('`__proto__` must be a telephone number');
  });
});

describe('mistakes, each in its place', () => {
  test.each([
    ['', 'DP1017 1:1 the table is empty'],
    ['\n\n', 'DP1017 1:1 the table is empty'],
    ['number;to\n1;2\n', 'DP1017 1:1 the columns are separated by `;`, and a table of a plan by commas'],
    ['number\tto\n1\t2\n', 'DP1017 1:1 the columns are separated by tabs, and a table of a plan by commas'],
    ['+61255501000,a\n', 'DP1017 1:1 the first line does not name the columns'],
    ['number,to,lable\n', 'DP1017 1:11 `lable` is not a column of a table of numbers'],
    ['number,to,\n', 'DP1017 1:11 column 3 has no name'],
    ['number,to,to\n', 'DP1017 1:11 the column `to` stands twice'],
    ['number,label\n', 'DP1017 1:1 the table has no column `to`'],
    ['Number,to\n1,a\n', 'DP1017 1:1 `Number` is not a column of a table of numbers'],
    ['number,to\n1,a,b\n', 'DP1018 2:5 the line has 3 cells, and the table has 2 columns'],
    ['number,to,label\n1,"a,b"\n', 'DP1018 2:1 the line has 2 cells, and the table has 3 columns'],
    ['number,to\n,a\n', 'DP1018 2:1 the line names no number'],
    ['number,to\n6.14E+10,a\n', 'DP1018 2:1 `6.14E+10` is no longer a telephone number'],
    ['number,to\n1,a\n\n2,b\n1,c\n', 'DP1003 5:1 the number `1` stands twice in one table'],
    ['number,to\n1,a\n2,"b\n', 'DP1016 3:3 the quote " is not closed'],
    ['number,to\n1,"a"b\n2,c\n', 'DP1016 2:3 text follows the quote that closes a cell'],
    ['number,"to\n1,a\n', 'DP1016 1:8 the quote " is not closed'],
    ['number,to\n1,caf\uFFFD\n', 'DP1013 2:6 the file holds a character that is no text (U+FFFD)'],
  ])('%j', (text, fault) => {
    expect(read(text).faults).toEqual([fault]);
  });

  test('a quote hides only its own line, and later places stay right', () => {
    const text = 'number,to,label\n1,a,"x\ny"\n2,"b"z,\n3,c,\n4,"d,\n5,e\n6,f,"ok"\n';
    const { numbers, faults, tainted } = read(text);
    expect(Object.keys(Object(numbers))).toEqual(['1', '3', '6', '2', '4', '5'].sort());
    expect(tainted).toEqual([
      ['numbers', '2'],
      ['numbers', '4'],
      ['numbers', '5'],
    ]);
    expect(faults).toEqual([
      'DP1016 4:3 text follows the quote that closes a cell',
      'DP1016 6:3 text follows the quote that closes a cell',
      'DP1018 7:1 the line has 2 cells, and the table has 3 columns',
    ]);
  });

  test('a file that is not there, and one that is only not named', () => {
    expect(read('number,to\n', 'plan/nubers.csv').faults).toEqual([
      'DP1019 1:16 the plan has no file `numbers.csv`',
    ]);
    const { documents, diagnostics } = parse([{ file: 'plan/calls.csv', text: 'a;b\n"' }], 'plan');
    expect([documents.files, diagnostics]).toEqual([[], []]);
  });

  test('a table that is too large to be read', () => {
    const sources = [
      { file: 'dialplan.yaml', text: 'number_files: [a/b.csv]\n' },
      { file: 'a/b.csv', text: '', omitted: 99_000_000 },
    ];
    const { diagnostics, documents } = parse(sources, '.');
    expect(diagnostics.map(({ code }) => code)).toEqual(['DP1014']);
    expect(documents.unread).toEqual(['a/b.csv']);
  });
});

const HEAD = `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
number_files: [numbers.csv]
messages: {closed: {say: "We are closed.", then: hangup}}
`;
const checkTable = (csv: string): string => check({ 'dialplan.yaml': HEAD, 'numbers.csv': csv });

test('later phases show the line of the table', () => {
  expect(checkTable('number,label,to\n+61255501000,"Main, line",closde\n')).toContain(
    `error[DP3001] unknown-target: \`+61255501000\` sends calls to \`closde\`, but nothing has that name
 --> plan/numbers.csv:2:27
  |
2 | +61255501000,"Main, line",closde
  |                           ^^^^^^`,
  );
});

test.each([
  ['number,to\n0255501000,\n', 'numbers.csv:2:12', 'not an empty text'],
  ['number,to\n12,closed\n', 'numbers.csv:2:1', '`12` must be a telephone number'],
  ['number,to,status\n+61255501000,closed,gone\n', 'numbers.csv:2:21', '`planned`, `active` or `ported_out`'],
  ['number,to,status\n+61255501000,closed,porting\n', 'numbers.csv:2:21', 'a date, such as'],
  ['number,to,language\n+61255501000,closed,de\n', 'numbers.csv:2:21', '`de` is no language of this plan'],
  ['number,to,site\n+61255501000,closed,albq\n', 'numbers.csv:2:21', '`site` of number'],
  ['number,to\n+61255501000,closed\n0255501000,closed\n', 'numbers.csv:3:1', 'which the plan has already'],
  ['to,number\nclosed,+6125\n', 'numbers.csv:2:8', '`+6125`'],
])('%j', (csv, place, words) => {
  const told = checkTable(csv);
  expect(told).toContain(place);
  expect(told).toContain(words);
  expect(told).toContain('1 problem (1 error)');
});

test('what stands in a line that is wrong is not told to be missing', () => {
  const yaml = `${HEAD}environments: {dev: {numbers: {"+61 2 5550 9000": "+61 2 5550 1000"}}}\n`;
  const told = check({ 'dialplan.yaml': yaml, 'numbers.csv': 'number,to\n+61255501000,closed,x\n' });
  expect(told).toContain('1 problem (1 error)');
});

test('no text of a table makes us fall over', () => {
  const text = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom(
          'number',
          'to',
          ',',
          '"',
          '\n',
          '\r\n',
          '0412345678',
          'closed',
          ' ',
          '11XX',
          ';',
          '..',
        ),
      )
      .map((parts) => `number,to,label\n${parts.join('')}`),
  );
  fc.assert(
    fc.property(text, (csv) => {
      const { diagnostics, locator } = compilePlan({ 'dialplan.yaml': HEAD, 'numbers.csv': csv });
      const lines = csv.split('\n').length;
      for (const { origin } of diagnostics) {
        const span = origin && locator.span(origin);
        if (origin?.file.endsWith('.csv')) expect(span?.start.line).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 300 },
  );
});
