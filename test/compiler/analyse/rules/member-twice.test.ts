import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('member-twice', () => {
  test('a phone listed twice, by name and by number', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
ring_groups:
  a: {strategy: sequential, members: [x, {number: "0412 345 678"}, x, {number: "+61 412 345 678"}], otherwise: {say: "No.", then: hangup}}
extensions: {x: {client: x}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4009 example.yaml:3:68 \`a\` rings \`x\` twice",
        "DP4009 example.yaml:3:71 \`a\` rings \`+61412345678\` twice",
      ]
    `);
  });

  test('different phones', () => {
    const plan = `ring_groups:
  a: {strategy: sequential, members: [{client: x}, {client: y}], otherwise: {say: "No.", then: hangup}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
