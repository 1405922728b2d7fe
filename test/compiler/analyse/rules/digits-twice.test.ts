import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('digits-twice', () => {
  test('the same digits', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {a: {client: a, dial: 201}, b: {client: b, dial: "201"}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3015 example.yaml:2:62 \`a\` and \`b\` are both dialled as \`201\`",
      ]
    `);
  });

  test('each has its own', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
sip: {domain: acme.sip.twilio.com}
extensions: {a: {client: x, dial: 201}, b: {sip_user: x, dial: 202}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
