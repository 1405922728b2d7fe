import { describe, expect, test } from 'vitest';
import { holidaysOfCalendar } from '../../../../compiler/local/holidays/icalendar.ts';

/** A calendar with some events, each its lines. */
const calendar = (...events: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.map((each) => `BEGIN:VEVENT\n${each}\nEND:VEVENT`),
    'END:VCALENDAR',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');

/** The holidays of two years, one a line. */
async function read(text: string, first = 2026, last = 2027): Promise<readonly string[]> {
  const found = await holidaysOfCalendar(text, { first, last });
  return found.ok
    ? found.holidays.map(({ date, name, from }) => `${date}${from === undefined ? '' : ` ${from}`} ${name}`)
    : [found.message];
}

describe('events of a calendar', () => {
  test('whole days, by date, only in the years that are asked for', async () => {
    const text = calendar(
      'UID:2\nDTSTART;VALUE=DATE:20270101\nSUMMARY:New Year’s Day',
      'UID:1\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226\nSUMMARY:Christmas\\, at home',
      'UID:3\nDTSTART;VALUE=DATE:20251225\nSUMMARY:Christmas',
    );
    expect(await read(text)).toEqual(['2026-12-25 Christmas, at home', '2027-01-01 New Year’s Day']);
  });

  test('several days, whose end is exclusive', async () => {
    const text = calendar('UID:1\nDTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102\nSUMMARY:Shut');
    expect(await read(text)).toEqual(['2026-12-30 Shut', '2026-12-31 Shut', '2027-01-01 Shut']);
    expect(await read(text, 2027, 2027)).toEqual(['2027-01-01 Shut']);
  });

  test('repeated ones, less those that are taken out, cancelled or moved', async () => {
    const text = calendar(
      'UID:1\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271225\nSUMMARY:Christmas',
      'UID:2\nDTSTART;VALUE=DATE:20200126\nRRULE:FREQ=YEARLY\nSUMMARY:Founder’s Day',
      'UID:2\nRECURRENCE-ID;VALUE=DATE:20270126\nDTSTART;VALUE=DATE:20270127\nSUMMARY:Founder’s Day (moved)',
      'UID:3\nDTSTART;VALUE=DATE:20260601\nSTATUS:CANCELLED\nSUMMARY:Never',
    );
    expect(await read(text)).toEqual([
      '2026-01-26 Founder’s Day',
      '2026-12-25 Christmas',
      '2027-01-27 Founder’s Day (moved)',
    ]);
  });

  test('from midnight to midnight is a day; a part of a day is told apart', async () => {
    const text = calendar(
      'UID:1\nDTSTART;TZID=Europe/Madrid:20260328T000000\nDTEND;TZID=Europe/Madrid:20260330T000000\nSUMMARY:Fiesta',
      'UID:2\nDTSTART:20261224T130000\nDTEND:20261224T180000\nSUMMARY:Christmas Eve',
    );
    expect(await read(text)).toEqual([
      '2026-03-28 Fiesta',
      '2026-03-29 Fiesta',
      '2026-12-24 13:00 Christmas Eve',
    ]);
  });

  test('one line for a date; an event without name', async () => {
    const text = calendar(
      'UID:1\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day',
      'UID:2\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day',
      'UID:3\nDTSTART;VALUE=DATE:20261225',
    );
    expect(await read(text)).toEqual(['2026-12-25 Christmas Day, Holiday']);
  });

  test('several calendars in one file', async () => {
    const day = (date: string) => calendar(`UID:${date}\nDTSTART;VALUE=DATE:${date}\nSUMMARY:Day`);
    expect(await read(`${day('20260101')}\r\n${day('20260102')}`)).toEqual([
      '2026-01-01 Day',
      '2026-01-02 Day',
    ]);
  });
});

test.each([
  ['nothing', ''],
  ['no calendar', 'hello'],
  ['a page', '<html><body>Please sign in</body></html>'],
  ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\n'],
  ['an event without date', calendar('UID:1\nSUMMARY:Some day')],
  ['a date that is none', calendar('UID:1\nDTSTART;VALUE=DATE:x\nSUMMARY:Some day')],
  [
    'an event that repeats every second',
    calendar('UID:1\nDTSTART:20200101T000000\nRRULE:FREQ=SECONDLY\nSUMMARY:x'),
  ],
])('%s is refused in words, or gives nothing', async (_, text) => {
  const found = await holidaysOfCalendar(text, { first: 2026, last: 2027 });
  if (found.ok) expect(found.holidays).toEqual([]);
  else expect(found.message).toMatch(/^it is not an iCalendar file: /);
});
