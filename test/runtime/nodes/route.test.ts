import { expect, test } from 'vitest';
import type { Party } from '../../../runtime/call.ts';
import { type RouteNode, type Rule, route } from '../../../runtime/nodes/route.ts';
import { UNKNOWN, type World, worldOf } from '../../../runtime/world.ts';
import { bundle, program } from '../../support/program.ts';

const withheld: Rule = { label: 'caller_withheld', when: [{ is: 'withheld' }] };
const inside: Rule = { label: 'origin_extension', when: [{ is: 'origin', origin: 'extension' }] };
const down: Rule = { label: 'override_down', when: [{ is: 'override', override: 'override:down' }] };
const node = (...rules: readonly Rule[]): RouteNode => ({
  kind: 'route',
  rules,
  exits: { otherwise: 'hangup' },
});

const turn = (
  rules: readonly Rule[],
  from: Party,
  world: World = worldOf(program, { classify: () => null }),
) =>
  route.step(
    node(...rules),
    { kind: 'arrived' },
    {
      call: { sid: 'CA1', from, to: '', now: 0, uui: 'x', answered: false },
      ...{ bundle, settings: program.settings, world, open: false },
      state: { entry: 'number:+61255501000', at: 'route:main' },
    },
  );

const NUMBER: Party = { kind: 'number', number: '+61491570006' };
const PHONE: Party = { kind: 'client', identity: 'bob' };

test('the first rule that holds decides', () => {
  expect(turn([withheld, inside], PHONE)).toMatchObject({
    exit: 'origin_extension',
    because: 'the call is from inside',
  });
  const always: Rule = { label: 'first', when: [] };
  expect(turn([always, inside], PHONE)).toMatchObject({ exit: 'first' });
});

test('otherwise, and what is the case instead', () => {
  expect(turn([withheld, inside, inside], NUMBER)).toMatchObject({
    exit: 'otherwise',
    because: 'no rule holds: the caller shows who calls; the call is from outside',
  });
  expect(turn([], NUMBER)).toMatchObject({ exit: 'otherwise', because: 'always' });
});

test('asks for what all rules need at once', () => {
  const found = turn([inside, down], PHONE, UNKNOWN);
  expect(found.kind === 'needs' && found.needs).toEqual([
    { kind: 'entry', ref: 'override:down' },
    { kind: 'entry', ref: 'live:override:down' },
  ]);
});

test('is read from Sync', () => {
  const whole = node(withheld, down);
  expect(route.read(JSON.parse(JSON.stringify({ rules: whole.rules })), whole.exits)).toEqual(whole);
  for (const rules of [undefined, [{}], [{ label: 'x', when: [{ is: 'moon' }] }], [{ when: [] }]]) {
    expect(route.read({ ...(rules && { rules }) }, {})).toBeUndefined();
  }
});
