import { describe, expect, test } from 'vitest';
import type { Party } from '../../../runtime/call.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import { type SwitchNode, switchNode } from '../../../runtime/nodes/switch.ts';
import type { Program } from '../../../runtime/program.ts';
import { worldOf } from '../../../runtime/world.ts';
import { bundle, program } from '../../support/program.ts';

const NOON = '2026-11-24T12:00:00.000Z';

const plan: Program = {
  ...program,
  overrides: {
    'override:night': {
      by: ['extension:alice'],
      forces: {},
      ends: { kind: 'after', seconds: 3_600 },
      was: 'override:evening',
    },
  },
};

const node = (to: string): SwitchNode => ({ kind: 'switch', override: 'override:night', to, exits: {} });
const ALICE: Party = { kind: 'sip', user: 'alice', host: bundle.domain ?? '' };

interface Case {
  readonly from?: Party;
  readonly to?: string;
  readonly live?: { readonly [id: string]: JsonObject };
  readonly written?: 'done' | 'failed';
}

const turn = ({ from = ALICE, to = 'toggle', live = {}, written }: Case) =>
  switchNode.step(
    node(to),
    { kind: 'arrived' },
    {
      call: { sid: 'CA1', from, to: '', now: Date.parse(NOON), uui: 'x', answered: false },
      ...{ bundle, settings: plan.settings, open: false, state: { entry: 'dial:*28', at: 'dial:*28' } },
      world: worldOf(plan, {
        classify: () => null,
        live: (id) => live[id] ?? null,
        written: () => written,
      }),
    },
  );

/** What it writes, or why it does not. */
function outcome(one: Case): unknown {
  const found = turn(one);
  if (found.kind === 'needs')
    return found.needs.map((need) => (need.kind === 'write' ? need.payload.state : need));
  return found.kind === 'end' ? found.because : found.kind;
}

describe('a permitted phone', () => {
  test('toggles, turns on, turns off', () => {
    const on = { 'override:night': { state: 'on' } };
    expect(outcome({})).toEqual(['on']);
    expect(outcome({ live: on })).toEqual(['off']);
    expect(outcome({ to: 'on', live: on })).toEqual(['on']);
    expect(outcome({ to: 'off' })).toEqual(['off']);
  });

  test('toggles what was on under its old name', () => {
    const former = { 'override:evening': { state: 'on' } };
    expect(outcome({ live: former })).toEqual(['off']);
    expect(outcome({ live: { ...former, 'override:night': { state: 'off' } } })).toEqual(['on']);
  });

  test('writes once, who and until when, under the new name', () => {
    expect(turn({ to: 'on' })).toEqual({
      kind: 'needs',
      needs: [
        {
          kind: 'write',
          ref: 'live:override:night',
          payload: { state: 'on', since: NOON, by: 'phone:alice', until: '2026-11-24T13:00:00.000Z' },
        },
      ],
    });
  });

  test('hears what it has done, or that it could not be done', () => {
    const said = (one: Case) => {
      const found = turn(one);
      return found.kind === 'end'
        ? found.instructions.map((each) => ('text' in each ? each.text : each.verb))
        : [];
    };
    // 12:00 in UTC is 23:00 in Sydney.
    expect(said({ to: 'on', written: 'done' })).toEqual(['night is on until Wednesday 00:00.', 'hangup']);
    expect(said({ to: 'off', written: 'done' })).toEqual(['night is off.', 'hangup']);
    expect(said({ to: 'on', written: 'failed' })).toEqual([
      'Sorry, that could not be switched. Please try again.',
      'hangup',
    ]);
  });
});

test('nobody else switches anything', () => {
  const others: readonly Party[] = [
    { kind: 'sip', user: 'bob', host: bundle.domain ?? '' },
    { kind: 'sip', user: 'alice', host: 'elsewhere.example' },
    { kind: 'sip', user: 'nobody', host: bundle.domain ?? '' },
    { kind: 'client', identity: 'alice' },
    { kind: 'number', number: '+61491570006' },
    { kind: 'withheld', text: 'anonymous' },
  ];
  for (const from of others) expect(outcome({ from })).toMatch(/may/);
});

test('is read from Sync', () => {
  expect(switchNode.read({ override: 'override:night', to: 'on' }, {})).toEqual(node('on'));
  expect(switchNode.read({ override: 'override:night' }, {})).toBeUndefined();
  expect(switchNode.reads?.(node('on'))).toEqual(['override:night', 'live:override:night']);
});
