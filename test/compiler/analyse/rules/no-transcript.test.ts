import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const planOf = (mailbox: string, languages: string) => `languages: ${languages}
numbers: {"+61 2 5550 1000": office}
mailboxes: {office: {${mailbox}, notify: {webhook: "https://hooks.acme.example/"}}}
`;

describe('no-transcript', () => {
  test('messages that are too long, or in another language than English', () => {
    expect([
      ...check(planOf('transcribe: true, max_length: 121s', '{en-AU: {}}'), allPhases),
      ...check(planOf('transcribe: true', '{fr: {}, en: {}}'), allPhases),
    ]).toMatchInlineSnapshot(`
      [
        "DP4047 example.yaml:3:34 long messages in \`office\` come without their text",
        "DP4047 example.yaml:3:34 Twilio would take the words in \`office\` for English",
      ]
    `);
  });

  test.each(['transcribe: true', 'transcribe: true, max_length: 2m', 'transcribe: false, max_length: 1h'])(
    '%s is fine',
    (mailbox) => {
      expect(check(planOf(mailbox, '{en: {}, fr: {}}'), allPhases)).toEqual([]);
    },
  );
});
