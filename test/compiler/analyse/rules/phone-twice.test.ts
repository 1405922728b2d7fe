import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('phone-twice', () => {
  test('the same client, and the same SIP user', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
sip: {domain: acme.sip.twilio.com}
extensions: {a: {client: x}, b: {sip_user: x}, c: {client: x}, d: {sip_user: x}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3016 example.yaml:3:60 \`a\` and \`c\` are both the client \`x\`",
        "DP3016 example.yaml:3:78 \`b\` and \`d\` are both the SIP user \`x\`",
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
