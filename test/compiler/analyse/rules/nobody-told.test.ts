import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('nobody-told', () => {
  test('each mailbox tells somebody', () => {
    const plan = `numbers: {"+61 2 5550 1000": office, "+61 2 5550 1001": sales}
mailboxes:
  office: {greeting: "Please leave a message."}
  sales: {notify: {webhook: "https://hooks.acme.example/"}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4045 example.yaml:3:3 nobody is told of messages in \`office\`",
      ]
    `);
  });
});
