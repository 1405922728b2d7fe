import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

/** A group of that strategy with that member beside another. */
const group = (strategy: string, member: string): string => `ring_groups:
  a: {strategy: ${strategy}, ring: 20s, members: [{client: c}, ${member}], otherwise: {say: "No.", then: hangup}}
`;

describe('confirm-together', () => {
  test('a member that asks for it, in a simultaneous group', () => {
    expect(
      check(group('simultaneous', '{number: "0412 345 678", confirm: true}'), allPhases),
    ).toMatchInlineSnapshot(`
      [
        "DP4008 example.yaml:2:99 a member of \`a\` must confirm, but all ring together",
      ]
    `);
  });

  test('no confirmation, or one after another', () => {
    expect(check(group('simultaneous', '{client: x}'), allPhases)).toEqual([]);
    expect(check(group('sequential', '{number: "0412 345 678", confirm: true}'), allPhases)).toEqual([]);
  });
});
