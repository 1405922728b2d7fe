import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Link } from '../../runtime/instructions.ts';
import { readLink, writeLink } from '../../runtime/links.ts';

const read = (url: string, key = 'secret', to: Link['to'] = 'continue') =>
  readLink(to, Object.fromEntries(new URL(url, 'https://x').searchParams), key);

describe('links', () => {
  const state = { entry: 'number:+61255501001', at: 'ring_group:sales', member: 'alice' };

  it('carry the state of a call by name', () => {
    const url = writeLink({ to: 'continue', state }, 4, 'secret');
    expect(url).toMatch(
      /^\/continue\?dp_r=4&dp_entry=number%3A%2B61255501001&dp_at=ring_group%3Asales&dp_m=alice&dp_s=[\w-]{22}$/,
    );
    expect(read(url)).toEqual({ state, release: 4 });
  });

  it('come back as they were, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        fc.string(),
        (entry, at, member) => {
          const each = { entry, at, member, restarted: true as const };
          expect(read(writeLink({ to: 'continue', state: each }, undefined, 'secret'))).toEqual({
            state: each,
          });
        },
      ),
    );
  });

  it('are dropped when anything in them was changed, added, or signed by somebody else', () => {
    const url = writeLink({ to: 'continue', state }, 4, 'secret');
    expect(read(url, 'other')).toBeUndefined();
    expect(read(url.replace('sales', 'support'))).toBeUndefined();
    expect(read(url.replace('dp_r=4', 'dp_r=5'))).toBeUndefined();
    expect(read(url.replace('&dp_m=alice', ''))).toBeUndefined();
    expect(read(`${url}&dp_x=1`)).toBeUndefined();
    expect(read('/continue?dp_entry=a&dp_at=b')).toBeUndefined();
    // A link for one Function is no link for another, and without a key nothing is signed.
    expect(read(url, 'secret', 'callTransfer')).toBeUndefined();
    expect(read(writeLink({ to: 'continue', state }, 4, ''), '')).toBeUndefined();
    expect(readLink('continue', { dp_at: ['a', 'b'], dp_entry: 'x', dp_s: 'y' }, 'secret')).toBeUndefined();
  });
});

describe('what a forger sends', () => {
  it('never throws', () => {
    const nasty = { dp_entry: '\ud800', dp_at: '%', dp_s: 'x', dp_t: 'NaN', dp_r: '__proto__' };
    expect(readLink('callTransfer', nasty, 'secret')).toBeUndefined();
  });
});
