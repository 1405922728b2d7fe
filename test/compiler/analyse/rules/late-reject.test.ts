import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('late-reject', () => {
  test('a refusal after phones have rung', () => {
    const plan = `ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: {reject: busy}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4005 example.yaml:2:77 \`a\` refuses a call that has rung or been answered already",
      ]
    `);
  });

  test('a refusal of a transfer', () => {
    const plan = `unmapped: {transfer: {reject: rejected}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4005 example.yaml:1:22 \`unmapped.transfer\` refuses a call that somebody has answered and transfers",
      ]
    `);
  });

  test('a refusal by policy, reached after words', () => {
    const plan = `unmapped: {outside_caller: {reject: busy}}
messages: {a: {say: "One moment.", then: unassigned}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4005 example.yaml:2:42 \`a\` refuses a call that has rung or been answered already",
      ]
    `);
  });

  test('a refusal before anything else', () => {
    const plan = `numbers: {"+61 2 5550 1000": {reject: busy}}
unmapped: {outside_caller: {reject: rejected}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
