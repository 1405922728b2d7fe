import { describe, expect, test } from 'vitest';
import { costLine, otherWays } from '../../../compiler/report/trace-foot.ts';
import { HEAD } from '../../support/harness.ts';
import { every, playable } from '../../support/imagined.ts';

const NAMES = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay'];

const PLAN = `${HEAD}
numbers: {"+61 2 5550 1000": all}
ring_groups: {all: {strategy: simultaneous, ring: 5s, members: [${NAMES.join(', ')}], otherwise: away}}
messages: {away: {say: "Nobody is there.", then: hangup}}
extension_defaults: {otherwise: away}
extensions:
${NAMES.map((name, i) => `  ${name}: {dial: ${201 + i}, sip_user: ${name}}\n`).join('')}`;

describe('the other ways of a call', () => {
  const ways = () =>
    every(playable(PLAN), { to: '+61255501000', phones: { default: { does: 'answers', after: 3 } } });

  test('are one line and a count, so that a trace is no longer than 30 lines', async () => {
    const lines = otherWays(await ways(), false);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^or, .*: ends with ben, after 0:03$/);
    expect(lines[1]).toBe('or in 4 other ways (--every shows them)');
  });

  test('are said to end alike where they do, for more is not looked at', async () => {
    const [first] = await ways();
    if (first === undefined) throw new Error('no way');
    expect(otherWays([first, first], false)).toEqual([
      'ends the same in all 2 ways in which Twilio may behave',
    ]);
  });

  test('tell first of one that ends badly', async () => {
    const [first, ...others] = await ways();
    const [last] = others.splice(-1);
    if (first === undefined || last === undefined) throw new Error('too few ways');
    const bad = { ...last, outcome: { ...last.outcome, end: { kind: 'fault', what: 'endless' } as const } };
    expect(otherWays([first, ...others, bad], false)[0]).toContain('ends badly: endless');
  });

  test('are all there where that is wanted', async () => {
    expect(otherWays(await ways(), true)).toHaveLength(5);
  });
});

test('legs that cost the same are counted', () => {
  const leg = { what: 'SIP', seconds: 0 } as const;
  expect(costLine([leg, { what: 'SIP', seconds: 9 }, leg, leg])).toBe(
    'costs the call in, and SIP (not answered) 3 times, SIP (9 s)',
  );
  expect(costLine([leg, leg])).toBe('costs the call in, and SIP (not answered), SIP (not answered)');
});
