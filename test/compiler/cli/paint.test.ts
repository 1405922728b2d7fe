import { expect, it } from 'vitest';
import { paintFor } from '../../../compiler/cli/paint.ts';

const red = (isTTY: boolean, env: Record<string, string> = {}, wanted = true): string =>
  paintFor({ isTTY, write: () => {} }, { env }, wanted).red('x');

it('has colours only for people who want them', () => {
  expect(red(true)).toBe('\u001b[31mx\u001b[39m');
  expect([
    red(false),
    red(true, { NO_COLOR: '1' }),
    red(true, {}, false),
    red(true, { TERM: 'dumb' }),
  ]).toEqual(['x', 'x', 'x', 'x']);
  expect(red(false, { FORCE_COLOR: '1' })).toContain('\u001b[31m');
});
