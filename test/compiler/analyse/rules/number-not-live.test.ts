import { expect, test } from 'vitest';
import { check, codesOf, HEAD } from '../../../support/harness.ts';

const plan = (status: string): string => `${HEAD}numbers: {"+61 2 5550 1000": {to: alice, status: ${status}}}
extensions: {alice: {client: alice, emergency_caller_id: "+61 2 5550 1000"}}
`;

test.each([
  ['planned', 'but is only planned'],
  ['ported_out', 'but has been ported out'],
])('a number that is %s is not shown, each place is told', (status, words) => {
  expect(codesOf(plan(status))).toEqual(['DP3035', 'DP3035']);
  expect(check(plan(status))).toContain(words);
  expect(check(plan(status))).toContain('::: plan/dialplan.yaml:7:11');
});

test.each(['active', '{porting: {on: 2026-12-01}}'])('a number that is %s may be shown', (status) => {
  expect(codesOf(plan(status))).toEqual([]);
});
