import { describe, expect, test } from 'vitest';
import type { Call, Party } from '../../runtime/call.ts';
import { type Condition, readCondition, readsOf, weigh } from '../../runtime/condition.ts';
import type { Ground } from '../../runtime/node.ts';
import type { Program } from '../../runtime/program.ts';
import { UNKNOWN, type World, worldOf } from '../../runtime/world.ts';
import { bundle, program } from '../support/program.ts';

const DAY = [{ from: 8 * 60, to: 17 * 60 }];

const plan: Program = {
  ...program,
  schedules: {
    'schedule:office': {
      timezone: 'Etc/UTC',
      week: [DAY, DAY, DAY, DAY, DAY, [], []],
      special: [],
      holidays: { '2026-12-25': 'Christmas Day' },
    },
  },
  overrides: {
    'override:night': { by: [], forces: { 'schedule:office': 'closed' } },
    'override:party': { by: [], forces: { 'schedule:office': 'holiday' }, was: 'override:feast' },
    'override:down': { by: [], forces: {}, states: ['message', 'forward'] },
  },
  lists: {
    'list:vip': {
      numbers: { '+61491570006': 'gold', '+61491570156': true },
      prefixes: ['+6149157', '+6149'],
      withheld: true,
      values: { '+6149157': 'silver', withheld: 'bronze' },
    },
  },
};

const NUMBER: Party = { kind: 'number', number: '+61491570006' };
const WITHHELD: Party = { kind: 'withheld', text: 'anonymous' };
const PHONE: Party = { kind: 'sip', user: 'alice', host: '' };

interface Case {
  readonly from?: Party;
  readonly when?: string;
  readonly live?: { readonly [id: string]: { readonly [key: string]: string | boolean } };
  readonly entry?: string;
  readonly world?: World;
}

function ground({ from = NUMBER, when = '2026-11-24T12:00:00Z', live = {}, entry, world }: Case): Ground {
  const call: Call = {
    ...{ sid: 'CA1', from, to: '', now: Date.parse(when), uui: 'x', answered: false },
  };
  const known = worldOf(plan, { classify: () => null, live: (id) => live[id] ?? null });
  return {
    ...{ call, bundle, settings: plan.settings, world: world ?? known, open: false },
    state: { entry: entry ?? 'number:+61255501000', at: 'route:main' },
  };
}

const weighed = (condition: Condition, one: Case = {}) => {
  const { holds, because } = weigh([condition], ground(one));
  return `${holds ? 'yes' : 'no'}: ${because}`;
};

const office = (
  state: 'open' | 'closed' | 'holiday',
  forcedBy: readonly `${string}:${string}`[] = [],
): Condition => ({ is: 'schedule', schedule: 'schedule:office', state, forcedBy });

describe('schedules', () => {
  test('by the clock', () => {
    expect(weighed(office('open'))).toBe('yes: open: weekly hours tue 08:00-17:00, 2026-11-24 12:00 (Tue)');
    expect(weighed(office('closed'))).toMatch(/^no: open:/);
    expect(weighed(office('holiday'), { when: '2026-12-25T12:00:00Z' })).toMatch(
      /^yes: holiday: holiday Christmas Day/,
    );
  });

  test('an override that is on forces its state, the first of several wins', () => {
    const by = ['override:night', 'override:party'] as const;
    const night = { 'override:night': { state: 'on' } };
    const party = { 'override:party': { state: 'on' } };
    expect(weighed(office('closed', by), { live: night })).toBe('yes: closed: override:night is on');
    expect(weighed(office('open', by), { live: night })).toBe('no: closed: override:night is on');
    expect(weighed(office('holiday', by), { live: party })).toBe('yes: holiday: override:party is on');
    expect(weighed(office('closed', by), { live: { ...party, ...night } })).toMatch(/^yes: closed/);
    expect(weighed(office('open', by), { live: { 'override:night': { state: 'off' } } })).toMatch(
      /^yes: open/,
    );
  });

  test('one that is gone from the plan is in no state', () => {
    expect(weighed({ ...office('closed'), schedule: 'schedule:gone' } as Condition)).toBe(
      'no: schedule:gone is not in the plan',
    );
  });
});

describe('overrides', () => {
  test('on, in a state, and off', () => {
    const down: Condition = { is: 'override', override: 'override:down' };
    const live = { 'override:down': { state: 'forward' } };
    expect(weighed(down, { live })).toBe('yes: override:down is forward');
    expect(weighed({ ...down, state: 'forward' }, { live })).toMatch(/^yes/);
    expect(weighed({ ...down, state: 'message' }, { live })).toBe('no: override:down is forward');
    expect(weighed(down)).toBe('no: override:down is off');
    expect(weighed(down, { live: { 'override:down': { state: 'on' } } })).toBe('no: override:down is off');
  });

  test('until it was turned under its new name it is what it was under the old one', () => {
    const party: Condition = { is: 'override', override: 'override:party' };
    const feast = { 'override:feast': { state: 'on' } };
    expect(weighed(party, { live: feast })).toMatch(/^yes/);
    expect(weighed(party, { live: { ...feast, 'override:party': { state: 'off' } } })).toMatch(/^no/);
  });
});

describe('callers', () => {
  const vip: Condition = { is: 'caller', list: 'list:vip' };
  const from = (number: string): Case => ({ from: { kind: 'number', number } });

  test('an exact number, then the longest beginning', () => {
    expect(weighed(vip)).toBe('yes: the caller is gold in vip');
    expect(weighed(vip, from('+61491570156'))).toBe('yes: the caller is in vip');
    expect(weighed(vip, from('+61491571111'))).toBe('yes: the caller is silver in vip');
    expect(weighed(vip, from('+61490000000'))).toBe('yes: the caller is in vip');
    expect(weighed(vip, from('+6421000000'))).toBe('no: the caller is not in vip');
  });

  test('what the list says of the caller', () => {
    expect(weighed({ ...vip, value: 'gold' })).toMatch(/^yes/);
    expect(weighed({ ...vip, value: 'silver' })).toMatch(/^no/);
    expect(weighed({ ...vip, value: 'silver' }, from('+61491571111'))).toMatch(/^yes/);
    expect(weighed({ ...vip, value: 'gold' }, from('+61491570156'))).toMatch(/^no/);
  });

  test('callers without a number, and phones inside', () => {
    expect(weighed(vip, { from: WITHHELD })).toBe('yes: the caller is bronze in vip');
    expect(weighed({ ...vip, value: 'gold' }, { from: WITHHELD })).toMatch(/^no/);
    expect(weighed(vip, { from: PHONE })).toBe('no: the caller is not in vip');
    expect(weighed({ is: 'withheld' }, { from: WITHHELD })).toBe('yes: the caller withholds the number');
    expect(weighed({ is: 'withheld' })).toBe('no: the caller shows who calls');
    expect(weighed({ is: 'withheld' }, { from: PHONE })).toMatch(/^no/);
  });
});

describe('what was called, and from where', () => {
  test('numbers', () => {
    const number: Condition = { is: 'number', numbers: ['+61255501000', '+61255501001'] };
    expect(weighed(number)).toBe('yes: +61255501000 was called');
    expect(weighed(number, { entry: 'number:+61255501002' })).toMatch(/^no/);
    expect(weighed(number, { entry: 'dial:600' })).toBe('no: dial:600 was called');
  });

  test('origins', () => {
    const inside: Condition = { is: 'origin', origin: 'extension' };
    expect(weighed(inside, { from: PHONE })).toBe('yes: the call is from inside');
    expect(weighed(inside, { from: { kind: 'client', identity: 'bob' } })).toMatch(/^yes/);
    expect(weighed(inside)).toBe('no: the call is from outside');
    expect(weighed({ is: 'origin', origin: 'outside_caller' }, { from: WITHHELD })).toMatch(/^yes/);
  });
});

describe('unless', () => {
  test('tells what is the case, not what is not', () => {
    const unless: Condition = { is: 'unless', of: [office('open')] };
    expect(weighed(unless)).toMatch(/^no: open: weekly hours/);
    expect(weighed(unless, { when: '2026-11-22T12:00:00Z' })).toMatch(
      /^yes: closed: weekly hours sun closed/,
    );
  });

  test('holds when one of several does not hold', () => {
    const unless: Condition = { is: 'unless', of: [office('open'), { is: 'withheld' }] };
    expect(weighed(unless)).toBe('yes: the caller shows who calls');
    expect(weighed(unless, { from: WITHHELD })).toMatch(/^no: open: .* and the caller withholds/);
  });
});

describe('what must be read', () => {
  test('is asked all at once, and a caller without a number is in no table', () => {
    const all = weigh(
      [
        office('open', ['override:night']),
        { is: 'caller', list: 'list:vip' },
        { is: 'unless', of: [{ is: 'override', override: 'override:down' }] },
      ],
      ground({ world: UNKNOWN }),
    );
    expect(all.needs.map((need) => (need.kind === 'entry' ? need.ref : need.kind))).toEqual([
      ...['schedule:office', 'override:night', 'live:override:night'],
      ...['list:vip', 'listed:vip:+61491570006', 'override:down', 'live:override:down'],
    ]);
    const { needs } = weigh([{ is: 'caller', list: 'list:vip' }], ground({ world: UNKNOWN, from: WITHHELD }));
    expect(needs).toEqual([{ kind: 'entry', ref: 'list:vip' }]);
  });

  test('is known beforehand', () => {
    expect(readsOf(office('open', ['override:night']))).toEqual([
      ...['schedule:office', 'override:night', 'live:override:night'],
    ]);
    expect(readsOf({ is: 'unless', of: [{ is: 'caller', list: 'list:vip' }] })).toEqual([
      ...['list:vip', 'listed:vip:*'],
    ]);
    expect(readsOf({ is: 'withheld' })).toEqual([]);
  });
});

describe('read from Sync', () => {
  const good: readonly Condition[] = [
    office('open', ['override:night']),
    { is: 'override', override: 'override:down', state: 'forward' },
    { is: 'caller', list: 'list:vip', value: 'gold' },
    { is: 'withheld' },
    { is: 'number', numbers: ['+61255501000'] },
    { is: 'origin', origin: 'extension' },
    { is: 'unless', of: [{ is: 'withheld' }] },
  ];
  test.each(good)('$is', (condition) => {
    expect(readCondition(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
  });

  test('what is malformed is nothing', () => {
    const bad = [
      null,
      [],
      'open',
      {},
      { is: 'schedule', schedule: 'schedule:a', state: 'shut' },
      { is: 'moon' },
    ];
    for (const each of [...bad, { is: 'unless', of: [{}] }, { is: 'origin', origin: 'mars' }]) {
      expect(readCondition(each)).toBeUndefined();
    }
  });
});

test('an override that an edit has freed of a schedule no longer decides for it', () => {
  const by = ['override:down', 'override:night'] as const;
  const down = { 'override:down': { state: 'message' } };
  expect(weighed(office('open', by), { live: down })).toMatch(/^yes: open: weekly hours/);
  expect(weighed(office('closed', by), { live: { ...down, 'override:night': { on: true } } })).toBe(
    'yes: closed: override:night is on',
  );
});
