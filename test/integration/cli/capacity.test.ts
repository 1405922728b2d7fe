import { describe, expect, it } from 'vitest';
import { dialplan, edit } from './at-work.ts';

describe('check --capacity', () => {
  it('says what a plan carries, before what is wrong with it', async () => {
    const { exit, out, err } = await dialplan('check', 'acme', '--capacity', '--calls-per-second', '50');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^capacity of acme, by the limits that Twilio publishes/);
    expect(out).toContain('assumed: 50 calls/s from outside');
    expect(out).toContain('30 containers');
    expect(out).toMatch(/^advice: raise `sync\.cache_seconds`/m);
    expect(out).toMatch(/\nno problems in 5 files\n$/);
  });

  it('is asked for by any of its options, and prints what was assumed', async () => {
    const { out } = await dialplan('check', 'acme', '--containers', '3', '--webhook-ms', '20');
    expect(out).toContain('10 calls/s from outside');
    expect(out).toContain('3 containers, each keeping what it read for 5 s');
    expect(out).toContain('20 ms a webhook');
  });

  it('is part of the JSON, and beside annotations', async () => {
    const { out } = await dialplan('check', 'acme', '--capacity', '--format', 'json');
    const { capacity, summary } = JSON.parse(out);
    expect(summary).toMatchObject({ errors: 0 });
    expect(capacity).toHaveLength(1);
    expect(capacity[0]).toMatchObject({ plan: 'acme', numbers: 10, assumed: { callsPerSecond: 10 } });
    const github = await dialplan('check', 'acme', '--capacity', '--format', 'github');
    expect(github.out).toBe('');
    expect(github.err).toContain('capacity of acme');
    const over = await dialplan('check', 'acme', '--calls-per-second', '500', '--format', 'github');
    expect(over.out).toMatch(/^::notice title=capacity::acme does not carry 500 calls\/s: .*\n$/);
    expect(over.exit).toBe(0);
    expect(JSON.parse((await dialplan('check', 'acme', '--format', 'json')).out)).not.toHaveProperty(
      'capacity',
    );
  });

  it('says nothing of a plan with errors', async () => {
    edit('numbers.yaml', (text) => text.replace(': reception', ': receptoin'));
    const { exit, out, err } = await dialplan('check', 'acme', '--capacity');
    expect(exit).toBe(1);
    expect(out).toMatch(/^error\[DP3001\]/);
    expect(err).toBe('capacity of acme: not counted while the plan has errors\n');
    expect((await dialplan('check', 'acme')).err).toBe('');
  });

  it('wants numbers that can be', async () => {
    for (const [option, value, wants] of [
      ['--calls-per-second', 'many', 'It wants a number, 0 or more, such as 0.5.'],
      ['--calls-per-second', '-1', 'It wants a number, 0 or more, such as 0.5.'],
      ['--containers', '0', 'It wants a whole number, 1 or more.'],
      ['--webhook-ms', '0', 'It wants a whole number from 1 to 10000'],
      ['--webhook-ms', '20000', 'Twilio ends a Function after 10 s'],
    ] as const) {
      const { exit, err } = await dialplan('check', 'acme', option, value);
      expect([option, value, exit]).toEqual([option, value, 2]);
      expect(err).toContain(wants);
    }
  });

  it('takes half a call a second, no calls, and as slow a webhook as Twilio allows', async () => {
    const half = await dialplan('check', 'acme', '--calls-per-second', '0.5', '--webhook-ms', '10000');
    expect(half.exit).toBe(0);
    expect(half.out).toContain('assumed: 0.5 calls/s from outside');
    expect(half.out).toContain('10000 ms a webhook');
    const { exit, out } = await dialplan('check', 'acme', '--calls-per-second', '0', '--containers', '1');
    expect(exit).toBe(0);
    expect(out).toContain('1 container, keeping what it read for 5 s');
    expect(out).not.toMatch(/NaN|undefined/);
  });
});
