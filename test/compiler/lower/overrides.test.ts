import { expect, test } from 'vitest';
import { decode, encode } from '../../../runtime/items.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';

const { program } = compilePlan(`${HEAD}numbers: {"+61 2 5550 1000": main}
extensions: {front: {sip_user: front, dial: 201}}
schedules: {office: {hours: {mon-sun: "08:00-17:00"}}, workshop: {hours: {mon-sun: "06:00-17:00"}}}
lists: {vip: {"+61 491 570 006": gold, "+61 491 570 1*": silver, "+61 3*": true, withheld: bronze}, block: []}
overrides:
  night: {forces: {office: closed}, feature_code: "*28", by: [front], ends: next_opening, was: evening}
  party: {forces: {office: holiday, workshop: holiday}, ends: "18:00"}
  down: {states: [message, forward], feature_code: "*91", by: [front], ends: 24h}
routes:
  main:
    - {when: {open: office, caller: {vip: gold}}, to: {say: "x", then: hangup}}
    - {when: {open: workshop, override: down, unless: {caller: block}}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`);
if (program === undefined) throw new Error('the plan has errors');

test('a program with switches and lists survives Sync', () => {
  expect(decode(program.plan, encode(program))).toEqual(program);
});

test('everything that a call needs is named by the item that it comes in by', () => {
  expect(encode(program).number_map['+61255501000']?.needs).toEqual([
    ...['list:block', 'list:vip', 'listed:block:*', 'listed:vip:*'],
    ...['live:override:down', 'live:override:night', 'live:override:party'],
    ...['override:down', 'override:night', 'override:party', 'route:main'],
    ...['schedule:office', 'schedule:workshop'],
  ]);
  expect(encode(program).node_map['dial:*28']?.needs).toEqual(['live:override:night', 'override:night']);
});

test('a schedule knows who forces it, in the order of the plan', () => {
  const route = program.nodes['route:main'];
  const forcedBy =
    route?.kind === 'route' &&
    route.rules.flatMap(({ when }) =>
      when.flatMap((each) => (each.is === 'schedule' ? [each.forcedBy] : [])),
    );
  expect(forcedBy).toEqual([['override:night', 'override:party'], ['override:party']]);
});
