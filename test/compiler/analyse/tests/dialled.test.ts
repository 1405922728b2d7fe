import { describe, expect, test } from 'vitest';
import { testsOf } from '../../../support/plan-tests.ts';
import { oneCall } from './acme.ts';

const AT = 'at: "2026-11-24 10:00"';

/** Who calls what, of a call with this `from` and `to`. */
const dialled = (from: string, to: string): string =>
  /^ {2}(.*) at /m.exec(testsOf(oneCall(`from: ${from}, to: ${to}, ${AT}`, 'ends: hangup')))?.[1] ?? '';

describe('who calls what', () => {
  test.each([
    ['alice', '202', 'extension:alice calls 202'],
    ['201', 'bob', 'extension:alice calls 202'],
    ['alice', 'front_1', 'extension:alice calls desk_1'],
    ['alice', 'front_2', 'extension:alice calls 204'],
    ['alice', 'tablet', 'extension:alice calls client:tablet'],
    ['alice', 'sales', 'extension:alice calls 600'],
    ['alice', '"*281"', 'extension:alice calls *281'],
    ['alice', '"000"', 'extension:alice calls 000'],
    ['alice', '9999', 'extension:alice calls 9999'],
    ['alice', '(02) 5550 1000', 'extension:alice calls 0255501000'],
    ['alice', '"+61 2 5550 1000"', 'extension:alice calls +61255501000'],
    ['alice', '"sip:202@acme.sip.twilio.com"', 'extension:alice calls sip:202@acme.sip.twilio.com'],
    ['"sip:alice@acme.sip.twilio.com"', '202', 'extension:alice calls 202'],
    ['"sip:alice@ACME.sip.sydney.twilio.com:5060"', '202', 'extension:alice calls 202'],
    ['"sip:alice@pbx.example.com"', '202', 'sip:alice@pbx.example.com calls 202'],
    ['"client:tablet"', '202', 'extension:tablet calls 202'],
    ['"client:stranger"', '202', 'client:stranger calls 202'],
    ['anonymous', '02 5550 1999', 'withheld calls +61255501999'],
    ['0491 570 006', '"+61 2 5550 1000"', '+61491570006 calls +61255501000'],
  ])('%s, %s', (from, to, calls) => {
    expect(dialled(from, to)).toBe(calls);
  });
});

test.each([
  ['202', 'sip:202@acme.sip.twilio.com'],
  ['bob', 'sip:202@acme.sip.twilio.com'],
  ['front_1', 'sip:desk_1@acme.sip.twilio.com'],
  ['0412 345 678', 'sip:0412345678@acme.sip.twilio.com'],
  ['"+61 412 345 678"', 'sip:+61412345678@acme.sip.twilio.com'],
  ['"#7"', 'sip:%237@acme.sip.twilio.com'],
  ['"sip:x@pbx.example.com"', 'sip:x@pbx.example.com'],
])('a transfer to %s', (to, refer) => {
  const phones = `phones: {alice: {answers: 3s, presses: ["#", 1], hangs_up: 1m, transfers: {to: ${to}, after: 20s}}}`;
  const text = testsOf(oneCall(`from: bob, to: 201, ${AT}, ${phones}`, 'ends: hangup'));
  expect(text).toContain(
    `extension:alice answers after 3 s, presses # 1, hangs up after 60 s, transfers to ${refer} after 20 s\n`,
  );
});

test('everything that can be expected', () => {
  const expectation =
    'rings: [alice, [{phone: 202, for: 10s}, "000"], {any_order: [front_1, "client:x"]}], never_rings: tablet, ' +
    'through: [main_menu, sales], hears: ["Welcome", "sales"], ends: emergency, caller_id: 02 5550 1101, within: 2m';
  const text = testsOf(
    oneCall(`from: bob, to: 201, ${AT}, press: ["12#", "sales, please", silence]`, expectation),
  );
  expect(text).toBe(`x
  extension:bob calls 201 at 2026-11-23T23:00; press 12#; say "sales, please"; silence
  -> rings extension:alice, then extension:bob for 10 s + 000, then any order of extension:front_1, client:x; never extension:tablet; through menu:main_menu, ring_group:sales; hears "Welcome", "sales"; ends emergency; shows +61255501101; within 120 s
`);
  expect(testsOf(oneCall(`from: bob, to: 201, ${AT}`, 'rings: [], caller_id: withheld'))).toContain(
    '-> rings nobody; shows withheld\n',
  );
});
