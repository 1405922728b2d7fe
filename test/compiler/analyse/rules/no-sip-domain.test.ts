import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('no-sip-domain', () => {
  test('SIP phones without a domain, once', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {a: {client: a}, b: {sip_user: b}, c: {sip_user: c}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4014 example.yaml:2:44 the plan has SIP phones, but no SIP domain",
      ]
    `);
  });

  test('with a domain, or clients only', () => {
    const plan = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
sip: {domain: acme.sip.twilio.com}
extensions: {a: {client: a}, b: {sip_user: b}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
