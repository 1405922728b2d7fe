import { expect, test } from 'vitest';
import { mendDate, mendDays, mendSpan } from '../../../compiler/validate/mend-times.ts';

test.each([
  ['8:30-17:30', '08:30-17:30'],
  ['8.30 – 17h15', '08:30-17:15'],
  ['9-17', '09:00-17:00'],
  ['9am to 5:30pm', '09:00-17:30'],
  ['12 pm - 12 am', '12:00-00:00'],
  ['10 a.m. until 2 p.m.', '10:00-14:00'],
  ['Closed', 'closed'],
  ['24/7', '00:00-24:00'],
])('%s was probably meant as %s', (written, meant) => expect(mendSpan(written)).toBe(meant));

test.each([
  ['Monday to Friday', 'mon-fri'],
  ['Mon – Thu', 'mon-thu'],
  ['SUNDAY', 'sun'],
  ['weekend', 'sat-sun'],
  ['Weekdays', 'mon-fri'],
  ['daily', 'mon-sun'],
])('%s was probably meant as %s', (written, meant) => expect(mendDays(written)).toBe(meant));

test.each([
  ['2026-7-3', '2026-07-03'],
  ['2026/12/24', '2026-12-24'],
  ['2026-12-24T9:00 - 2026-12-26T10:00', '2026-12-24 09:00..2026-12-26 10:00'],
  ['2026-12-24 … 2026-12-26', '2026-12-24..2026-12-26'],
  ['2026-12-24...2026-12-26', '2026-12-24..2026-12-26'],
])('%s was probably meant as %s', (written, meant) => expect(mendDate(written)).toBe(meant));

test('what is long is not searched', () => {
  const long = ' '.repeat(1_000_000);
  for (const mend of [mendSpan, mendDays, mendDate]) expect(mend(`1${long}x`).length).toBeLessThan(1_000_003);
});
