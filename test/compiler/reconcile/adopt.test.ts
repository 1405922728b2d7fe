import { describe, expect, it } from 'vitest';
import { leadsToTheSame } from '../../../compiler/reconcile/adopt.ts';

describe('a number by hand leads where the plan leads', () => {
  const wanted = { type: 'sip', uri: 'sip:a@pbx', node: 'extension:a', needs: ['extension:a'], label: 'A' };

  it('without what only we write', () => {
    expect(leadsToTheSame('number_map', '+1', { type: 'sip', uri: 'sip:a@pbx' }, wanted)).toBe(true);
    expect(
      leadsToTheSame('number_map', '+1', { type: 'sip', uri: 'sip:a@pbx', node: 'x', note: 'mine' }, wanted),
    ).toBe(true);
  });

  it('not with another destination or type', () => {
    expect(leadsToTheSame('number_map', '+1', { type: 'sip', uri: 'sip:b@pbx' }, wanted)).toBe(false);
    expect(leadsToTheSame('number_map', '+1', { type: 'client', uri: 'sip:a@pbx' }, wanted)).toBe(false);
    expect(leadsToTheSame('number_map', '+1', {}, wanted)).toBe(false);
  });

  it('with the old word for a number', () => {
    expect(
      leadsToTheSame('number_map', '+1', { type: 'pstn', uri: '+2' }, { type: 'number', uri: '+2' }),
    ).toBe(true);
  });

  it('by its node where it names itself', () => {
    const menu = { type: 'number', uri: '+1', node: 'menu:main', needs: [] };
    expect(leadsToTheSame('number_map', '+1', { type: 'number', uri: '+1', node: 'menu:main' }, menu)).toBe(
      true,
    );
    expect(leadsToTheSame('number_map', '+1', { type: 'pstn', uri: '+1' }, menu)).toBe(false);
    expect(leadsToTheSame('number_map', '+1', { type: 'pstn', uri: '+1', node: 'menu:night' }, menu)).toBe(
      false,
    );
  });
});

describe('a group by hand leads where the plan leads', () => {
  const alice = { name: 'alice', type: 'sip', destination: 'sip:a@pbx', timeout: 20 };
  const bob = { name: 'bob', type: 'number', destination: '+2', timeout: 15 };
  const wanted = {
    group: [
      { ...alice, extension: 'alice' },
      { ...bob, confirm: true },
    ],
    strategy: 'sequential',
    exits: {},
  };

  it('by its members, in order', () => {
    expect(leadsToTheSame('ring_group_map', '1', { group: [alice, { ...bob, type: 'pstn' }] }, wanted)).toBe(
      true,
    );
    expect(leadsToTheSame('ring_group_map', '1', { group: [bob, alice] }, wanted)).toBe(false);
    expect(leadsToTheSame('ring_group_map', '1', { group: [alice] }, wanted)).toBe(false);
    expect(leadsToTheSame('ring_group_map', '1', { group: [alice, { ...bob, timeout: 16 }] }, wanted)).toBe(
      false,
    );
    expect(leadsToTheSame('ring_group_map', '1', { group: 'none' }, wanted)).toBe(false);
  });
});

it('a node by hand leads where the plan leads only if all that it does is the same', () => {
  const wanted = { kind: 'menu', options: { 1: 'a' }, needs: ['a'], label: 'Main' };
  expect(leadsToTheSame('node_map', 'menu:m', { options: { 1: 'a' }, kind: 'menu' }, wanted)).toBe(true);
  expect(leadsToTheSame('node_map', 'menu:m', { options: { 1: 'b' }, kind: 'menu' }, wanted)).toBe(false);
});
