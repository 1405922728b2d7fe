import { describe, expect, test } from 'vitest';
import { describe as inOneLine } from '../../../compiler/nodes/index.ts';
import { call, codesOf, compilePlan, HEAD, type Ringing } from '../../support/harness.ts';

const TO = 'to: {say: "x", then: hangup}';

const SECTIONS = `schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, special_dates: {"2026-12-25": holiday}}
lists:
  blocklist: ["+61 491 570 006", "+61 1900*", withheld]
  customers: {"+61 491 570 156": gold, "+61 491 570 1*": silver}
overrides:
  night: {forces: {office: closed}, ends: next_opening}
  down: {states: [message, forward], ends: 24h}
`;

const plan = (rules: string, more = ''): string => `${HEAD}${SECTIONS}numbers:
  "+61 2 5550 1000": main
  "+61 2 5550 1001": main
${more}routes:
  main:
${rules}`;

const node = (rules: string, more?: string) => compilePlan(plan(rules, more)).program?.nodes['route:main'];
const labels = (rules: string): readonly string[] => Object.keys(node(rules)?.exits ?? {});

describe('exits are named after what their rules ask', () => {
  const named: readonly (readonly [when: string, label: string])[] = [
    ['caller: blocklist', 'caller_blocklist'],
    ['caller: withheld', 'caller_withheld'],
    ['caller: {customers: gold}', 'caller_customers_gold'],
    ['holiday: office', 'holiday_office'],
    ['override: night', 'override_night'],
    ['override: {down: forward}', 'override_down_forward'],
    ['number: 02 5550 1000', 'number_+61255501000'],
    ['number: [02 5550 1000, "+61 2 5550 1001"]', 'number_+61255501000_or_1_more'],
    ['origin: extension', 'origin_extension'],
    ['unless: {open: office}', 'unless_open_office'],
    ['open: office, caller: blocklist', 'caller_blocklist_and_open_office'],
    ['caller: blocklist, open: office', 'caller_blocklist_and_open_office'],
    ['unless: {open: office, caller: blocklist}', 'unless_caller_blocklist_and_open_office'],
  ];
  test.each(named)('%s', (when, label) => {
    expect(labels(`    - {when: {${when}}, ${TO}}\n    - otherwise: {say: "y", then: hangup}\n`)).toEqual([
      label,
      'otherwise',
    ]);
  });

  test('never after their place', () => {
    const open = `    - {when: {open: office}, ${TO}}\n`;
    const down = `    - {when: {override: down}, ${TO}}\n`;
    const otherwise = '    - otherwise: {say: "y", then: hangup}\n';
    expect(labels(open + down + otherwise)).toEqual(['open_office', 'override_down', 'otherwise']);
    expect(labels(down + open + otherwise)).toEqual(['override_down', 'open_office', 'otherwise']);
  });
});

describe('a route as it runs', () => {
  test('knows who forces its schedules, and the numbers that play its numbers', () => {
    const environment = 'environments: {dev: {numbers: {"+61 2 5550 9000": "+61 2 5550 1000"}}}\n';
    const text = plan(
      `    - {when: {open: office, number: 02 5550 1000}, ${TO}}\n    - otherwise: {say: "y", then: hangup}\n`,
      environment,
    );
    const dev = compilePlan(text, { environment: 'dev' }).program?.nodes['route:main'];
    expect(dev).toMatchObject({
      kind: 'route',
      rules: [
        {
          label: 'open_office_and_number_+61255501000',
          when: [
            { is: 'schedule', schedule: 'schedule:office', state: 'open', forcedBy: ['override:night'] },
            { is: 'number', numbers: ['+61255501000', '+61255509000'] },
          ],
        },
      ],
    });
  });

  test('may be a single destination with a name', () => {
    expect(
      compilePlan(`${HEAD}numbers: {"+61 2 5550 1000": main}\nroutes: {main: {number: "0491 570 006"}}\n`)
        .program?.nodes['route:main'],
    ).toEqual({
      kind: 'route',
      rules: [],
      exits: { otherwise: { kind: 'number', number: '+61491570006', exits: {} } },
    });
  });

  test('in one line', () => {
    const found = node(`    - {when: {open: office}, to: {reject: busy}}\n    - otherwise: {client: x}\n`);
    expect(found && inOneLine(found)).toBe('decides; open office: sounds busy; otherwise: rings x');
  });
});

describe('what callers meet', () => {
  const RULES = `    - when: {caller: blocklist}
      to: {reject: busy}
    - when: {override: {down: forward}}
      to: {number: "0491 570 156"}
    - when: {override: down}
      to: {say: "Our system is down.", then: hangup}
    - when: {holiday: office}
      to: {say: "Happy holidays.", then: hangup}
    - when: {open: office, caller: {customers: gold}}
      to: {client: gold_desk}
    - when: {open: office}
      to: {client: desk}
    - otherwise: {say: "We are closed.", then: hangup}
`;
  const meets = (who: Ringing): string => call(plan(RULES), { to: '+61255501000', ...who }).trim();
  const TUESDAY = '2026-11-24T12:00+11:00';

  test('by the clock', () => {
    expect(meets({ when: TUESDAY })).toMatch(/^dial client:desk/);
    expect(meets({ when: '2026-11-24T08:29+11:00' })).toBe('say We are closed.\nhangup');
    expect(meets({ when: '2026-12-25T12:00+11:00' })).toBe('say Happy holidays.\nhangup');
  });

  test('by who calls', () => {
    expect(meets({ when: TUESDAY, from: '+61491570006' })).toBe('reject busy');
    expect(meets({ when: TUESDAY, from: '+611900123456' })).toBe('reject busy');
    expect(meets({ when: TUESDAY, from: 'anonymous' })).toBe('reject busy');
    expect(meets({ when: TUESDAY, from: '+61491570156' })).toMatch(/^dial client:gold_desk/);
    expect(meets({ when: TUESDAY, from: '+61491570157' })).toMatch(/^dial client:desk/);
  });

  test('by what is switched on', () => {
    const on = (state: string, until?: string): Ringing => ({
      when: TUESDAY,
      live: { 'override:down': { state, ...(until && { until }) } },
    });
    expect(meets(on('message'))).toMatch(/^say Our system is down/);
    expect(meets(on('forward'))).toMatch(/^dial \+61491570156/);
    expect(meets(on('off'))).toMatch(/^dial client:desk/);
    expect(meets(on('message', '2026-11-24T01:00:00Z'))).toMatch(/^dial client:desk/);
    expect(meets({ when: TUESDAY, live: { 'override:night': { on: true } } })).toBe(
      'say We are closed.\nhangup',
    );
  });

  test('with a refusal only before anything has answered', () => {
    const late = plan(RULES.replace('to: {client: desk}', 'to: {client: desk, otherwise: again}')).concat(
      '  again:\n    - {when: {caller: blocklist}, to: {reject: busy}}\n    - otherwise: {say: "y", then: hangup}\n',
    );
    expect(codesOf(late)).toEqual(['DP4005']);
  });
});

describe('mistakes', () => {
  const codes = (rules: string) =>
    codesOf(plan(rules)).filter((code) => code !== 'DP4025' && code !== 'DP4037');

  test('no `otherwise`', () => {
    expect(codes(`    - {when: {open: office}, ${TO}}\n`)).toEqual(['DP4003']);
  });

  const shapes: readonly (readonly [rules: string, code: string])[] = [
    [`    - {when: {}, ${TO}}\n`, 'DP2007'],
    [`    - {${TO}}\n`, 'DP2008'],
    ['    - {when: {open: office}}\n', 'DP2001'],
    [`    - {when: {opne: office}, ${TO}}\n`, 'DP2003'],
    [`    - {when: {open: [office]}, ${TO}}\n`, 'DP2004'],
    [`    - {when: {caller: {a: b, c: d}}, ${TO}}\n`, 'DP2007'],
    [`    - {when: {number: main}, ${TO}}\n`, 'DP2006'],
    [`    - {when: {origin: inside}, ${TO}}\n`, 'DP2005'],
    ['    - main\n', 'DP2004'],
    ['    5\n', 'DP2004'],
    ['    []\n', 'DP2007'],
  ];
  test.each(shapes)('%s', (rules, code) => {
    expect(codes(rules)).toEqual([code]);
  });
});
