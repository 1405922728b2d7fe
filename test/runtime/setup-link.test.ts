import { expect, it } from 'vitest';
import { check, LINK_SECONDS, SETUP_PATH, sign } from '../../runtime/setup-link.ts';

const now = 1_795_000_000;
const queryOf = (link: string): Record<string, string> =>
  Object.fromEntries(new URL(link, 'http://localhost').searchParams);
const link = sign(SETUP_PATH, now + LINK_SECONDS, 'token');

it('opens for a quarter of an hour', () => {
  expect(link).toMatch(/^\/setupSync\?expires=1795000900&signature=[\w-]{43}$/);
  expect(check(queryOf(link), now, 'token')).toBe(true);
  expect(check(queryOf(link), now + LINK_SECONDS, 'token')).toBe(true);
  expect(check(queryOf(link), now + LINK_SECONDS + 1, 'token')).toBe(false);
});

it('does not open for another key, path or time, nor for nonsense', () => {
  const query = queryOf(link);
  expect(check(query, now, 'other')).toBe(false);
  expect(check(query, now, '')).toBe(false);
  expect(check(queryOf(sign('/else', now + 60, 'token')), now, 'token')).toBe(false);
  expect(check({ ...query, expires: String(now + LINK_SECONDS + 1) }, now, 'token')).toBe(false);
  for (const bad of [
    {},
    { expires: '1e12' },
    { signature: '' },
    { signature: ['a'] },
    { expires: ['1'] },
    { signature: 'é'.repeat(43) },
  ]) {
    expect(check('expires' in bad || 'signature' in bad ? { ...query, ...bad } : {}, now, 'token')).toBe(
      false,
    );
  }
});
