import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('safe-answer-returns', () => {
  test('a safe answer that leads back', () => {
    const plan = `safe_answer: {number: "02 5550 1000"}
numbers: {"+61 2 5550 1000": {say: "Hello.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4017 example.yaml:1:23 the safe answer +61255501000 is a number of this plan",
      ]
    `);
  });

  test('words, or the number of somebody else', () => {
    const plan = `safe_answer: {say: "Please try later."}
numbers: {"+61 2 5550 1000": {say: "Hello.", then: hangup}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
