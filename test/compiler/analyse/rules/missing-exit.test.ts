import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('missing-exit', () => {
  test('a group without any exit', () => {
    const plan = `ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}]}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4003 example.yaml:2:3 \`a\` has no way on for \`on_busy\`, \`on_no_answer\`, \`on_failed\`",
      ]
    `);
  });

  test('a group without one of its exits', () => {
    const plan = `messages: {closed: {say: "Closed.", then: hangup}}
ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], on_busy: closed, on_failed: closed}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4003 example.yaml:3:3 \`a\` has no way on for \`on_no_answer\`",
      ]
    `);
  });

  test('words without `then`, by name and in place', () => {
    const plan = `numbers:
  "+61 2 5550 1000": {say: {en: "Hello."}}
  "+61 2 5550 1001": {say: "Hello."}
  "+61 2 5550 1002": closed
messages:
  closed: {say: "Closed."}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4003 example.yaml:2:22 the \`say\` of \`+61255501000\` says nothing about what follows",
        "DP4003 example.yaml:3:22 the \`say\` of \`+61255501001\` says nothing about what follows",
        "DP4003 example.yaml:6:3 \`closed\` says nothing about what follows",
      ]
    `);
  });

  test('every single exit', () => {
    const plan = `messages: {closed: {say: "Closed.", then: hangup}}
ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], on_busy: closed, on_failed: closed, on_no_answer: closed}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });

  test('phones and leaves that dial end in a built-in sentence', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
numbers: {"+61 2 5550 1000": {client: a}, "+61 2 5550 1001": {number: "0412 345 678"}}
extensions: {a: {client: a}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
