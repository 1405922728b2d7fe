import { describe, expect, test } from 'vitest';
import { compilePlan } from '../../../support/harness.ts';
import { acme, oneCall } from './acme.ts';

/** What is said of a plan, a line a mistake: code, place, message, help. */
function told(text: { readonly [file: string]: string }): readonly string[] {
  const { diagnostics, locator } = compilePlan(text);
  return diagnostics.map(({ code, origin, message, help }) => {
    const start = origin && locator.span(origin)?.start;
    return `${code} ${start?.line}:${start?.column} ${message}; ${help}`;
  });
}

const CALL = 'from: "+61 400 000 000", to: "+61 2 5550 1000", at: "2026-11-24 10:00"';
const expecting = (expectation: string) => told(oneCall(CALL, expectation));
const calling = (call: string) => told(oneCall(call, 'ends: hangup'));

describe('the form of a test', () => {
  test.each([
    ['- {name: x}', 'DP3070 2:12 test `x` has neither `call` nor `calls` nor `cases`'],
    [`- {name: x, calls: [{${CALL}, ends: hangup}], call: {${CALL}}}`, 'has both `calls` and `call`'],
    [`- {name: x, calls: [{${CALL}, ends: hangup}], expect: {ends: hangup}}`, 'both `calls` and `expect`'],
    [`- {name: x, calls: [{${CALL}, ends: hangup}], cases: [{ends: hangup}]}`, 'both `calls` and `cases`'],
    [`- {name: x, call: {${CALL}}}`, 'DP3074 2:21 test `x` expects nothing'],
    [
      `- {name: x, call: {${CALL}}, cases: [{ends: hangup}, {press: 1}]}`,
      'case 2 of test `x` expects nothing',
    ],
    [`- {name: x, calls: [{${CALL}}, {${CALL}}]}`, 'DP3074 2:5 test `x` expects nothing'],
    [
      '- {name: x, cases: [{to: 201, at: "2026-11-24 10:00", ends: hangup}]}',
      'case 1 of test `x` has no `from`',
    ],
    ['- {name: x, calls: [{from: bob, to: 201, ends: hangup}]}', 'call 1 of test `x` has no `at`'],
    [
      '- {name: x, calls: [{from: bob, to: 201, at: "2026-11-24 10:00", ends: hangup}, {from: bob, to: 201, at: "2026-11-24 09:59"}]}',
      'call 2 of test `x` comes before the one above it',
    ],
    [
      `- {name: x, call: {${CALL}}, expect: {ends: hangup}}\n  - {name: x, call: {${CALL}}, expect: {ends: reject}}`,
      'DP3076 3:12 two tests are called `x`',
    ],
  ])('%s', (text, message) => {
    const found = told(acme(`tests:\n  ${text}\n`));
    expect(found).toEqual([expect.stringContaining(message)]);
  });

  test('all three that a call needs are missed at once', () => {
    expect(told(acme('tests: [{name: x, call: {press: 1}, expect: {ends: hangup}}]'))).toHaveLength(3);
  });
});

describe('names', () => {
  test.each([
    [
      'from: alicia, to: 201, at: "2026-11-24 10:00"',
      'names `alicia`, but no extension has that name; did you mean `alice`?',
    ],
    ['from: sales, to: 201, at: "2026-11-24 10:00"', 'names the ring group `sales` where a phone is meant'],
    [
      `${CALL}, phones: {bobb: busy}`,
      'DP3072 3:93 test `x` names `bobb`, but no extension has that name; did you mean `bob`?',
    ],
    [`${CALL}, phones: {bob: {answers: 1s, transfers: {to: reseption, after: 1s}}}`, 'names `reseption`'],
    [`${CALL}, phones: {"+61 2 555": busy}`, 'DP3011'],
    [
      'from: "+61 400 000 000", to: alice, at: "2026-11-24 10:00"',
      'DP3078 3:41 test `x` calls `alice` from outside',
    ],
    ['from: "+61 400 000 000", to: "*28", at: "2026-11-24 10:00"', 'calls `*28` from outside'],
    [
      'from: bob, to: office_mailbox, at: "2026-11-24 10:00"',
      'dials the mailbox `office_mailbox`, but no digits lead there',
    ],
    [
      `${CALL}, phones: {bob: {answers: 1s, transfers: {to: tablet, after: 1s}}}`,
      'transfers to `tablet`, which has neither digits nor a SIP address',
    ],
    [
      `${CALL}, given: {overrides: {nigt: on}}`,
      'DP3075 3:104 test `x` is given the override `nigt`, but the plan has no such override; did you mean `night`?',
    ],
    [
      `${CALL}, given: {overrides: {night: recording}}`,
      'override `night` is never `recording`; write `on` or `off`',
    ],
    [
      `${CALL}, given: {overrides: {system_down: on}}`,
      'override `system_down` is never `on`; write `recording` or `forward` or `off`',
    ],
  ])('%s', (call, message) => {
    expect(calling(call)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['rings: [alice, [bob, carol]]', 'names `carol`'],
    [
      'rings: [{any_order: [alice, {phone: reception, for: 5s}]}]',
      'names the ring group `reception` where a phone is meant',
    ],
    ['never_rings: desk', 'names `desk`'],
    [
      'through: main_manu',
      'names `main_manu`, but no place of the plan has that name; did you mean `main_menu` or `main_line`?',
    ],
    [
      'ends: offise_mailbox',
      'no extension, mailbox or conference has that name; did you mean `office_mailbox`?',
    ],
    ['ends: sales', 'ends at the ring group `sales`, where no call ends; write `through: sales`'],
    ['caller_id: 12', 'DP3011'],
  ])('%s', (expectation, message) => {
    expect(expecting(expectation)).toEqual([expect.stringContaining(message)]);
  });

  test('of something that is not understood nothing more is said', () => {
    const broken = {
      ...oneCall(CALL, 'ends: help_desk'),
      'more.yaml': 'queues: {help_desk: {members: [alice]}}',
    };
    expect(told(broken)).toEqual([expect.stringContaining('DP2009')]);
  });
});

describe('what cannot all be true', () => {
  test.each([
    [
      'rings: [alice, [bob, front_1]], never_rings: "sip:bob@acme.sip.twilio.com"',
      'that `bob` rings and that it never rings',
    ],
    ['never_rings: [alice, bob], ends: 202', 'that `bob` rings and that it never rings'],
    ['rings: [alice], ends: bob', 'ends at `bob`, which `rings` does not have'],
    ['rings: [], ends: "0412 345 678"', 'ends at `+61412345678`, which `rings` does not have'],
  ])('%s', (expectation, message) => {
    expect(expecting(expectation)).toEqual([expect.stringContaining(message)]);
  });
});

test.each([
  [{ at: '"tomorrow"' }, 'DP2006'],
  [{ at: '"2026-7-3 9:00"' }, 'write `2026-07-03 09:00`'],
  [{ at: '"2026-02-30 10:00"' }, 'DP3073 3:64 `2026-02-30` is no date'],
])('%j', ({ at }, message) => {
  const found = calling(`from: "+61 400 000 000", to: "+61 2 5550 1000", at: ${at}`);
  expect(found).toEqual([expect.stringContaining(message)]);
});
