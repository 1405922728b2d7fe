import { describe, expect, test } from 'vitest';
import { holidayFile, listName } from '../../../../compiler/local/holidays/holiday-file.ts';
import { written } from '../../../support/yaml.ts';

test('a file of YAML, to be reviewed', () => {
  const text = holidayFile({
    list: 'nsw',
    origin: ['Holidays of AU-NSW.', 'Data:\nsomewhere'],
    holidays: [
      { date: '2026-01-01', name: 'New Year’s Day' },
      { date: '2026-12-24', name: 'Christmas Eve', from: '14:00' },
      { date: '2026-12-25', name: 'Christmas Day' },
    ],
  });
  expect(text).toMatchInlineSnapshot(`
    "# Holidays of AU-NSW.
    # Data: somewhere
    holidays:
      nsw:
        "2026-01-01": "New Year’s Day"
        # "2026-12-24" from 14:00: Christmas Eve. A part of a day belongs to \`special_dates\` of a schedule.
        "2026-12-25": "Christmas Day"
    "
  `);
  expect(written(text).holidays.map(({ name, value }) => [name, value])).toEqual([
    ['nsw', { '2026-01-01': 'New Year’s Day', '2026-12-25': 'Christmas Day' }],
  ]);
});

test.each([
  'a: b',
  '"quoted" #1',
  "it's",
  'line\nbreak',
  'odd \u2028 \u0085 \u0007 \\',
  '*star',
  '2026',
  'no',
])('the name %j is read as it is written', (name) => {
  const text = holidayFile({ list: 'x', origin: [], holidays: [{ date: '2026-01-01', name }] });
  expect(written(text).holidays[0]?.value).toEqual({ '2026-01-01': name });
});

describe('the name of a list', () => {
  test.each([
    ['AU-NSW', 'nsw'],
    ['AU', 'au'],
    ['DE-BY-A', 'by_a'],
    ['School Terms 2027.ics', 'school_terms_2027'],
    ['calendars/feiertage.ICS', 'feiertage'],
    ['2027.ics', 'holidays'],
    ['GB-1', 'holidays'],
  ])('%s gives %s', (source, name) => expect(listName(source)).toBe(name));
});
