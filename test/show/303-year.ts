import { nextChange, ruling, type Schedule } from '../../runtime/schedule.ts';
import { compilePlan, HEAD } from '../support/harness.ts';
import { clockChanges, instantsOf, type OracleSchedule, oracle } from '../support/schedule-oracle.ts';
import { claim, show } from './show.ts';

// The year 2027 of a schedule, from its YAML, minute by minute, in four time zones: each of the 525,600 states equals that of
// an independent calculation with Temporal (test/support/schedule-oracle.ts), on the nights on which clocks are changed too.

const MINUTE = 60_000;

/** Holidays of 2027, as each place has them. */
const HOLIDAYS: { readonly [zone: string]: OracleSchedule['holidays'] } = {
  'Australia/Sydney': {
    '2027-01-01': 'New Year’s Day',
    '2027-01-26': 'Australia Day',
    '2027-03-26': 'Good Friday',
    '2027-03-29': 'Easter Monday',
    '2027-04-26': 'Anzac Day (observed)',
    '2027-06-14': 'King’s Birthday',
    '2027-10-04': 'Labour Day',
    '2027-12-25': 'Christmas Day',
    '2027-12-27': 'Christmas Day (observed)',
    '2027-12-28': 'Boxing Day (observed)',
  },
  'America/New_York': {
    '2027-01-01': 'New Year’s Day',
    '2027-01-18': 'Martin Luther King Jr. Day',
    '2027-05-31': 'Memorial Day',
    '2027-07-05': 'Independence Day (observed)',
    '2027-09-06': 'Labor Day',
    '2027-11-25': 'Thanksgiving Day',
    '2027-12-24': 'Christmas Day (observed)',
  },
  'Europe/Madrid': {
    '2027-01-01': 'Año Nuevo',
    '2027-01-06': 'Reyes',
    '2027-03-26': 'Viernes Santo',
    '2027-05-01': 'Fiesta del Trabajo',
    '2027-10-12': 'Fiesta Nacional',
    '2027-11-01': 'Todos los Santos',
    '2027-12-06': 'Constitución',
    '2027-12-08': 'Inmaculada',
    '2027-12-25': 'Navidad',
  },
  'Australia/Adelaide': {
    '2027-01-01': 'New Year’s Day',
    '2027-01-26': 'Australia Day',
    '2027-03-08': 'Adelaide Cup Day',
    '2027-03-26': 'Good Friday',
    '2027-03-29': 'Easter Monday',
    '2027-06-14': 'King’s Birthday',
    '2027-10-04': 'Labour Day',
    '2027-12-25': 'Christmas Day',
    '2027-12-27': 'Christmas Day (observed)',
    '2027-12-28': 'Proclamation Day (observed)',
  },
};

/** Clocks are changed on Sundays between 01:00 and 03:00, so Saturday's night and Sunday's first span meet every change. */
const planFor = (zone: string): string => `${HEAD}schedules:
  office:
    timezone: ${zone}
    hours:
      mon-thu: ["08:30-12:00", "13:00-17:30"]
      fri: ["08:30-12:00", "20:00-24:00"]
      sat: "20:00-02:30"
      sun: ["02:45-03:15", "10:00-14:00"]
    holidays: [local]
    valid_until: 2027-12-31
    special_dates:
      "2027-05-14": "08:30-10:00"
      "2027-07-05..2027-07-16": "10:00-15:00"
      "2027-07-09": closed
      "2027-11-24 17:01..2027-11-27 08:00": holiday
      "2027-12-23 12:00..2028-01-04 08:30": holiday
      "2027-12-30 09:00..2027-12-30 12:00": "09:00-11:30"
holidays:
  local: ${JSON.stringify(HOLIDAYS[zone])}
`;

/** The same in the oracle's words, day by day. */
const wordsFor = (timezone: string): OracleSchedule => ({
  timezone,
  week: [
    ['08:30-12:00', '13:00-17:30'],
    ['08:30-12:00', '13:00-17:30'],
    ['08:30-12:00', '13:00-17:30'],
    ['08:30-12:00', '13:00-17:30'],
    ['08:30-12:00', '20:00-24:00'],
    ['20:00-02:30'],
    ['02:45-03:15', '10:00-14:00'],
  ],
  special: {
    '2027-05-14': ['08:30-10:00'],
    '2027-07-05..2027-07-16': ['10:00-15:00'],
    '2027-07-09': 'closed',
    '2027-11-24 17:01..2027-11-27 08:00': 'holiday',
    '2027-12-23 12:00..2028-01-04 08:30': 'holiday',
    '2027-12-30 09:00..2027-12-30 12:00': ['09:00-11:30'],
  },
  holidays: HOLIDAYS[timezone] ?? {},
});

const clock = (schedule: Schedule, instant: number): string => ruling(schedule, instant).local.slice(11, 16);

/** Microseconds of work so far: what else runs on the machine does not count. */
const busy = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** The states of a year, one a minute. */
function yearOf(schedule: Schedule, from: number, to: number): readonly string[] {
  const states: string[] = [];
  for (let now = from; now < to; now += MINUTE) states.push(ruling(schedule, now).state);
  return states;
}

function compareYear(zone: string): void {
  const { program, diagnostics } = compilePlan(planFor(zone));
  const schedule = program?.schedules['schedule:office'];
  if (schedule === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const [from] = instantsOf(zone, '2027-01-01 00:00');
  const [to] = instantsOf(zone, '2028-01-01 00:00');

  const started = busy();
  const states = yearOf(schedule, from, to);
  const each = (busy() - started) / states.length;
  const expected = oracle(wordsFor(zone));
  const wrong = states.flatMap((state, i) => {
    const instant = from + i * MINUTE;
    return state === expected(instant) ? [] : [`${new Date(instant).toISOString()} ${state}`];
  });
  const count = (state: string) => states.filter((found) => found === state).length;
  claim(
    `${zone}: ${states.length} minutes as calculated independently`,
    wrong.length === 0 && states.length === 525_600,
    wrong[0] ??
      `${count('open')} open, ${count('closed')} closed, ${count('holiday')} holiday; ${each.toFixed(2)} µs a ruling`,
  );

  const nights = clockChanges(zone, 2027);
  claim('  its clocks are changed twice', nights.length === 2);
  for (const change of nights) {
    const [before, after] = [clock(schedule, change - MINUTE), clock(schedule, change)];
    const night = states.slice((change - from) / MINUTE - 240, (change - from) / MINUTE + 240);
    const open = night.filter((state) => state === 'open').length;
    claim(
      `    on ${ruling(schedule, change).local.slice(0, 10)}: ${before}, and a minute later ${after}`,
      ['01:59 03:00', '02:59 02:00', '01:59 01:00'].includes(`${before} ${after}`),
      `open for ${open} of the 480 minutes around it`,
    );
  }

  const changes = states.flatMap((state, i) => (i > 0 && state !== states[i - 1] ? [from + i * MINUTE] : []));
  const found: number[] = [];
  const walked = busy();
  for (let now = nextChange(schedule, from); now !== undefined && now < to; now = nextChange(schedule, now)) {
    found.push(now);
  }
  const step = (busy() - walked) / Math.max(1, found.length);
  claim(
    `  all ${changes.length} changes of the year are found, each from the one before`,
    changes.length === found.length && changes.every((change, i) => change === found[i]),
    `${step.toFixed(0)} µs each`,
  );
}

await show(async () => {
  for (const zone of Object.keys(HOLIDAYS)) compareYear(zone);
});
