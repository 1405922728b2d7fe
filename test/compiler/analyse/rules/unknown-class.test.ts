import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('unknown-class', () => {
  test('a class that is not defined: of a phone, of all phones, of strangers', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extension_defaults: {class: inner}
transfers: {class: stranger}
extensions: {a: {client: a, class: staf}, b: {client: b}, c: {client: c}}
classes_of_restriction: {staff: {allow: [internal]}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3005 example.yaml:2:29 the plan has no class of restriction \`inner\`",
        "DP3005 example.yaml:3:20 the plan has no class of restriction \`stranger\`",
        "DP3005 example.yaml:4:36 the plan has no class of restriction \`staf\`",
      ]
    `);
  });

  test('a class that is defined', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {a: {client: a, class: staff}}
classes_of_restriction: {staff: {allow: [internal]}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
