import { describe, expect, test } from 'vitest';
import { format } from '../../../compiler/format/format.ts';
import { writtenForms } from '../../../compiler/validate/written-forms.ts';

const forms = writtenForms();
const tidy = (text: string, country = 'AU'): string => format(text, { forms, country });

describe('layout', () => {
  test('indents by two, lists below their key, and keeps one blank line', () => {
    const text = `

ring_groups:
    sales:
        members:
        - alice
        -   {extension: bob}


        otherwise:   closed

`;
    expect(tidy(text)).toBe(`ring_groups:
  sales:
    members:
      - alice
      - {extension: bob}

    otherwise: closed
`);
  });

  test('writes braces and brackets tightly, and keeps the lines of those that have several', () => {
    expect(
      tidy(`sales: { members: [ alice,{ extension : bob } ], ring: 20s ,otherwise:
   {to: x,
       label: y
  } }
`),
    ).toBe(`sales: {members: [alice, {extension: bob}], ring: 20s, otherwise:
  {to: x,
    label: y
  }}
`);
  });

  test('keeps comments at the end of lines in their column as far as there is room', () => {
    expect(
      tidy(`sip: { domain: a.example }        # the domain
sync: {service: x}                # the service
name:    acme # a name
messages: {closed: {say: Sorry.}} # grows
`),
    ).toBe(`sip: {domain: a.example}          # the domain
sync: {service: x}                # the service
name: acme # a name
messages: {closed: {say: "Sorry."}} # grows
`);
  });

  test('keeps comments on lines of their own with what they stand in', () => {
    const text = `# the top

# numbers
numbers:
  # the first
  "0255501000": a
  # at the end
# of the plan
name: acme
  # below
`;
    expect(tidy(text)).toBe(text.replace('  # below', '# below'));
  });

  test('moves texts over several lines as a whole', () => {
    expect(
      tidy(`messages:
    long:
        say: |
            One
              two

            three


        then: hangup
    folded:
        say: One
            two
    quoted: {say: "One
     two
          three\\
     four", then: hangup}
    kept:
        say: |2+
             One

`),
    ).toBe(`messages:
  long:
    say: |
      One
        two

      three

    then: hangup
  folded:
    say: "One
      two"
  quoted: {say: "One
    two
    three\\
    four", then: hangup}
  kept:
    say: |2+
         One

`);
  });

  test('knows empty values, and comments after them', () => {
    expect(tidy('a:\n# one\n\nb:\n  -\n  # two\n  - c\n# three\n')).toBe(
      'a:\n# one\n\nb:\n  -\n  # two\n  - c\n# three\n',
    );
  });

  test('keeps the kind of line ends, and takes a byte order mark away', () => {
    expect(tidy('\uFEFFname:  acme\r\n\r\n\r\ncountry: AU')).toBe('name: acme\r\n\r\ncountry: AU\r\n');
    expect(tidy('')).toBe('');
    expect(tidy('# only a comment')).toBe('# only a comment\n');
  });
});

describe('texts', () => {
  test('puts speech in double quotes, but a quotation stays in single ones', () => {
    expect(
      tidy(`messages:
  a: {say: Hello there., then: hangup}
  b: {say: 'It''s late.'}
  c: {say: 'Say "hi".'}
  d: {say: He said "hi" \\ twice}
  e: {say: {en: Hello, fr: Bonjour}}
`),
    ).toBe(`messages:
  a: {say: "Hello there.", then: hangup}
  b: {say: "It's late."}
  c: {say: 'Say "hi".'}
  d: {say: "He said \\"hi\\" \\\\ twice"}
  e: {say: {en: "Hello", fr: "Bonjour"}}
`);
  });

  test('puts times in quotes, but no word', () => {
    const text =
      'schedules:\n  office: {hours: {mon-fri: [08:30-12:30, 13:30-17:30], sat: 09:00-12:00, sun: closed}}\n';
    expect(tidy(text)).toBe(
      'schedules:\n  office: {hours: {mon-fri: ["08:30-12:30", "13:30-17:30"], sat: "09:00-12:00", sun: closed}}\n',
    );
  });

  test('leaves names, digits of extensions and what is no text as they are', () => {
    const text = `extensions:
  bob: {dial: 0201, sip_user: 1002, otherwise: "closed"}
messages:
  a: {say: true}
  b: {say: 12}
  c: {say: }
`;
    expect(tidy(text)).toBe(text.replace('say: }', 'say:}'));
  });

  test('puts telephone numbers in quotes and in the groups of the numbering plan', () => {
    expect(
      tidy(`numbers:
  +61255501000: {number: 0412345678}
  0255501001: {number: +1 4155552671}
  "02 5550 1002": a
  "12 34": b
emergency: {numbers: [000, 112], caller_id: 0255501000}
`),
    ).toBe(`numbers:
  "12 34": b
  "+61 2 5550 1000": {number: "0412 345 678"}
  "02 5550 1001": {number: "+1 415 555 2671"}
  "02 5550 1002": a
emergency: {numbers: ["000", "112"], caller_id: "02 5550 1000"}
`);
  });

  test('leaves a name where a number may stand as well', () => {
    expect(
      tidy(`tests:
  - name: Front 1
    call: {from: 0412345678, to: '*28', at: 2026-11-24 10:00, press: [silence, 1]}
    expect: {rings: [[front_1, "+61 2 55501000"]], ends: front_1, hears: we are closed}
`),
    ).toBe(`tests:
  - name: Front 1
    call: {from: "0412 345 678", to: "*28", at: "2026-11-24 10:00", press: [silence, 1]}
    expect: {rings: [[front_1, "+61 2 5550 1000"]], ends: front_1, hears: "we are closed"}
`);
  });

  test('writes blocks and ranges like their numbers', () => {
    expect(
      tidy(`numbers:
  "+61 255501200 .. +61 255501249": a
  "+612555011XX": b
`),
    ).toBe(`numbers:
  "+61 2 5550 11XX": b
  "+61 2 5550 1200..+61 2 5550 1249": a
`);
  });

  test('leaves numbers without spaces where none of the file has any, and variables', () => {
    const text = `numbers:
  "+61255501000": {number: "\${BOB}"}
  "+61255501001": {number: "0412345678"}
`;
    expect(tidy(text)).toBe(text);
  });

  test('groups national numbers only where the country is known', () => {
    expect(format('numbers: {"0255501000": {number: "+61 255501000"}}', { forms })).toBe(
      'numbers: {"0255501000": {number: "+61 2 5550 1000"}}\n',
    );
  });
});

describe('tables of numbers', () => {
  test('are sorted, with the comments above and beside their entries', () => {
    expect(
      tidy(`numbers:
  # Sales
  "+61 2 5550 1002": sales      # two
  "02 5550 1001":
    to: alice                   # one
    label: Alice
  # The main number
  "+61 2 5550 1000": main
  # the end
name: acme
`),
    ).toBe(`numbers:
  # The main number
  "+61 2 5550 1000": main
  "02 5550 1001":
    to: alice                   # one
    label: Alice
  # Sales
  "+61 2 5550 1002": sales      # two
  # the end
name: acme
`);
  });

  test('have paragraphs that are sorted each by itself', () => {
    expect(
      tidy(`numbers: # all of them
  # Sydney

  "02 5550 1002": b
  "02 5550 1001": a

  # Melbourne
  "03 5550 1002": d
  "03 5550 1001": c
`),
    ).toBe(`numbers: # all of them
  # Sydney

  "02 5550 1001": a
  "02 5550 1002": b

  "03 5550 1001": c
  # Melbourne
  "03 5550 1002": d
`);
  });

  test('other tables keep their order', () => {
    const text = 'extensions:\n  zoe: {client: zoe}\n  ann: {client: ann}\n';
    expect(tidy(text)).toBe(text);
  });
});
