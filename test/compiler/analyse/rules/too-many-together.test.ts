import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('too-many-together', () => {
  test('eleven phones', () => {
    const plan = `ring_groups:
  a: {strategy: simultaneous, members: [{client: d0}, {client: d1}, {client: d2}, {client: d3}, {client: d4}, {client: d5}, {client: d6}, {client: d7}, {client: d8}, {client: d9}, {client: x}], otherwise: {say: "No.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4006 example.yaml:2:181 \`a\` rings 11 phones together, more than the 10 that Twilio allows",
      ]
    `);
  });

  test('ten phones with the time of the group', () => {
    const plan = `ring_groups:
  a: {strategy: simultaneous, ring: 20s, members: [{client: d0}, {client: d1}, {client: d2}, {client: d3}, {client: d4}, {client: d5}, {client: d6}, {client: d7}, {client: d8}, {client: d9}], otherwise: {say: "No.", then: hangup}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });

  test('more than ten one after another, each in its way', () => {
    const plan = `ring_groups:
  a: {strategy: sequential, members: [{client: d0}, {client: d1}, {client: d2}, {client: d3}, {client: d4}, {client: d5}, {client: d6}, {client: d7}, {client: d8}, {client: d9}, {client: x, ring: 10s}, {number: "0412 345 678", confirm: true}], otherwise: {say: "No.", then: hangup}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
