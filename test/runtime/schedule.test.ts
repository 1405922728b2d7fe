import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextChange,
  readSchedule,
  ruling,
  type Schedule,
  type ScheduleState,
} from '../../runtime/schedule.ts';
import { spanOf, spanText } from '../../runtime/schedule-item.ts';
import { clockChanges, instantsOf, type OracleSchedule, oracle } from '../support/schedule-oracle.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const NO_HOURS: OracleSchedule['week'] = [[], [], [], [], [], [], []];
const WEEKDAYS_8_TO_17: OracleSchedule['week'] = [...Array(5).fill(['08:00-17:00']), [], []];

/** A schedule in the words of a plan, as the program has it. */
function scheduleOf({ timezone, week, special, holidays }: OracleSchedule): Schedule {
  const spans = (hours: readonly string[]) => hours.map((text) => spanOf(text) ?? { from: 0, to: 0 });
  return {
    timezone,
    week: week.map(spans),
    special: Object.entries(special).map(([on, is]) => ({ on, is: typeof is === 'string' ? is : spans(is) })),
    holidays,
  };
}

const plan = (words: Partial<OracleSchedule>): Schedule =>
  scheduleOf({ timezone: 'Australia/Sydney', week: NO_HOURS, special: {}, holidays: {}, ...words });

/** What a schedule says when its clocks show a time, in one line. */
function at(schedule: Schedule, local: string): string {
  const [instant] = instantsOf(schedule.timezone, local);
  const { state, because } = ruling(schedule, instant);
  return `${state}: ${because}`;
}

/** The next change as clocks show it. */
function changeAfter(schedule: Schedule, local: string, wanted?: ScheduleState): string {
  const [instant] = instantsOf(schedule.timezone, local);
  const found = nextChange(schedule, instant, wanted);
  return found === undefined ? 'none' : ruling(schedule, found).local;
}

describe('Thanksgiving closure wins over the normal week', () => {
  const office = plan({
    timezone: 'America/New_York',
    week: WEEKDAYS_8_TO_17,
    special: { '2026-11-25 17:01..2026-11-28 08:00': 'holiday' },
    holidays: { '2026-11-26': 'Thanksgiving Day' },
  });
  const range = 'special date 2026-11-25 17:01..2026-11-28 08:00';
  test.each([
    ['2026-11-25 16:59', 'open: weekly hours wed 08:00-17:00'],
    ['2026-11-25 17:00', 'closed: weekly hours wed 08:00-17:00'],
    ['2026-11-25 17:01', `holiday: ${range}`],
    ['2026-11-26 10:00', `holiday: ${range}`],
    ['2026-11-27 10:00', `holiday: ${range}`],
    ['2026-11-28 07:59', `holiday: ${range}`],
    ['2026-11-28 08:00', 'closed: weekly hours sat closed'],
    ['2026-11-30 08:00', 'open: weekly hours mon 08:00-17:00'],
  ])('%s', (local, said) => expect(at(office, local)).toBe(said));

  test('the next opening is the Monday after it', () => {
    expect(changeAfter(office, '2026-11-25 17:01', 'open')).toBe('2026-11-30 08:00 (Mon)');
    expect(changeAfter(office, '2026-11-24 12:00', 'open')).toBe('2026-11-25 08:00 (Wed)');
    expect(changeAfter(office, '2026-11-24 12:00')).toBe('2026-11-24 17:00 (Tue)');
  });
});

describe('spans', () => {
  test('end exclusive, and 24:00 is the end of the day', () => {
    const late = plan({ week: [['18:00-24:00'], ...Array(6).fill([])] });
    expect(at(late, '2026-11-23 17:59')).toMatch(/^closed/);
    expect(at(late, '2026-11-23 18:00')).toMatch(/^open/);
    expect(at(late, '2026-11-23 23:59')).toBe('open: weekly hours mon 18:00-24:00');
    expect(at(late, '2026-11-24 00:00')).toBe('closed: weekly hours tue closed');
    expect(changeAfter(late, '2026-11-23 20:00')).toBe('2026-11-24 00:00 (Tue)');
  });

  test('around the clock never changes', () => {
    const always = plan({ week: Array(7).fill(['00:00-24:00']) });
    expect(at(always, '2026-11-24 00:00')).toMatch(/^open/);
    expect(nextChange(always, Date.UTC(2026, 10, 24))).toBeUndefined();
    expect(nextChange(always, Date.UTC(2026, 10, 24), 'open')).toBeUndefined();
  });

  const bar = plan({
    week: [[], [], [], [], ['18:00-02:00'], ['18:00-02:00'], []],
    holidays: { '2026-12-26': 'Boxing Day' },
    special: { '2026-11-27': 'closed', '2026-12-05': ['20:00-23:00'] },
  });
  test.each([
    ['over midnight into Saturday', '2026-11-21 01:59', 'open: weekly hours fri 18:00-02:00'],
    ['its end', '2026-11-21 02:00', 'closed: weekly hours sat 18:00-02:00'],
    ['into a holiday: the night is Friday’s', '2026-12-26 01:00', 'open: weekly hours fri 18:00-02:00'],
    ['then the holiday', '2026-12-26 02:00', 'holiday: holiday Boxing Day'],
    ['the evening of the holiday', '2026-12-26 19:00', 'holiday: holiday Boxing Day'],
    ['the night after the holiday has none', '2026-12-27 01:00', 'closed: weekly hours sun closed'],
    ['a closed Friday has no night', '2026-11-28 01:00', 'closed: weekly hours sat 18:00-02:00'],
    ['Friday’s night into a special Saturday', '2026-12-05 01:00', 'open: weekly hours fri 18:00-02:00'],
    ['the special Saturday', '2026-12-05 19:00', 'closed: special date 2026-12-05'],
    ['has no night either', '2026-12-06 01:00', 'closed: weekly hours sun closed'],
  ])('%s', (_, local, said) => expect(at(bar, local)).toBe(said));
});

describe('special dates', () => {
  const office = plan({
    week: WEEKDAYS_8_TO_17,
    holidays: { '2026-12-25': 'Christmas Day', '2026-12-28': 'Boxing Day (observed)' },
    special: {
      '2026-12-21..2027-01-03': ['10:00-12:00'],
      '2026-12-23': ['08:30-12:00'],
      '2026-12-24 12:00..2026-12-29 08:30': 'holiday',
      '2026-12-28': ['09:00-10:00'],
      '2026-12-28 09:30..2026-12-28 09:40': 'closed',
    },
  });
  test.each([
    ['several days', '2026-12-22 10:30', 'open: special date 2026-12-21..2027-01-03'],
    ['  the last is included', '2027-01-03 11:59', 'open: special date 2026-12-21..2027-01-03'],
    ['  the next is not', '2027-01-04 11:59', 'open: weekly hours mon 08:00-17:00'],
    ['one day wins over several', '2026-12-23 09:00', 'open: special date 2026-12-23'],
    ['a range begins', '2026-12-24 12:00', 'holiday: special date 2026-12-24 12:00..2026-12-29 08:30'],
    ['before it the longer one', '2026-12-24 11:59', 'open: special date 2026-12-21..2027-01-03'],
    [
      'a range wins over a holiday',
      '2026-12-25 10:00',
      'holiday: special date 2026-12-24 12:00..2026-12-29 08:30',
    ],
    ['a date wins over the longer range', '2026-12-28 09:10', 'open: special date 2026-12-28'],
    ['  all day', '2026-12-28 20:00', 'closed: special date 2026-12-28'],
    [
      'minutes win over their day',
      '2026-12-28 09:35',
      'closed: special date 2026-12-28 09:30..2026-12-28 09:40',
    ],
    ['the range ends', '2026-12-29 08:30', 'closed: special date 2026-12-21..2027-01-03'],
  ])('%s', (_, local, said) => expect(at(office, local)).toBe(said));

  test('hours of a range hold on the days on which it has begun, and never outside it', () => {
    const fair = plan({ special: { '2026-12-24 12:00..2026-12-26 01:00': ['22:00-02:00'] } });
    expect(at(fair, '2026-12-24 01:00')).toMatch(/^closed: weekly/);
    expect(at(fair, '2026-12-24 13:00')).toMatch(/^closed: special/);
    expect(at(fair, '2026-12-25 01:59')).toMatch(/^open: special/);
    expect(at(fair, '2026-12-26 00:59')).toMatch(/^open: special/);
    expect(at(fair, '2026-12-26 01:00')).toMatch(/^closed: weekly/);
    const fromMidnight = plan({ special: { '2026-12-24 00:00..2026-12-26 00:00': ['22:00-02:00'] } });
    expect(at(fromMidnight, '2026-12-24 01:00')).toMatch(/^closed: special/);
  });
});

describe('nights on which clocks are changed', () => {
  // Sydney 2026: 4 October 02:00 becomes 03:00; 5 April 03:00 becomes 02:00.
  const nightly = plan({ week: [...Array(6).fill([]), ['02:15-02:45', '03:00-03:30']] });

  test('a minute that is left out never comes up', () => {
    const before = instantsOf('Australia/Sydney', '2026-10-04 01:59')[0];
    expect(ruling(nightly, before)).toMatchObject({ state: 'closed', local: '2026-10-04 01:59 (Sun)' });
    expect(ruling(nightly, before + MINUTE)).toMatchObject({
      state: 'open',
      local: '2026-10-04 03:00 (Sun)',
    });
    expect(nextChange(nightly, before)).toBe(before + MINUTE);
  });

  test('a minute that is shown twice counts twice', () => {
    const [first, second] = instantsOf('Australia/Sydney', '2026-04-05 02:20');
    expect(second - first).toBe(60 * MINUTE);
    for (const instant of [first, second]) expect(ruling(nightly, instant).state).toBe('open');
    const opening = first - 5 * MINUTE;
    expect(nextChange(nightly, opening - MINUTE)).toBe(opening);
    expect(nextChange(nightly, opening)).toBe(opening + 30 * MINUTE);
    expect(nextChange(nightly, opening + 30 * MINUTE)).toBe(opening + 60 * MINUTE);
    expect(nextChange(nightly, opening, 'open')).toBe(opening + 60 * MINUTE);
  });

  test('clocks put back reopen what had just closed', () => {
    // Closed at 03:00 by the first clock; the second 02:00 is open once more.
    const until3 = plan({ week: [...Array(6).fill([]), ['00:00-03:00']] });
    const three = instantsOf('Australia/Sydney', '2026-04-05 02:59')[1] + MINUTE;
    const midnight = instantsOf('Australia/Sydney', '2026-04-05 00:00')[0];
    expect((three - midnight) / MINUTE).toBe(240);
    expect(nextChange(until3, midnight)).toBe(three);
  });
});

describe('reading what stands in Sync', () => {
  const whole: Schedule = plan({
    week: WEEKDAYS_8_TO_17,
    special: { '2026-12-23': ['18:00-02:00'], '2026-12-24 12:00..2026-12-29 08:30': 'holiday' },
    holidays: { '2026-12-25': 'Christmas Day' },
  });

  test('what was written is read', () => {
    expect(readSchedule(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  test('a person may write spans as text, and leave out what there is none of', () => {
    const day = [{ from: 510, to: 1050 }];
    expect(
      readSchedule({
        timezone: 'Asia/Kolkata',
        week: [['08:30-17:30'], 'closed', [], [], [], [], []],
        needs: [],
      }),
    ).toEqual({ timezone: 'Asia/Kolkata', week: [day, [], [], [], [], [], []], special: [], holidays: {} });
  });

  const changed = (change: object): unknown => ({ ...whole, ...change });
  test.each<[string, unknown]>([
    ['no object', 'open'],
    ['no time zone', changed({ timezone: undefined })],
    ['a time zone that nobody knows', changed({ timezone: 'Australia/Sidney' })],
    ['six days', changed({ week: whole.week.slice(1) })],
    ['a span backwards', changed({ week: [[{ from: 900, to: 800 }], [], [], [], [], [], []] })],
    ['a span of days', changed({ week: [[{ from: 0, to: 9_000 }], [], [], [], [], [], []] })],
    ['half minutes', changed({ week: [[{ from: 0.5, to: 90 }], [], [], [], [], [], []] })],
    ['no span', changed({ week: [['8-17'], [], [], [], [], [], []] })],
    ['31 June', changed({ special: [{ on: '2026-06-31', is: 'closed' }] })],
    ['a range backwards', changed({ special: [{ on: '2026-12-26..2026-12-24', is: 'closed' }] })],
    ['a state that is none', changed({ special: [{ on: '2026-12-26', is: 'shut' }] })],
    ['special dates by date', changed({ special: { '2026-12-26': 'closed' } })],
    ['a holiday without padding', changed({ holidays: { '2026-1-1': 'New Year' } })],
    ['a holiday without name', changed({ holidays: { '2026-01-01': true } })],
  ])('%s is refused', (_, payload) => expect(readSchedule(payload)).toBeUndefined());

  test('nothing makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readSchedule(value);
        readSchedule({ ...whole, special: value, holidays: value });
      }),
    );
  });
});

const ZONES = [
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'America/New_York',
  'Europe/Madrid',
  'Asia/Kolkata',
  'America/Havana',
];

const time = fc.integer({ min: 0, max: 1_439 }).map((minute) => Math.floor(minute / 5) * 5);
const span = fc
  .tuple(time, fc.integer({ min: 1, max: 287 }))
  .map(([from, fives]) => spanText({ from, to: from + fives * 5 }));
const hours = fc.array(span, { maxLength: 2 });
/** Around the nights on which clocks are changed, where mistakes live. */
const date = fc
  .tuple(
    fc.constantFrom('2027-03-14', '2027-03-28', '2027-04-04', '2027-10-03', '2027-11-07'),
    fc.integer({ min: -2, max: 2 }),
  )
  .map(([day, by]) => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10));
const moment = fc
  .tuple(date, time)
  .map(([day, minute]) => `${day} ${spanText({ from: minute, to: minute }).slice(0, 5)}`);
const pair = (each: fc.Arbitrary<string>) =>
  fc
    .tuple(each, each)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => (a < b ? `${a}..${b}` : `${b}..${a}`));
const on = fc.oneof(date, pair(date), pair(moment));
const words: fc.Arbitrary<OracleSchedule> = fc.record({
  timezone: fc.constantFrom(...ZONES),
  week: fc.array(hours, { minLength: 7, maxLength: 7 }),
  special: fc
    .array(fc.tuple(on, fc.oneof(hours, fc.constant('closed' as const), fc.constant('holiday' as const))), {
      maxLength: 4,
    })
    .map((entries) => Object.fromEntries(entries)),
  holidays: fc.dictionary(date, fc.constant('Holiday'), { maxKeys: 3, noNullPrototype: true }),
});
const instant = fc
  .tuple(date, fc.integer({ min: -1_440, max: 2_880 }))
  .map(([day, minutes]) => Date.parse(day) + minutes * MINUTE);

describe('laws', () => {
  test('at any time the state is what an independent calculation says', () => {
    fc.assert(
      fc.property(words, fc.array(instant, { minLength: 1, maxLength: 20 }), (schedule, instants) => {
        const expected = oracle(schedule);
        const compiled = scheduleOf(schedule);
        for (const each of instants) expect(ruling(compiled, each).state).toBe(expected(each));
      }),
      { numRuns: 300 },
    );
  });

  test('until the next change nothing changes, and there something does', () => {
    fc.assert(
      fc.property(words, instant, (schedule, start) => {
        const compiled = scheduleOf(schedule);
        const state = (at: number) => ruling(compiled, at).state;
        const next = nextChange(compiled, start);
        const end = Math.min(next ?? Number.POSITIVE_INFINITY, start + 3 * DAY);
        for (let now = start; now < end; now += MINUTE) {
          if (state(now) !== state(start)) expect(`${now} is no change`).toBe('');
        }
        if (next !== undefined) {
          expect(next).toBeGreaterThan(start);
          expect(state(next)).not.toBe(state(next - MINUTE));
          expect(state(next - MINUTE)).toBe(state(start));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the next change to a state is the first of the next changes that leads to it', () => {
    const states = fc.constantFrom<ScheduleState>('open', 'closed', 'holiday');
    fc.assert(
      fc.property(words, instant, states, (schedule, start, wanted) => {
        const compiled = scheduleOf(schedule);
        let next = nextChange(compiled, start);
        for (let i = 0; i < 50 && next !== undefined && ruling(compiled, next).state !== wanted; i++) {
          next = nextChange(compiled, next);
        }
        const found = nextChange(compiled, start, wanted);
        if (next === undefined || ruling(compiled, next).state !== wanted) return;
        expect(found).toBe(next);
      }),
      { numRuns: 100 },
    );
  });

  test('what an item holds is read as it was written', () => {
    fc.assert(
      fc.property(words, (schedule) => {
        const compiled = scheduleOf(schedule);
        expect(readSchedule(JSON.parse(JSON.stringify(compiled)))).toEqual(compiled);
      }),
    );
  });

  test('the oracle knows the nights on which clocks are changed', () => {
    expect(clockChanges('Australia/Sydney', 2027).map((each) => new Date(each).toISOString())).toEqual([
      '2027-04-03T16:00:00.000Z',
      '2027-10-02T16:00:00.000Z',
    ]);
    expect(clockChanges('Asia/Kolkata', 2027)).toEqual([]);
  });
});
