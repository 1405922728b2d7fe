import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('unused-variable', () => {
  test('a variable that is said, one in a name, and one that nobody needs', () => {
    const plan = `numbers:
  "+61 2 5550 1000": {to: "{{queue}}_line", vars: {queue: sales, brand: Acme, colour: red}}
  "+61 2 5550 1001": {to: sales_line, vars: {brand: Apex, colour: blue}}
messages: {sales_line: {say: "{{brand}} is closed.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4044 example.yaml:2:79 nothing says \`{{colour}}\`, which 2 numbers would give",
      ]
    `);
  });

  test('is quiet where a destination was not understood', () => {
    const plan =
      'numbers: {"+61 2 5550 1000": {to: "{{queue}}", vars: {queu: closed}}}\nmessages: {closed: {say: "Closed.", then: hangup}}\n';
    expect(check(plan, allPhases).join()).not.toContain('DP4044');
  });
});
