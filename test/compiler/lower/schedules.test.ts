import { expect, test } from 'vitest';
import { readSchedule } from '../../../runtime/schedule.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';

const PLAN = `${HEAD}schedules:
  office:
    hours: {mon-thu: ["08:30-12:00", "13:00-17:30"], fri: "18:00-02:00", sat-sun: closed}
    holidays: [nsw, office]
    special_dates:
      "2026-12-23": "08:30-12:00"
      "2026-12-24 12:00..2026-12-29 08:30": holiday
      "2026-12-30..2026-12-31": closed
  perth: {timezone: Australia/Perth, hours: {mon-sun: "00:00-24:00"}}
holidays:
  office: {"2026-12-24": Party, "2026-12-25": Second name}
  nsw: {"2026-12-28": Boxing Day (observed), "2026-12-25": Christmas Day}
`;

test('a schedule as it runs, its holidays in it: by date, under the name of the list that is named first', () => {
  const { program, diagnostics } = compilePlan(PLAN);
  expect(diagnostics).toEqual([]);
  const long = [
    { from: 510, to: 720 },
    { from: 780, to: 1050 },
  ];
  expect(program?.schedules).toEqual({
    'schedule:office': {
      timezone: 'Australia/Sydney',
      week: [long, long, long, long, [{ from: 1080, to: 1560 }], [], []],
      special: [
        { on: '2026-12-23', is: [{ from: 510, to: 720 }] },
        { on: '2026-12-24 12:00..2026-12-29 08:30', is: 'holiday' },
        { on: '2026-12-30..2026-12-31', is: 'closed' },
      ],
      holidays: {
        '2026-12-24': 'Party',
        '2026-12-25': 'Christmas Day',
        '2026-12-28': 'Boxing Day (observed)',
      },
    },
    'schedule:perth': {
      timezone: 'Australia/Perth',
      week: Array(7).fill([{ from: 0, to: 1440 }]),
      special: [],
      holidays: {},
    },
  });
  expect(Object.keys(program?.schedules['schedule:office']?.holidays ?? {})).toEqual([
    '2026-12-24',
    '2026-12-25',
    '2026-12-28',
  ]);
});

test('what is lowered is what the runtime reads', () => {
  for (const schedule of Object.values(compilePlan(PLAN).program?.schedules ?? {})) {
    expect(readSchedule(JSON.parse(JSON.stringify(schedule)))).toEqual(schedule);
  }
});
