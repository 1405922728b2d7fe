import { expect, test } from 'vitest';
import { environmentFaults } from '../../../../compiler/local/functions/environment-size.ts';

const usual = { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: '0'.repeat(32) };

test('what Twilio takes is fine, to the byte', () => {
  expect(environmentFaults({ ...usual, A: 'é'.repeat(225), [`N${'x'.repeat(127)}`]: '' })).toEqual([]);
});

test('each fault is told, and no value', () => {
  expect(
    environmentFaults({ ...usual, SECRET: `hush${'é'.repeat(224)}`, [`N${'x'.repeat(128)}`]: '' }),
  ).toEqual([
    'the value of `SECRET` has 452 bytes; Twilio takes 450',
    `the name \`N${'x'.repeat(31)}…\` has 129 characters; Twilio takes 128`,
  ]);
});

test('many variables together are too much', () => {
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`V${n}`, 'x'.repeat(400)]));
  expect(environmentFaults({ ...usual, ...many })).toEqual([
    expect.stringMatching(/^all variables together come to 3\d{3} bytes; Twilio takes 3072 \(82006\)$/),
  ]);
});
