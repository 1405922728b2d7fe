import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../compiler/model/diagnostic.ts';
import {
  expiringItems,
  foreignItems,
  handMadeItems,
  mapOfAnotherPlan,
  noAnswer,
  noRoom,
  reconcileRunning,
} from '../../../compiler/reconcile/problems.ts';

const at = (key: string) => ({ map: 'number_map', mapName: 'numberConfig', key }) as const;
const hand = (key: string) => ({ ...at(key), verdict: 'conflicting', paths: [] }) as const;
const other = (key: string, plan: string) => ({ ...at(key), plan });
const told = ({ message, why, help }: Diagnostic): readonly (string | undefined)[] => [message, why, help];

describe('one item and several', () => {
  it('made by hand', () => {
    expect(told(handMadeItems([hand('+1')]))).toEqual([
      '1 item was changed by hand and leads elsewhere than the plan: `numberConfig/+1`',
      'what was made by hand is live: callers are sent where a person in the Console wanted them',
      'bring it into the plan, or name it after --overwrite (the plan wins) or --keep (it stays)',
    ]);
    expect(handMadeItems([hand('+1'), hand('+2')]).message).toBe(
      '2 items were changed by hand and lead elsewhere than the plan: `numberConfig/+1`, `numberConfig/+2`',
    );
  });

  it('not in the plan', () => {
    expect(told(foreignItems([hand('+1')])).slice(0, 2)).toEqual([
      '1 item made by hand has no place in the plan: `numberConfig/+1`',
      'it is live and stays untouched',
    ]);
    expect(foreignItems([hand('+1'), hand('+2')]).message).toMatch(/^2 items made by hand have no place/);
  });

  it('with a time to live', () => {
    expect(told(expiringItems([at('+1')]))).toEqual([
      '1 item has a time to live: `numberConfig/+1`',
      'Sync will delete it, and its callers will hear what an unmapped number hears',
      'set its TTL to 0',
    ]);
    expect(told(expiringItems([at('+1'), at('+2')]))).toEqual([
      '2 items have a time to live: `numberConfig/+1`, `numberConfig/+2`',
      'Sync will delete them, and their callers will hear what an unmapped number hears',
      'set their TTL to 0',
    ]);
  });

  it('of another plan, or of several', () => {
    expect(mapOfAnotherPlan('acme', [other('+1', 'beta')]).message).toBe(
      '1 item in the maps of `acme` carries the mark of the plan `beta`: `numberConfig/+1`',
    );
    expect(mapOfAnotherPlan('acme', [other('+1', 'beta'), other('+2', 'gamma')]).message).toBe(
      '2 items in the maps of `acme` carry the mark of the plans `beta`, `gamma`: `numberConfig/+1`, `numberConfig/+2`',
    );
  });
});

it('another reconcile is told of with its release, if it has one', () => {
  expect(reconcileRunning('pid-1', 4).message).toBe(
    'another reconcile (`pid-1`) is alive and is preparing release 4',
  );
  expect(reconcileRunning('pid-1', null).message).toBe('another reconcile (`pid-1`) is alive');
});

it('--keep is offered only where it would help', () => {
  expect(noRoom(at('+1'), 20_000, 16_384, true).help).toBe(
    'shorten or delete the item in the Console, or leave it as it is with --keep numberConfig/+1',
  );
  expect(noRoom(at('+1'), 20_000, 16_384, false).help).toBe('shorten or delete the item in the Console');
});

describe('an answer that is no success', () => {
  const help = (answer: Parameters<typeof noAnswer>[1]) => noAnswer('read it', answer).help;

  it('says what to do', () => {
    expect(help({ kind: 'unknown', cause: 'socket hang up' })).toMatch(/^try again in a minute/);
    expect(help({ kind: 'rate_limited', code: 54009, message: 'Rate limit exceeded' })).toMatch(/^try again/);
    expect(help({ kind: 'refused', status: 400, code: 54008, message: 'no' })).toBe(
      'see https://www.twilio.com/docs/api/errors/54008',
    );
    expect(help({ kind: 'refused', status: 400, code: null, message: 'no' })).toMatch(/Console$/);
  });
});
