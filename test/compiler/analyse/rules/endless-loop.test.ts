import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('endless-loop', () => {
  test('two groups that send calls to and fro', () => {
    const plan = `ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: b}
  b: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: a}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4002 example.yaml:2:77 a call can go round for ever: \`a\` → \`b\` → \`a\`",
      ]
    `);
  });

  test('a way round through a leaf', () => {
    const plan = `ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: {say: "Please hold.", then: a}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4002 example.yaml:2:77 a call can go round for ever: \`a\` → the \`say\` of \`a\` → \`a\`",
      ]
    `);
  });

  test('a policy that comes back by `unassigned`', () => {
    const plan = `unmapped: {outside_caller: {say: "Unknown.", then: a}}
messages: {a: {say: "a", then: unassigned}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4002 example.yaml:2:32 a call can go round for ever: \`a\` → the \`say\` of \`unmapped.outside_caller\` → \`a\`",
      ]
    `);
  });

  test('two ways to one end', () => {
    const plan = `messages: {closed: {say: "Closed.", then: hangup}}
ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], on_busy: b, otherwise: closed}
  b: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: closed}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
