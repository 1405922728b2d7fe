import { expect, test } from 'vitest';
import { CODES, diagnostic, findCode, slugOf } from '../../../compiler/diagnostics/codes.ts';

test('codes and slugs are unique, ordered and well formed', () => {
  const codes = CODES.map((entry) => entry.code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(new Set(CODES.map((entry) => entry.slug)).size).toBe(CODES.length);
  for (const { code, slug, title } of CODES) {
    expect(code).toMatch(/^DP[1-9]\d{3}$/);
    expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).not.toMatch(/^[A-Z][a-z]|\.$|illegal/);
  }
});

test('a code is found by either name', () => {
  expect(findCode('dp1003')?.slug).toBe('duplicate-key');
  expect(findCode('duplicate-key')?.code).toBe('DP1003');
  expect(findCode('nonsense')).toBeUndefined();
  expect(slugOf('DP1003')).toBe('duplicate-key');
});

test('the severity comes from the catalogue', () => {
  expect(diagnostic('DP1003', { message: 'm' })).toEqual({
    code: 'DP1003',
    severity: 'error',
    message: 'm',
    related: [],
  });
});
