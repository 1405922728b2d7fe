import { describe, expect, it } from 'vitest';
import { codesOf, compilePlan, HEAD } from '../support/harness.ts';

/** A wrong shape hides nothing else, not even in its own entry: what stands beside it is read all the same. */

const PLAN = `${HEAD}numbers:
  "+61 2 5550 1000": main_line
  "+61 2 5550 1001": main_menu
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, otherwise: closed}
  bob: {dial: 202, client: bob, class: staff, otherwise: closed}
routes:
  main_line:
    - when: {open: office}
      to: team
    - when: {caller: vip}
      to: alice
    - otherwise: closed
menus:
  main_menu:
    prompt: "For Alice press 1, for Bob press 2, for the team press 3."
    options: {1: alice, 2: bob, 3: team}
    otherwise: closed
ring_groups:
  team:
    strategy: sequential
    ring: 20s
    members: [alice, bob]
    on_busy: closed
    otherwise: closed
messages:
  closed: {say: "Nobody can take your call.", then: hangup}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, holidays: [nsw]}
holidays:
  nsw: {"2026-12-25": Christmas Day}
lists:
  vip: ["+61 491 570 006", "+61 491 570 156"]
classes_of_restriction:
  staff: {allow: [internal, emergency]}
`;

const edited = (...edits: readonly (readonly [from: string, to: string])[]): string =>
  edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, PLAN);

/** The codes of a plan with these slips, in the order of the places. */
const told = (...edits: readonly (readonly [from: string, to: string])[]) => codesOf(edited(...edits));

it('the plan itself is right', () => expect(codesOf(PLAN)).toEqual([]));

describe('a route', () => {
  it('with a wrong rule tells the others', () => {
    expect(told(['open: office}', 'opn: office}'], ['caller: vip', 'caller: vips'])).toEqual([
      'DP2003',
      'DP3042',
    ]);
    expect(told(['to: team', 'too: team'], ['caller: vip', 'caller: vips'])).toContain('DP3042');
  });

  it('with a wrong destination tells the condition beside it', () => {
    expect(told(['to: team', 'to: {sai: "Hello"}'], ['open: office', 'open: ofice'])).toEqual([
      'DP3040',
      'DP2008',
    ]);
  });

  it('points at the rule that is meant, though one before it was left out', () => {
    const { diagnostics } = compilePlan(
      edited(['- when: {open: office}', '- whn: {open: office}'], ['vip}', 'vips}']),
    );
    const [unknown] = diagnostics.filter(({ code }) => code === 'DP3042');
    expect(unknown?.origin?.path).toEqual(['routes', 'main_line', 1, 'when', 'caller']);
  });
});

describe('a menu', () => {
  it('with a wrong option tells the others', () => {
    expect(told(['1: alice, 2: bob', '1: {sai: x}, 2: bop'])).toEqual(['DP2008', 'DP3001']);
  });

  it('with a wrong option of its own tells where the others lead', () => {
    expect(told(['options: {1: alice', 'retries: 2\n    options: {1: alcie'])).toEqual(['DP2003', 'DP3001']);
  });
});

describe('a group', () => {
  it('with a wrong time tells its members, and the other way round', () => {
    expect(told(['ring: 20s', 'ring: 20'], ['[alice, bob]', '[alcie, bob]'])).toEqual(['DP2004', 'DP3002']);
    expect(told(['ring: 20s', 'ring: 3s'], ['on_busy: closed', 'on_bsy: closed'])).toEqual([
      'DP4010',
      'DP2003',
    ]);
  });

  it('without its manner tells its members', () => {
    const found = told(['    strategy: sequential\n', ''], ['[alice, bob]', '[alcie, bob]']);
    expect([...found].sort()).toEqual(['DP2001', 'DP3002']);
  });

  it('without a way on lacks nothing beside the misspelt one', () => {
    expect(
      told(['    on_busy: closed\n', ''], ['    otherwise: closed\nmess', '    otherwize: closed\nmess']),
    ).toEqual(['DP2003']);
  });
});

describe('other entries', () => {
  it('an extension with a wrong key tells the rest', () => {
    expect(
      told(['class: staff, otherwise: closed}\n  bob', 'class: staf, colour: red, otherwise: closd}\n  bob']),
    ).toEqual(['DP3005', 'DP2003', 'DP3001']);
  });

  it('a schedule with a wrong day tells its holidays', () => {
    expect(told(['sat-sun: closed', 'sat: clsed, sun: closed'], ['[nsw]', '[nsv]'])).toEqual([
      'DP2006',
      'DP3022',
    ]);
    expect(told(['sat-sun: closed', 'sta-sun: closed'], ['[nsw]', '[nsv]'])).toEqual(['DP2006', 'DP3022']);
  });

  it('a list with a wrong caller tells those that stand twice', () => {
    expect(told(['["+61 491 570 006",', '["+61 491 570 156", vip_one,'])).toEqual(['DP2006', 'DP3048']);
  });

  it('a name that none can have does not hide what stands under it', () => {
    expect(
      told(['  bob: {dial: 202, client: bob, class: staff', '  Bob: {dial: 202, client: bob, class: staf']),
    ).toEqual(['DP2006', 'DP3005']);
  });

  it('a number with a wrong option tells where it leads', () => {
    expect(told(['1000": main_line', '1000": {to: main_lime, lable: Main}'])).toEqual(['DP3001', 'DP2003']);
  });

  it('a setting with a wrong key tells the rest', () => {
    expect(told(['caller_id: "+61 2 5550 1000"', 'caller_id: "+61 2 55", colour: red'])).toEqual([
      'DP3011',
      'DP2003',
    ]);
  });
});

it('what is left out is told once, and nothing that follows from it', () => {
  expect(told(['strategy: sequential', 'strategy: sequental'])).toEqual(['DP2005']);
  expect(
    told(['    strategy: sequential\n', ''], ['[alice, bob]', '[{extension: alice, ring: 10s}]']),
  ).toEqual(['DP2001']);
  expect(told(['prompt: "For', 'promt: "For'])).toEqual(['DP2003']);
  expect(told(['    - otherwise: closed\n', '    - otherwize: closed\n'])).toEqual(['DP2008']);
  expect(told(['client: bob', 'cliant: bob'])).toEqual(['DP2003']);
  expect(told(['mon-fri: "08:30-17:30"', 'mon-fri: "8h30"'])).toEqual(['DP2006']);
  expect(told(['dial: 202', 'dial: []'])).toEqual(['DP2004']);
});

describe('one number that is written badly', () => {
  const bad = ['"+61 2 5550 1001"', '"+61 2 5550 10O1"'] as const;
  const played = (number: string) =>
    ['lists:\n', `environments:\n  test: {numbers: {"+61 2 5550 9000": "${number}"}}\nlists:\n`] as const;

  it('does not hide that another one is played which the plan does not have', () => {
    expect(told(bad, played('+61 2 5550 1005'))).toEqual(['DP2006', 'DP3014']);
    expect(told(bad, played('+61 2 5550 1001'))).toEqual(['DP2006']);
    expect(told(['1001": main_menu', '1001": {menue: main_menu}'], played('+61 2 5550 1001'))).toEqual([
      'DP2008',
    ]);
  });

  it('does not hide a caller ID that is no number of the plan', () => {
    const shown = (number: string) =>
      ['bob: {dial: 202,', `bob: {dial: 202, caller_id: "${number}",`] as const;
    expect(told(bad, shown('+61 2 5550 1005'))).toEqual(['DP2006', 'DP4018']);
    expect(told(bad, shown('+61 2 5550 1001'))).toEqual(['DP2006']);
    const cut = ['"+61 2 5550 1001"', '"+61 2 5550 []"'] as const;
    expect(told(cut, shown('+61 2 5550 1001'))).toEqual(['DP2006']);
    expect(told(cut, shown('+61 2 6660 1001'))).toEqual(['DP2006', 'DP4018']);
  });

  it('does not hide a rule that asks for another one', () => {
    const asks = (number: string) => ['{caller: vip}', `{number: "${number}"}`] as const;
    const unused = ['lists:\n  vip: ["+61 491 570 006", "+61 491 570 156"]\n', ''] as const;
    expect(told(bad, unused, asks('+61 2 5550 1005'))).toEqual(['DP2006', 'DP4036']);
    expect(told(bad, unused, asks('+61 2 5550 1001'))).toEqual(['DP2006']);
  });
});
