import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('silent-end', () => {
  test('a number that hangs up at once', () => {
    const plan = `numbers: {"+61 2 5550 1000": hangup}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4004 example.yaml:1:11 a caller of +61255501000 is hung up on without a word",
      ]
    `);
  });

  test('a group and a leaf that hang up on whom nobody answers', () => {
    const plan = `numbers: {"+61 2 5550 1000": {client: a, otherwise: hangup}}
ring_groups:
  a: {strategy: sequential, members: [{number: "0412 345 678"}], otherwise: hangup}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4004 example.yaml:1:53 the \`client\` of \`+61255501000\` hangs up on its callers without a word (\`otherwise\`)",
        "DP4004 example.yaml:3:77 \`a\` hangs up on its callers without a word (\`otherwise\`)",
      ]
    `);
  });

  test('words before the end', () => {
    const plan = `numbers: {"+61 2 5550 1000": {client: a, otherwise: {say: "Sorry.", then: hangup}}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });

  test('a leaf that rings after words', () => {
    const plan = `numbers: {"+61 2 5550 1000": hello}
messages: {hello: {say: "Hello.", then: hangup}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
