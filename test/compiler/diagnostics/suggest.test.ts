import { describe, expect, test } from 'vitest';
import { didYouMean, suggest } from '../../../compiler/diagnostics/suggest.ts';

const NAMES = ['sales', 'support', 'reception', 'sales_mailbox', 'alice'];

describe('suggest', () => {
  test.each([
    ['salse', ['sales']],
    ['saels', ['sales']],
    ['Sales', ['sales']],
    ['recption', ['reception']],
    ['sales-mailbox', ['sales_mailbox']],
    ['zebra', []],
    ['x', []],
  ])('%s → %j', (written, names) => {
    expect(suggest(written, NAMES)).toEqual(names);
  });

  test('nearest first, at most three', () => {
    expect(suggest('desk_5', ['desk_12', 'desk_1', 'desk_2', 'desk_3', 'desk_4', 'desk_5x'])).toEqual([
      'desk_1',
      'desk_2',
      'desk_3',
    ]);
    expect(suggest('desk', ['desk_1', 'desk'])).toEqual(['desk']);
  });

  test('in words', () => {
    expect(didYouMean('salse', NAMES)).toBe('did you mean `sales`?');
    expect(didYouMean('desk_9', ['desk_1', 'desk_2'])).toBe('did you mean `desk_1` or `desk_2`?');
    expect(didYouMean('zebra', NAMES)).toBeUndefined();
  });
});
