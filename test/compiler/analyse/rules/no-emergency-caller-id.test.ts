import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('no-emergency-caller-id', () => {
  test('phones that the emergency service could not call back', () => {
    const plan = `emergency: {numbers: ["000"]}
extensions: {a: {client: a}, b: {client: b, caller_id: "+61 2 5550 1000"}, c: {client: c}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4012 example.yaml:2:14 \`a\` and 1 more have no number that the emergency service could see",
      ]
    `);
  });

  test('every phone has its own number', () => {
    const plan = `emergency: {numbers: ["000"]}
extensions: {a: {client: a, emergency_caller_id: "+61 2 5550 1001"}, b: {client: b, caller_id: "+61 2 5550 1000"}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
