import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('foreign-caller-id', () => {
  test('a number that is not in the plan, once', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1999"}
numbers: {"+61 2 5550 1000": a}
extensions: {a: {client: a, caller_id: "+61 2 5550 1999"}, b: {client: b, caller_id: "+61 2 5550 1000"}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4018 example.yaml:3:40 +61255501999 is shown to people outside, but it is no number of this plan",
      ]
    `);
  });

  test('a number of the plan', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
numbers: {"+61 2 5550 1000": a}
extensions: {a: {client: a, caller_id: "02 5550 1000"}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
