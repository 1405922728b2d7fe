import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('ring-time', () => {
  test('times that are too short and too long, once each', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extension_defaults: {ring: 4s}
extensions: {a: {client: a}, b: {client: b}}
numbers: {"+61 2 5550 1000": {client: c, ring: 11m}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4010 example.yaml:2:28 a ring of 4 s is shorter than Twilio allows",
        "DP4010 example.yaml:4:48 a ring of 660 s is longer than Twilio allows",
      ]
    `);
  });

  test('the shortest and the longest time', () => {
    const plan = `numbers: {"+61 2 5550 1000": {client: c, ring: 10m}, "+61 2 5550 1001": {client: c, ring: 5s}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
