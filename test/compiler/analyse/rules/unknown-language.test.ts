import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('unknown-language', () => {
  test('a language that the plan does not have', () => {
    const plan = `languages: {en: {}, fr: {}}
messages:
  a: {say: {en: "Hello.", fe: "Bonjour."}, then: hangup}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3009 example.yaml:3:27 \`fe\` is no language of this plan",
      ]
    `);
  });

  test('languages of the plan, and the first where none is named', () => {
    const plan = `languages: {en: {}, fr: {}}
messages:
  a: {say: {en: "Hello.", fr: "Bonjour."}, then: hangup}
  b: {say: "Hello.", then: hangup}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
