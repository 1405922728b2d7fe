import { describe, expect, it } from 'vitest';
import { Failure, failureOf, reading, writing } from '../../../compiler/cli/failure.ts';

const refusal = (code: string): Error =>
  Object.assign(new Error(`${code}: open`), { code, syscall: 'open', path: '/x/y' });
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const throwing = (error: unknown) => () => {
  throw error;
};

describe('a refusal of the system', () => {
  it('becomes one sentence with the name that people know', () => {
    const full = thrownBy(() => writing('dist/acme', throwing(refusal('ENOSPC'))));
    expect(full).toBeInstanceOf(Failure);
    expect(full).toMatchObject({
      exit: 3,
      message: '`dist/acme` cannot be written: the disk is full',
      diagnostic: { code: 'DP8005' },
    });
    const shut = thrownBy(() => reading('acme/a.yaml', throwing(refusal('EACCES'))));
    expect(shut).toMatchObject({
      exit: 3,
      message: '`acme/a.yaml` cannot be read: there is no permission',
      diagnostic: { code: 'DP8004' },
    });
    expect(failureOf(refusal('EXYZ')).message).toBe('`/x/y` cannot be used: the system says EXYZ');
  });

  it('is told apart from a bug of ours', () => {
    const bug = new TypeError('x is not a function\n  more');
    expect(thrownBy(() => reading('a', throwing(bug)))).toBe(bug);
    expect(failureOf(bug)).toMatchObject({
      exit: 3,
      cause: bug,
      diagnostic: { code: 'DP9001', message: 'dialplan itself has failed: x is not a function' },
    });
    const known = failureOf(bug);
    expect(failureOf(known)).toBe(known);
  });
});
