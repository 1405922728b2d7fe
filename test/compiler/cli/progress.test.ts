import { describe, expect, it } from 'vitest';
import { progressDisplay, timeText } from '../../../compiler/cli/progress.ts';

async function told(
  steps: readonly { readonly at: number; readonly done: number; readonly left?: number }[],
) {
  let text = '';
  let now = 0;
  const stderr = { isTTY: false, write: (part: string) => (text += part) };
  const display = await progressDisplay({ stderr, now: () => now });
  for (const { at, ...seen } of steps) {
    now = at;
    display.show({ step: 'writing', total: 500, ...seen });
  }
  display.end();
  return text;
}

describe('progress on a pipe', () => {
  it('is a line at the beginning and every ten seconds', async () => {
    const steps = Array.from({ length: 34 }, (_, second) => ({
      at: second * 1_000,
      done: second * 15,
      left: 34_000 - second * 1_000,
    }));
    expect(await told(steps)).toBe(
      'writing 500 items, about 34 s left\n150 of 500 items written, about 24 s left\n300 of 500 items written, about 14 s left\n450 of 500 items written, about 4 s left\n',
    );
  });

  it('is nothing where it is over at once, or nobody knows', async () => {
    expect(
      await told([
        { at: 0, done: 0, left: 2_000 },
        { at: 1_000, done: 90, left: 900 },
      ]),
    ).toBe('');
    expect(
      await told([
        { at: 0, done: 0 },
        { at: 60_000, done: 90 },
      ]),
    ).toBe('');
  });

  it('says for whom it waits, and for how long', async () => {
    let text = '';
    const stderr = { isTTY: false, write: (part: string) => (text += part) };
    const display = await progressDisplay({ stderr, now: () => 0 });
    display.show({ step: 'holder', holder: 'pid-7-x', milliseconds: 45_000 });
    expect(text).toBe(
      '`pid-7-x` is reconciling this plan, or has died: waiting up to 45 s to find out (--break-lease does not wait)\n',
    );
  });

  it('begins when it turns out to take long', async () => {
    const steps = [
      { at: 0, done: 0, left: 2_000 },
      { at: 4_000, done: 90, left: 18_000 },
    ];
    expect(await told(steps)).toBe('90 of 500 items written, about 18 s left\n');
  });
});

describe('a length of time', () => {
  it.each([
    [400, 'about 1 s'],
    [16_200, 'about 17 s'],
    [119_000, 'about 119 s'],
    [185_000, 'about 3 min'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(timeText(milliseconds)).toBe(text);
  });
});
