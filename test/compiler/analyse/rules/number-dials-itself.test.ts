import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('number-dials-itself', () => {
  test('a number that dials itself', () => {
    const plan = `numbers: {"+61 2 5550 1000": {number: "02 5550 1000"}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4015 example.yaml:1:39 a call to +61255501000 dials +61255501000 again",
      ]
    `);
  });

  test('two numbers that dial each other, through a group', () => {
    const plan = `numbers: {"+61 2 5550 1000": {number: "+61 2 5550 1001"}, "+61 2 5550 1001": a}
ring_groups:
  a: {strategy: sequential, members: [{number: "+61 2 5550 1000"}], otherwise: {say: "No.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4015 example.yaml:1:39 a call to +61255501001 dials +61255501001 again",
        "DP4015 example.yaml:3:39 a call to +61255501000 dials +61255501000 again",
      ]
    `);
  });

  test('a number of the plan that is dialled from outside', () => {
    const plan = `numbers: {"+61 2 5550 1000": {number: "+61 2 5550 1001"}, "+61 2 5550 1001": {say: "Hello.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4016 example.yaml:1:39 the \`number\` of \`+61255501000\` dials +61255501001, which is a number of this plan",
      ]
    `);
  });

  test('numbers of others', () => {
    const plan = `numbers: {"+61 2 5550 1000": {number: "0412 345 678"}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
