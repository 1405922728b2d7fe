import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('written-secret', () => {
  test('an auth token among the variables, and one in words', () => {
    const plan = `environments:
  prod: {vars: {A: b, TOKEN: 0123456789abcdef0123456789abcdef}}
messages:
  closed: {say: "token=0123456789abcdef0123456789abcdef", then: hangup}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4019 example.yaml:2:30 this looks like a secret of Twilio",
        "DP4019 example.yaml:4:17 this looks like a secret of Twilio",
      ]
    `);
  });

  test("an API key's secret", () => {
    const plan = `environments:
  prod: {vars: {SECRET: aB3dEfGh1jKlMnOpQrStUvWxYz012345}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4019 example.yaml:2:25 this looks like a secret of Twilio",
      ]
    `);
  });

  test('a secret in a test of the plan', () => {
    const plan = `tests:
  - {name: 0123456789abcdef0123456789abcdef, call: {from: withheld, to: 02 5550 1000, at: 2026-11-24 10:00}, expect: {ends: refused}}
`;
    expect(check(plan, allPhases)).toEqual(['DP4019 example.yaml:2:12 this looks like a secret of Twilio']);
  });

  test('a SID is no secret', () => {
    const plan = `environments:
  prod: {vars: {ACCOUNT_SID: AC0123456789abcdef0123456789abcdef}}
`;
    expect(check(plan, allPhases)).toEqual([]);
  });

  test.each([
    ['https://hooks.acme.example/x?token=abc', 1],
    ['https://hooks.acme.example/x?a=b&access_key=abc', 1],
    ['https://user:pass@hooks.acme.example/', 1],
    [`https://hooks.acme.example/x?token=\${HOOK_TOKEN}`, 0],
    [`https://user:\${HOOK_PASSWORD}@hooks.acme.example/`, 0],
    ['https://hooks.acme.example/x?queue=sales&monkey=1', 0],
  ])('a webhook %s has %i', (webhook, count) => {
    const found = check(`notify: {webhook: "${webhook}"}\n`, allPhases);
    expect(found).toHaveLength(count);
    if (count > 0) expect(found[0]).toContain('this address carries a secret');
  });
});
