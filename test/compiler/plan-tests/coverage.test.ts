import { describe, expect, test } from 'vitest';
import { percent } from '../../../compiler/plan-tests/coverage.ts';
import { HEAD } from '../../support/harness.ts';
import { tested } from '../../support/tested.ts';

const MENUS = `${HEAD}
numbers: {"+61 2 5550 1000": welcome}
menus:
  welcome:
    prompt: "Press 1."
    options: {1: {menu: notice, then: alice}, 2: alice}
    on_timeout: {to: alice}
    on_invalid: {retries: 0, to: closed}
  notice:
    prompt: "For more press 5."
    options: {5: {say: "More.", then: return}}
    otherwise: return
messages:
  closed: {say: "Closed.", then: hangup}
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: closed}
`;

/** `seen of all`, then what was not, a line each. */
async function seen(text: string): Promise<string> {
  const { coverage } = await tested(text);
  const lines = [`${coverage.covered} of ${coverage.all}`, ...coverage.missing.map(({ words }) => words)];
  return lines.map((line) => `${line}\n`).join('');
}

const calling = (cases: string): string =>
  `tests:\n  - name: x\n    call: {from: "+61 400 000 000", to: "+61 2 5550 1000", at: "2026-11-24 10:00"}\n    expect: {never_rings: 0412 345 678}\n    cases: [${cases}]\n`;

describe('menus', () => {
  test('an exit that no call takes is left out, with what is written in place there', async () => {
    const dead = MENUS.replace(
      '    on_invalid: {retries: 0, to: closed}\n',
      '    on_invalid: {retries: 0, to: closed}\n    otherwise: {number: "0412 345 678", otherwise: closed}\n',
    );
    const tests = calling('{press: [1, 5]}');
    expect(await seen(`${dead}${tests}`)).toBe(await seen(`${MENUS}${tests}`));
  });

  test('a key, a step with its menu, and what follows when the menu returns', async () => {
    expect(await seen(`${MENUS}${calling('{press: [1, 5]}')}`)).toBe(`7 of 11
welcome: key 2
welcome: on timeout
welcome: on invalid
notice: otherwise
`);
  });

  test('all of it', async () => {
    const cases = '{press: [1, 5]}, {press: [1, silence]}, {press: [2]}, {press: [silence]}, {press: [7]}';
    expect(await seen(`${MENUS}${calling(cases)}`)).toBe('11 of 11\n');
  });

  test('no tests, nothing seen', async () => {
    expect(await seen(MENUS)).toContain('0 of 11\n');
  });
});

const HOURS = `${HEAD}
numbers: {"+61 2 5550 1000": main_line, "+61 2 5550 1001": alice}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, special_dates: {"2026-12-25": holiday}}
overrides:
  night: {forces: {office: closed}, feature_code: "*28", by: [alice], ends: next_opening}
routes:
  main_line:
    - when: {holiday: office}
      to: alice
    - when: {open: office}
      to: alice
    - otherwise: closed
messages:
  closed: {say: "Closed.", then: hangup}
extension_defaults: {otherwise: closed}
extensions:
  alice: {dial: 201, sip_user: alice}
  bob: {dial: 202, sip_user: bob}
`;

describe('schedules', () => {
  test('a state is seen by a call that a rule weighs it for; exits that are written once count once', async () => {
    expect(await seen(`${HOURS}${calling('{at: "2026-11-24 10:00"}')}`)).toBe(`4 of 8
main_line: holiday office
main_line: otherwise
schedule office: closed
schedule office: holiday
`);
    const all = '{at: "2026-11-24 10:00"}, {at: "2026-11-24 20:00"}, {at: "2026-12-25 10:00"}';
    expect(await seen(`${HOURS}${calling(all)}`)).toBe('8 of 8\n');
  });

  test('a state that an override forces is not one that the hours gave', async () => {
    const forced = calling('{at: "2026-11-24 10:00", given: {overrides: {night: on}}}');
    expect(await seen(`${HOURS}${forced}`)).toContain('schedule office: closed\n');
  });

  test('a state is seen beside an override that a rule asks for and that forces nothing', async () => {
    const plan = HOURS.replace('forces: {office: closed}, ', '').replace(
      'when: {holiday: office}',
      'when: {override: night, holiday: office}',
    );
    const on = calling('{at: "2026-12-25 10:00", given: {overrides: {night: on}}}');
    expect(await seen(`${plan}${on}`)).not.toContain('schedule office: holiday\n');
  });

  test('hours around the clock are closed on the dates that say so', async () => {
    const plan = HOURS.replace('mon-fri: "08:30-17:30", sat-sun: closed', 'mon-sun: "00:00-24:00"');
    expect(await seen(plan)).not.toContain('schedule office: closed\n');
    expect(
      await seen(plan.replace('"2026-12-25": holiday', '"2026-12-25": holiday, "2026-12-31": closed')),
    ).toContain('schedule office: closed\n');
  });
});

test('what no test can bring about does not count: a full room, the state of a schedule that no rule asks', async () => {
  const text = `${HEAD}
numbers: {"+61 2 5550 1000": standup}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}
overrides:
  late: {feature_code: "*28", by: [alice], ends: next_opening}
routes:
  lobby: [{when: {override: late}, to: standup}, {otherwise: standup}]
short_numbers: {"600": lobby}
conferences:
  standup: {otherwise: {say: "The room is full.", then: hangup}}
extensions:
  alice: {dial: 201, sip_user: alice}
`;
  expect(await seen(text)).toBe('0 of 2\nlobby: override late\nlobby: otherwise\n');
});

test('percent is whole, rounded down, and 100 only when nothing is missing', () => {
  expect(percent({ covered: 199, all: 200 })).toBe(99);
  expect(percent({ covered: 200, all: 200 })).toBe(100);
  expect(percent({ covered: 0, all: 0 })).toBe(100);
});
