import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, workplace } from './run-main.ts';

let place: ReturnType<typeof workplace>;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.away());

const dialplan = (...args: string[]) => run(place.cwd, args);
const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(place.cwd, file)), { recursive: true });
  writeFileSync(join(place.cwd, file), text);
};

/** The part of date-holidays that is used, with a few days: what version 3.37.0 answers for them. */
const LIBRARY = `
module.exports = class {
  constructor(...place) { this.place = place.filter(Boolean).join('-'); }
  getCountries() { return { AU: 'Australia', SG: 'Singapore' }; }
  getStates(country) { return country === 'AU' ? { NSW: 'New South Wales', VIC: 'Victoria' } : undefined; }
  getRegions() { return undefined; }
  getHolidays(year, language) {
    const day = (date, type, name, zone = '+10:00', days = 1) => {
      const start = new Date(date.slice(0, 10) + 'T00:00:00' + zone);
      return { date, type, name, start, end: new Date(start.getTime() + days * 86_400_000) };
    };
    return [
      day(year + '-01-01 00:00:00', 'public', language === 'fr' ? 'Nouvel an' : "New Year's Day"),
      day(year + '-05-10 00:00:00', 'observance', "Mother's Day"),
      day(year + '-05-27 00:00:00 -0600', 'public', 'Hari Raya Haji', '-06:00'),
      day(year + '-08-03 00:00:00', 'bank', 'Bank Holiday'),
      day(year + '-12-24 14:00:00', 'public', 'Christmas Eve'),
      day(year + '-12-25 00:00:00', 'public', 'Christmas in ' + this.place, '+10:00', 2),
    ];
  }
};`;
const install = (): void => {
  put(
    'node_modules/date-holidays/package.json',
    '{"name": "date-holidays", "version": "3.37.0", "main": "index.js"}',
  );
  put('node_modules/date-holidays/index.js', LIBRARY);
};

describe('holidays import of a region', () => {
  it('says what to install when the package is missing', async () => {
    const { exit, out, err } = await dialplan('holidays', 'import', 'AU-NSW');
    expect([exit, out]).toEqual([3, '']);
    expect(err).toContain('error[DP8028] no-holiday-library: the package date-holidays is not installed');
    expect(err).toContain('npm install --save-dev date-holidays@3');
  });

  it('prints a dated list, with what the licence asks for', async () => {
    install();
    const { exit, out, err } = await dialplan('holidays', 'import', 'au-nsw', '--years', '2027');
    expect(exit).toBe(0);
    expect(
      out,
    ).toBe(`# Holidays of AU-NSW, made by \`dialplan holidays import\`. Review them: they decide when you are closed.
# Data: date-holidays 3.37.0 (https://github.com/commenthol/date-holidays), after Wikipedia, CC-BY-3.0 (the package's LICENSE: CC BY-SA 3.0). Keep this line.
holidays:
  nsw:
    "2027-01-01": "New Year's Day"
    "2027-05-27": "Hari Raya Haji"
    # "2027-12-24" from 14:00: Christmas Eve. A part of a day belongs to \`special_dates\` of a schedule.
    "2027-12-25": "Christmas in AU-NSW"
    "2027-12-26": "Christmas in AU-NSW"
`);
    expect(err).toBe(
      'nsw: 4 holidays, 2027; review them, and name the list in a schedule: `holidays: [nsw]`\n',
    );
  });

  it('takes this year and the next, other types, another language and name', async () => {
    install();
    const args = ['--include', 'bank', '--language', 'fr', '--list', 'shop', '--format', 'json'];
    const { out } = await dialplan('holidays', 'import', 'AU', ...args);
    const { list, holidays } = JSON.parse(out);
    expect(list).toBe('shop');
    expect(holidays).toContainEqual({ date: '2026-01-01', name: 'Nouvel an' });
    expect(holidays).toContainEqual({ date: '2027-08-03', name: 'Bank Holiday' });
    expect(holidays).toContainEqual({ date: '2027-12-24', name: 'Christmas Eve', from: '14:00' });
  });

  it('writes a file that the plan uses at once, and not over another', async () => {
    install();
    const file = 'acme/holidays/nsw.yaml';
    const first = await dialplan('holidays', 'import', 'AU-NSW', '--years', '2026-2027', '--output', file);
    expect([first.exit, first.out]).toEqual([0, '']);
    expect(first.err).toContain(`${file}: 8 holidays, 2026 to 2027`);
    const text = readFileSync(join(place.cwd, file), 'utf8');
    expect(text).toContain('"2026-12-25": "Christmas in AU-NSW"');
    const again = await dialplan('holidays', 'import', 'AU-NSW', '--years', '2027', '--output', file);
    expect(again.exit).toBe(5);
    expect(again.err).toContain('error[DP8006]');
    expect(readFileSync(join(place.cwd, file), 'utf8')).toBe(text);
    await dialplan('holidays', 'import', 'AU-NSW', '--years', '2027', '--output', file, '--overwrite');
    expect(readFileSync(join(place.cwd, file), 'utf8')).not.toContain('2026');
  });

  it('knows no part of a country that is not there, and says which are', async () => {
    install();
    const wrong = {
      'AU-NWS': '`AU-NSW` (New South Wales)',
      'AU-X': '`AU-NSW` (New South Wales), `AU-VIC` (Victoria)',
      'SG-01': 'it knows no parts of `SG`; leave the part out',
      XX: '`AU` (Australia)',
    };
    for (const [region, help] of Object.entries(wrong)) {
      const { exit, err } = await dialplan('holidays', 'import', region);
      expect([region, exit]).toEqual([region, 3]);
      expect(err).toContain(
        `error[DP8029] no-holidays: \`${region}\` gives no holidays: date-holidays does not know`,
      );
      expect(err).toContain(help);
    }
  });
});

describe('holidays import of a calendar', () => {
  const event =
    'BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270106\nSUMMARY:Break\nEND:VEVENT';

  it('takes the events of whole days', async () => {
    put('School Terms.ics', `BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR\n`);
    const { exit, out } = await dialplan('holidays', 'import', 'School Terms.ics');
    expect(exit).toBe(0);
    expect(
      out,
    ).toBe(`# Holidays of School Terms.ics, made by \`dialplan holidays import\`. Review them: they decide when you are closed.
holidays:
  school_terms:
    "2027-01-04": "Break"
    "2027-01-05": "Break"
`);
  });

  it('says why when it cannot', async () => {
    put('page.ics', '<html>sign in</html>');
    put('empty.ics', `BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR\n`);
    const none = await dialplan('holidays', 'import', 'none.ics');
    expect([none.exit, none.err]).toEqual([3, expect.stringContaining('error[DP8004]')]);
    const page = await dialplan('holidays', 'import', 'page.ics');
    expect([page.exit, page.err]).toEqual([3, expect.stringContaining('it is not an iCalendar file')]);
    const empty = await dialplan('holidays', 'import', 'empty.ics', '--years', '2030');
    expect([empty.exit, empty.err]).toEqual([
      3,
      expect.stringContaining('gives no holidays from 2030 to 2030'),
    ]);
    for (const { err } of [none, page, empty]) expect(err).not.toMatch(/\n\s+at /);
  });
});

it('refuses wrong usage with 2', async () => {
  const wrong = [
    ['holidays'],
    ['holidays', 'import'],
    ['holidays', 'export', 'AU'],
    ['holidays', 'import', 'AU', '--years', '2027-2020'],
    ['holidays', 'import', 'AU', '--years', '27'],
    ['holidays', 'import', 'AU', '--years', '2000-2100'],
    ['holidays', 'import', 'AU', '--list', 'N.S.W.'],
  ];
  for (const args of wrong) expect([args, (await dialplan(...args)).exit]).toEqual([args, 2]);
});
