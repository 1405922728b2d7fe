import { describe, expect, test } from 'vitest';
import { allPhases } from '../../support/harness.ts';
import { check, checkInFull } from '../../support/yaml.ts';

/** What is said of one schedule, each fault on a line. */
const said = (schedule: string, more = ''): readonly string[] =>
  check(`schedules:\n  office: ${schedule}\n${more}`, allPhases);

const WEEK = 'hours: {mon-fri: "08:30-17:30", sat-sun: closed}';

describe('days of the week', () => {
  test.each([
    [
      'one by one',
      '{hours: {mon: closed, tue: closed, wed: closed, thu: closed, fri: closed, sat: closed, sun: closed}}',
    ],
    ['ranges that go round the end of the week', '{hours: {tue-fri: "08:30-17:30", sat-mon: closed}}'],
    [
      'lists of spans, over midnight, to the end of the day',
      '{hours: {mon-sat: ["08:30-12:00", "18:00-02:00"], sun: "10:00-24:00"}}',
    ],
    ['times that need no quotes', '{hours: {mon-fri: 08:30 - 17:30, sat-sun: closed}}'],
  ])('%s', (_, schedule) => expect(said(schedule)).toEqual([]));

  test('a day that is missing', () => {
    expect(
      checkInFull(
        'schedules:\n  office: {hours: {mon-tue: "08:30-17:30", thu: closed, sat: closed}}\n',
        allPhases,
      ),
    ).toMatchInlineSnapshot(`
      "error[DP3020] day-missing: schedule \`office\` says nothing about wed, fri and sun
       --> plan/example.yaml:2:12
        |
      2 |   office: {hours: {mon-tue: "08:30-17:30", thu: closed, sat: closed}}
        |            ^^^^^ 3 days are missing
      why:  on a day that is forgotten callers would find you open or closed by accident
      help: add \`wed: closed\`, \`fri: closed\` and \`sun: closed\`, or their hours
      more: dialplan explain DP3020

      1 problem (1 error) in 2 files
      "
    `);
    expect(said('{hours: {}}')).toMatchInlineSnapshot(`
      [
        "DP3020 example.yaml:2:12 schedule \`office\` says nothing about mon, tue, wed, thu, fri, sat and sun",
      ]
    `);
  });

  test('a day that has hours twice', () => {
    expect(
      said('{hours: {mon-fri: "08:30-17:30", sat-sun: closed, sun: "09:00-12:00"}}'),
    ).toMatchInlineSnapshot(`
      [
        "DP3021 example.yaml:2:61 sun of schedule \`office\` has hours twice, by \`sat-sun\` and by \`sun\`",
      ]
    `);
    expect(said('{hours: {mon-sun: "08:30-17:30", sat-sun: closed}}')).toMatchInlineSnapshot(`
      [
        "DP3021 example.yaml:2:44 sat and sun of schedule \`office\` have hours twice, by \`mon-sun\` and by \`sat-sun\`",
      ]
    `);
  });

  test('words that are no days and no times, with what was probably meant', () => {
    const wrong = [
      '{hours: {Monday to Friday: "08:30-17:30", sat-sun: closed}}',
      '{hours: {weekdays: "08:30-17:30", sat-sun: closed}}',
      '{hours: {mon-fri: "8.30am – 5pm", sat-sun: shut}}',
      '{hours: {mon-fri: ["9-12", "13:00-25:00"], sat-sun: closed}}',
      '{hours: {mon-fri: 8, sat-sun: []}}',
    ];
    const shown = wrong.flatMap((schedule) => said(schedule));
    expect(shown).toMatchInlineSnapshot(`
      [
        "DP2006 example.yaml:2:20 \`Monday to Friday\` must be a weekday such as \`sat\`, or a range such as \`mon-fri\`",
        "DP2006 example.yaml:2:20 \`weekdays\` must be a weekday such as \`sat\`, or a range such as \`mon-fri\`",
        "DP2006 example.yaml:2:29 \`mon-fri\` of \`hours\` of schedule \`office\` must be a span such as \`08:30-17:30\`, a list of spans, or \`closed\`, not \`8.30am – 5pm\`",
        "DP2006 example.yaml:2:54 \`sat-sun\` of \`hours\` of schedule \`office\` must be a span such as \`08:30-17:30\`, a list of spans, or \`closed\`, not \`shut\`",
        "DP2006 example.yaml:2:30 item 1 of \`mon-fri\` of \`hours\` of schedule \`office\` must be a span of times such as \`08:30-17:30\`, not \`9-12\`",
        "DP2006 example.yaml:2:38 item 2 of \`mon-fri\` of \`hours\` of schedule \`office\` must be a span of times such as \`08:30-17:30\`, not \`13:00-25:00\`",
        "DP2004 example.yaml:2:29 \`mon-fri\` of \`hours\` of schedule \`office\` must be a span such as \`08:30-17:30\`, a list of spans, or \`closed\`, not the number 8",
        "DP2007 example.yaml:2:41 \`sat-sun\` of \`hours\` of schedule \`office\` is an empty list",
      ]
    `);
    expect(checkInFull(`schedules:\n  office: ${wrong[2]}\n`, allPhases)).toContain(
      'help: write `08:30-17:00`',
    );
    expect(checkInFull(`schedules:\n  office: ${wrong[0]}\n`, allPhases)).toContain('help: write `mon-fri`');
  });

  test('a span without length', () => {
    expect(said('{hours: {mon-sun: "08:00-08:00"}}')).toMatchInlineSnapshot(`
      [
        "DP3025 example.yaml:2:29 \`08:00-08:00\` begins and ends at the same time",
      ]
    `);
  });
});

describe('special dates', () => {
  const special = (dates: string) => said(`{${WEEK}, special_dates: {${dates}}}`);

  test('dates, several days, ranges of time', () => {
    expect(
      special(
        '"2026-12-23": "08:30-12:00", 2026-12-28..2026-12-31: ["10:00-12:00"], "2026-12-24 12:00..2026-12-26 24:00": holiday',
      ),
    ).toEqual([]);
  });

  test('dates that no calendar has', () => {
    expect(
      special(
        '"2026-06-31": closed, "2027-02-29": closed, "2026-13-01..2027-01-01": closed, "2028-02-29": closed',
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP3023 example.yaml:2:78 \`2026-06-31\` is no date: June has 30 days",
        "DP3023 example.yaml:2:100 \`2027-02-29\` is no date: February 2027 has 28 days",
        "DP3023 example.yaml:2:122 \`2026-13-01\` is no date: there is no month 13",
      ]
    `);
  });

  test('dates in another form, with what was probably meant', () => {
    expect(
      special(
        '"2026-7-3": closed, "2026/12/24": closed, "Christmas": closed, "2026-12-24..2026-12-26 08:00": closed',
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP2006 example.yaml:2:78 \`2026-7-3\` must be a date such as \`2026-12-23\`, days such as \`2026-12-23..2026-12-26\`, or a time such as \`2026-12-24 12:00..2026-12-29 08:30\`",
        "DP2006 example.yaml:2:98 \`2026/12/24\` must be a date such as \`2026-12-23\`, days such as \`2026-12-23..2026-12-26\`, or a time such as \`2026-12-24 12:00..2026-12-29 08:30\`",
        "DP2006 example.yaml:2:120 \`Christmas\` must be a date such as \`2026-12-23\`, days such as \`2026-12-23..2026-12-26\`, or a time such as \`2026-12-24 12:00..2026-12-29 08:30\`",
        "DP2006 example.yaml:2:141 \`2026-12-24..2026-12-26 08:00\` must be a date such as \`2026-12-23\`, days such as \`2026-12-23..2026-12-26\`, or a time such as \`2026-12-24 12:00..2026-12-29 08:30\`",
      ]
    `);
    const help = (date: string) =>
      /help: (.*)/.exec(
        checkInFull(`schedules:\n  office: {${WEEK}, special_dates: {"${date}": closed}}\n`, allPhases),
      )?.[1];
    expect(help('2026-7-3')).toBe('write `2026-07-03`');
    expect(help('2026-12-24T9:00 - 2026-12-26T10:00')).toBe('write `2026-12-24 09:00..2026-12-26 10:00`');
    expect(help('2026-12-24 to 2026-12-26')).toBe('write `2026-12-24..2026-12-26`');
  });

  test('ranges backwards or without length', () => {
    expect(
      special('"2026-12-26..2026-12-24": closed, "2026-12-24 12:00..2026-12-24 12:00": closed'),
    ).toMatchInlineSnapshot(`
      [
        "DP3024 example.yaml:2:78 \`2026-12-26..2026-12-24\` ends before it begins",
        "DP3024 example.yaml:2:112 \`2026-12-24 12:00..2026-12-24 12:00\` has no length",
      ]
    `);
  });
});

describe('holidays', () => {
  const NSW = 'holidays:\n  nsw: {"2026-12-25": Christmas Day, "2026-02-30": Never}\n';

  test('a list that does not exist, and a date that does not', () => {
    expect(said(`{${WEEK}, holidays: [nsw, nws]}`, NSW)).toMatchInlineSnapshot(`
      [
        "DP3022 example.yaml:2:78 schedule \`office\` names the list \`nws\`, but \`holidays\` has no such list",
        "DP3023 example.yaml:4:38 \`2026-02-30\` is no date: February 2026 has 28 days",
      ]
    `);
    expect(checkInFull(`schedules:\n  office: {${WEEK}, holidays: [nsww]}\n${NSW}`, allPhases)).toContain(
      'help: did you mean `nsw`?',
    );
  });

  test('a list that is wrong is not unknown', () => {
    expect(
      said(`{${WEEK}, holidays: [nsw]}`, 'holidays:\n  nsw: {25 December: Christmas Day}\n'),
    ).toMatchInlineSnapshot(`
      [
        "DP2006 example.yaml:4:9 \`25 December\` must be a date such as \`2026-12-25\`",
      ]
    `);
    expect(
      said(`{${WEEK}, holidays: [nsw]}`, 'holidays:\n  nsw: {"2026-12-25": 1}\n'),
    ).toMatchInlineSnapshot(`
      [
        "DP2004 example.yaml:4:23 \`2026-12-25\` of list of holidays \`nsw\` must be the name of the holiday, such as \`Christmas Day\`, not the number 1",
      ]
    `);
  });

  test('a list stands in any file', () => {
    const files = {
      'plan.yaml': `schedules:\n  office: {${WEEK}, holidays: [nsw]}\n`,
      'holidays/nsw.yaml': 'holidays:\n  nsw: {"2026-12-25": Christmas Day}\n',
    };
    expect(check(files, allPhases)).toEqual([]);
  });
});

describe('time zone and validity', () => {
  test('of its own', () => {
    expect(said(`{${WEEK}, timezone: Australia/Perth, valid_until: 2027-12-31}`)).toEqual([]);
  });

  test('that do not exist', () => {
    expect(said(`{${WEEK}, timezone: Australia/Sidney, valid_until: 2027-11-31}`)).toMatchInlineSnapshot(`
      [
        "DP3019 example.yaml:2:72 \`Australia/Sidney\` is no time zone",
        "DP3023 example.yaml:2:103 \`2027-11-31\` is no date: November has 30 days",
      ]
    `);
    expect(checkInFull(`schedules:\n  office: {${WEEK}, timezone: Australia/Sidney}\n`, allPhases)).toContain(
      'help: did you mean `Australia/Sydney`',
    );
  });
});

test('variables stand for hours, lists, zones and dates, and are checked once they are replaced', () => {
  const plan = (vars: string) => `environments: {prod: {vars: {${vars}}}}
schedules:
  office: {hours: {mon-fri: "\${HOURS}", sat-sun: closed}, holidays: ["\${LIST}"], timezone: "\${ZONE}", valid_until: "\${END}"}
holidays:
  nsw: {"2026-12-25": Christmas Day}
`;
  const good = 'HOURS: "08:30-17:30", LIST: nsw, ZONE: Australia/Perth, END: 2026-12-31';
  expect(check(plan(good), allPhases)).toEqual([]);
  expect(check(plan('HOURS: always, LIST: nws, ZONE: Perth, END: never'), allPhases)).toMatchInlineSnapshot(`
    [
      "DP3012 example.yaml:3:29 \`always\` does not fit here: expected a span such as \`08:30-17:30\`, or \`closed\`",
      "DP3022 example.yaml:3:70 schedule \`office\` names the list \`nws\`, but \`holidays\` has no such list",
      "DP3019 example.yaml:3:92 \`Perth\` is no time zone",
      "DP3012 example.yaml:3:116 \`never\` does not fit here: expected a date such as \`2027-12-31\`",
    ]
  `);
  expect(check(plan(''), allPhases)).toMatchInlineSnapshot(`
    [
      "DP3006 example.yaml:3:29 the variable \`HOURS\` has no value",
      "DP3006 example.yaml:3:70 the variable \`LIST\` has no value",
      "DP3006 example.yaml:3:92 the variable \`ZONE\` has no value",
      "DP3006 example.yaml:3:116 the variable \`END\` has no value",
    ]
  `);
});
