import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('names-itself', () => {
  test('a group that sends its callers back to itself', () => {
    const plan = `ring_groups:
  sales: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: sales}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4001 example.yaml:2:81 \`sales\` sends its callers back to itself by \`otherwise\`",
      ]
    `);
  });

  test('defaults that name one of the extensions', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
messages: {closed: {say: "Closed.", then: hangup}}
extension_defaults: {otherwise: desk}
extensions:
  desk: {client: desk}
  alice: {client: alice}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4001 example.yaml:3:33 \`desk\` sends its callers back to itself by \`otherwise\`",
      ]
    `);
  });

  test('a group that names another place', () => {
    const plan = `messages: {closed: {say: "Closed.", then: hangup}}
ring_groups:
  sales: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: closed}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });

  test('an extension of its own mind', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
messages: {closed: {say: "Closed.", then: hangup}}
extension_defaults: {otherwise: desk}
extensions:
  desk: {client: desk, otherwise: closed}
  alice: {client: alice}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
