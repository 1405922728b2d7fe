import { expect, test } from 'vitest';
import { check, compilePlan } from '../../../support/harness.ts';
import { testsOf } from '../../../support/plan-tests.ts';
import { ACME, acme } from './acme.ts';

test('a table of cases, a transfer, and several calls on one clock', () => {
  const text = testsOf(
    acme(`
tests:
  - name: the main line by the clock
    call: {from: "+61 400 000 000", to: "+61 2 5550 1000"}
    cases:
      - {at: "2026-12-25 10:00", hears: "closed for the holiday", ends: office_mailbox}
      - {at: "2026-11-24 10:00", press: [silence], ends: front_1, phones: {front_1: {answers: 4s}}}
      - {at: "2026-11-24 10:00", press: [9, 9, 9], rings: [[front_1, front_2]], ends: office_mailbox}
      - at: "2026-11-24 10:00"
        press: [1]
        phones: {default: no_answer}
        rings: [alice, {phone: bob, for: 10s}, "+61 412 345 678"]
        ends: sales_mailbox
      - at: "2026-11-24 10:00"
        press: [1]
        phones: {alice: busy, bob: no_answer, "+61 412 345 678": mailbox}      # nobody presses 1
        ends: sales_mailbox
  - name: Alice transfers to Bob, who is away
    call: {from: "+61 400 000 000", to: "+61 2 5550 1101", at: "2026-11-24 10:00"}
    phones: {alice: {answers: 3s, transfers: {to: "sip:202@acme.sip.twilio.com", after: 20s}}, bob: no_answer, "+61 412 000 111": {answers: 5s, presses: 1}}
    expect: {rings: [alice, bob, "+61 412 000 111"], ends: "+61 412 000 111"}
  - name: night switch, and the next morning
    calls:
      - {from: front_1, to: "*28", at: "2026-11-24 12:00"}
      - {from: "+61 400 000 000", to: "+61 2 5550 1000", at: "2026-11-24 12:05", ends: office_mailbox}
      - {from: "+61 400 000 000", to: "+61 2 5550 1000", at: "2026-11-25 08:30", through: [main_menu]}
`),
  );
  expect(text).toBe(`the main line by the clock, case 1
  +61400000000 calls +61255501000 at 2026-12-24T23:00
  -> hears "closed for the holiday"; ends mailbox:office_mailbox
the main line by the clock, case 2
  +61400000000 calls +61255501000 at 2026-11-23T23:00; silence; extension:front_1 answers after 4 s
  -> ends extension:front_1
the main line by the clock, case 3
  +61400000000 calls +61255501000 at 2026-11-23T23:00; press 9; press 9; press 9
  -> rings extension:front_1 + extension:front_2; ends mailbox:office_mailbox
the main line by the clock, case 4
  +61400000000 calls +61255501000 at 2026-11-23T23:00; press 1; default no_answer
  -> rings extension:alice, then extension:bob for 10 s, then +61412345678; ends mailbox:sales_mailbox
the main line by the clock, case 5
  +61400000000 calls +61255501000 at 2026-11-23T23:00; press 1; extension:alice busy; extension:bob no_answer; +61412345678 mailbox
  -> ends mailbox:sales_mailbox
Alice transfers to Bob, who is away
  +61400000000 calls +61255501101 at 2026-11-23T23:00; extension:alice answers after 3 s, transfers to sip:202@acme.sip.twilio.com after 20 s; extension:bob no_answer; +61412000111 answers after 5 s, presses 1
  -> rings extension:alice, then extension:bob, then +61412000111; ends +61412000111
night switch, and the next morning
  extension:front_1 calls *28 at 2026-11-24T01:00
  -> 
  +61400000000 calls +61255501000 at 2026-11-24T01:05
  -> ends mailbox:office_mailbox
  +61400000000 calls +61255501000 at 2026-11-24T21:30
  -> through menu:main_menu
`);
});

test('what a head says holds until a case says otherwise, phone by phone and switch by switch', () => {
  const text = testsOf(
    acme(`
tests:
  - name: x
    call: {from: withheld, to: 02 5550 1000, at: "2026-11-24 10:00", press: 1, given: {overrides: {night: on}}}
    phones: {alice: busy, bob: busy}
    given: {overrides: {system_down: forward}}
    hangs_up: 2m
    expect: {never_rings: front_1, ends: hangup}
    cases:
      - {from: "0491 570 006", phones: {"sip:bob@acme.sip.twilio.com": unreachable}, ends: reject}
      - {at: "2026-11-24 11:00", press: [], given: {overrides: {night: off}}, hangs_up: 30s}
`),
  );
  expect(text).toBe(`x, case 1 (override:night on, override:system_down forward)
  +61491570006 calls +61255501000 at 2026-11-23T23:00; press 1; extension:bob unreachable; extension:alice busy; hangs up after 120 s
  -> never extension:front_1; ends reject
x, case 2 (override:system_down forward)
  withheld calls +61255501000 at 2026-11-24T00:00; extension:alice busy; extension:bob busy; hangs up after 30 s
  -> never extension:front_1; ends hangup
`);
});

test('several files may have tests, and of those with a mistake the others stay', () => {
  const one = (name: string, ends: string) => `tests:
  - name: ${name}
    call: {from: bob, to: 201, at: "2026-11-24 10:00"}
    expect: {ends: ${ends}}
`;
  const files = { 'dialplan.yaml': ACME, 'a.yaml': one('one', 'hangup'), 'b.yaml': one('two', 'refused') };
  expect(testsOf(files)).toMatch(/^one\n.*^two\n/ms);
  expect(check({ ...files, 'b.yaml': one('one', 'alicia') })).toMatch(/DP3076.*DP3072/s);
});

test('a name in a test is no use of it', () => {
  const unused = `${ACME.replace('  alice: {dial: 201', '  idle: {dial: 209, client: idle, otherwise: lonely}\n  alice: {dial: 201')}messages:
  lonely: {say: "Nobody.", then: hangup}
  unused: {say: "Nobody.", then: hangup}
`;
  const tests = `tests:
  - name: x
    call: {from: bob, to: 209, at: "2026-11-24 10:00"}
    expect: {through: unused}
`;
  const before = check({ 'dialplan.yaml': unused });
  expect(before).toContain('DP4042');
  expect(check({ 'dialplan.yaml': unused, 'tests.yaml': tests }).replace(/\d+ files?/, '')).toBe(
    before.replace(/\d+ files?/, ''),
  );
});

test('tests change nothing of what is released', () => {
  const tests = `tests:
  - name: x
    call: {from: bob, to: 201, at: "2026-11-24 10:00"}
    expect: {ends: office_mailbox}
`;
  expect(compilePlan(acme(tests)).program).toEqual(compilePlan(ACME).program);
});
