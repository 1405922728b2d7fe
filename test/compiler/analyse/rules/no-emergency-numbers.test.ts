import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('no-emergency-numbers', () => {
  test('phones without emergency numbers', () => {
    const plan = `extensions: {a: {client: a}, b: {client: b}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4011 example.yaml:1:14 the plan has phones, but no emergency numbers",
      ]
    `);
  });

  test('no phones, no emergency calls', () => {
    const plan = `messages: {closed: {say: "Closed.", then: hangup}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
