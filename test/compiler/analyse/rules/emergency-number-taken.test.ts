import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('emergency-number-taken', () => {
  test('digits that are an emergency number', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {a: {client: a, dial: "000"}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4013 example.yaml:2:35 \`a\` is dialled as \`000\`, which is an emergency number",
      ]
    `);
  });

  test('other digits', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {a: {client: a, dial: "001"}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
