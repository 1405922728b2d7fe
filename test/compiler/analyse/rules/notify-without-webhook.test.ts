import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const mailbox =
  'numbers: {"+61 2 5550 1000": office}\nmailboxes: {office: {notify: {email: office@acme.example}}}\n';

describe('notify-without-webhook', () => {
  test('an address needs the webhook of the plan', () => {
    expect(check(mailbox, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3060 example.yaml:2:38 \`office\` tells an address, but the plan has no webhook that would send the mail",
      ]
    `);
    expect(check(`${mailbox}notify: {webhook: "https://hooks.acme.example/"}\n`, allPhases)).toEqual([]);
  });

  test('says nothing where that webhook was written wrongly', () => {
    const found = check(`${mailbox}notify: {webhook: hooks.acme.example}\n`, allPhases);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['DP2006']);
  });
});
