import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCAL_ACCOUNT_SID, looksLikeSid, makeSid } from '../../../../compiler/local/sync/sids.ts';

test('a SID is two letters and 32 hex digits, the same for the same number', () => {
  expect(makeSid('MP', 7)).toMatch(/^MP[0-9a-f]{32}$/);
  expect(makeSid('MP', 7)).toBe(makeSid('MP', 7));
  expect(LOCAL_ACCOUNT_SID).toMatch(/^AC[0-9a-f]{32}$/);
});

test('law: no two numbers share a SID', () => {
  const n = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(fc.property(n, n, (a, b) => (makeSid('IS', a) === makeSid('IS', b)) === (a === b)));
});

test.each([
  [`MP${'0'.repeat(32)}`, true],
  [`ZZ${'a'.repeat(32)}`, true],
  [`mp${'0'.repeat(32)}`, false],
  [`MP${'A'.repeat(32)}`, false],
  [`MP${'0'.repeat(31)}`, false],
  ['dialplan.acme.release', false],
])('%s looks like a SID: %s', (name, expected) => {
  expect(looksLikeSid(name)).toBe(expected);
});
