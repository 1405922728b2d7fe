import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

/** A group of that strategy with that member beside another. */
const group = (strategy: string, member: string): string => `ring_groups:
  a: {strategy: ${strategy}, ring: 20s, members: [{client: c}, ${member}], otherwise: {say: "No.", then: hangup}}
`;

describe('own-ring-together', () => {
  test('a member that asks for it, in a simultaneous group', () => {
    expect(check(group('simultaneous', '{client: x, ring: 10s}'), allPhases)).toMatchInlineSnapshot(`
      [
        "DP4007 example.yaml:2:83 a member of \`a\` has its own \`ring\`, but all ring together",
      ]
    `);
  });

  test('the time of the group', () => {
    expect(check(group('simultaneous', '{client: x}'), allPhases)).toEqual([]);
    expect(check(group('sequential', '{client: x, ring: 10s}'), allPhases)).toEqual([]);
  });
});
