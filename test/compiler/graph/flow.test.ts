import { describe, expect, it } from 'vitest';
import { entriesOf, findEntry } from '../../../compiler/graph/entries.ts';
import type { Flow } from '../../../compiler/graph/flow.ts';
import { flowOf } from '../../../compiler/graph/plan-flow.ts';
import { tellsOf } from '../../../compiler/graph/plan-tells.ts';
import { compilePlan, HEAD, type PlanText } from '../../support/harness.ts';

function compiled(text: PlanText) {
  const { program, bundle, plan, locator, diagnostics } = compilePlan(text);
  if (!program || !bundle || !plan) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { program, numbering: bundle.numbering, tells: tellsOf(plan, locator) };
}

/** A flow as lines: its boxes, then its arrows. */
const told = ({ title, boxes, arrows }: Flow): string =>
  [
    title,
    ...boxes.map(
      (box) => `${box.kind} ${[...(box.title === undefined ? [] : [box.title]), ...box.lines].join(' / ')}`,
    ),
    ...arrows.map(
      ({ from, to, words }) => `${from} -> ${to}${words.length === 0 ? '' : `: ${words.join(', ')}`}`,
    ),
  ].join('\n');

function draw(text: PlanText, asked: string): string {
  const { program, numbering, tells } = compiled(text);
  const entry = findEntry(asked, program, numbering, tells);
  return entry === undefined ? 'nothing' : told(flowOf(program, entry, tells));
}

const PLAN = `${HEAD}numbers:
  "+61 2 5550 1000": {to: main, label: Main line}
  "+61 2 5550 1001": main
  "+61 2 5550 1002": {say: "Gone.", then: hangup}
  "+61 2 5550 1003": unassigned
  "+61 2 5550 1101": alice
short_numbers: {"77": sales}
schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}}
lists: {vip: {"+61 2 5550 7000": gold}}
routes:
  main:
    - {when: {caller: {vip: gold}}, to: sales}
    - {when: {open: office, unless: {origin: extension}}, to: menu}
    - {when: {holiday: office}, to: unassigned}
    - otherwise: {say: "We are closed.", then: hangup}
menus:
  menu:
    prompt: "Press 1 for sales."
    options: {1: sales, star: repeat, 9: {menu: survey, then: hangup}}
    extension_dialling: {allow: [alice]}
    on_timeout: {to: sales}
    on_invalid: {to: hangup}
  survey: {prompt: "Press 1 to go back.", options: {1: return}, otherwise: return}
extensions: {alice: {dial: 201, sip_user: alice}}
ring_groups: {sales: {strategy: sequential, ring: 20s, members: [alice], on_busy: shut, otherwise: shut}}
messages: {shut: {say: "Nobody can come.", then: hangup}}
`;

describe('a flow', () => {
  it('holds everything that a call can reach', () => {
    expect(draw(PLAN, '02 5550 1000')).toBe(
      `+61255501000 (Main line) and 1 more
entry 2 ways in / +61255501000 (Main line) / +61255501001
route main / decides
ring_group sales / rings alice (20 s) one after another
menu menu / says “Press 1 for sales.”, and asks; extensions can be dialled
end says “The number you have dialled is not in service.”
message says “We are closed.” / then hangs up
message shut / says “Nobody can come.” / then hangs up
menu_step asks survey / then hangs up
end hangs up
extension alice / rings sip:alice@acme.sip.twilio.com
menu survey / says “Press 1 to go back.”, and asks
end says so, and hangs up
end goes back to the step that asked, or hangs up
entry -> route:main
route:main -> ring_group:sales: 1. if the caller is gold in vip
route:main -> menu:menu: 2. if office is open and not (a phone inside calls)
route:main -> route:main/holiday_office: 3. if it is a holiday of office
route:main -> route:main/otherwise: otherwise
ring_group:sales -> message:shut: busy, otherwise
menu:menu -> ring_group:sales: 1, no key
menu:menu -> menu:menu/key_9: 9
menu:menu -> menu:menu: *
menu:menu -> menu:menu/on_invalid: wrong key
menu:menu -> extension:alice: dials 201
menu:menu/key_9 -> menu:survey: asks
extension:alice -> extension:alice/on_busy: busy, no answer, cannot be reached
menu:survey -> menu:survey/key_1: 1, otherwise`,
    );
  });

  it('of a name begins there, with the ways that lead to it', () => {
    expect(draw(PLAN, 'sales')).toMatch(/^dial 77\nentry dial 77\nring_group sales/);
    expect(draw(PLAN, 'ring_group:sales')).toBe(draw(PLAN, '77'));
    expect(draw(PLAN, 'shut')).toBe('shut\nmessage shut / says “Nobody can come.” / then hangs up');
    expect(draw(PLAN, 'salez')).toBe('nothing');
  });

  it('finds extensions by their digits, with all that leads to them', () => {
    expect(draw(PLAN, '201')).toMatch(
      /^\+61255501101 and 1 more\nentry 2 ways in \/ \+61255501101 \/ dial 201\n/,
    );
  });

  it('tells a caller who goes nowhere', () => {
    expect(draw(PLAN, '+61255501003')).toContain('end says “The number you have dialled is not in service.”');
  });

  it('knows what authors call a node, and where it stands', () => {
    const text = `${HEAD}numbers: {"+61 2 5550 1000": sales}
extensions: {alice: {sip_user: alice}}
ring_groups:
  sales: {id: "7", strategy: sequential, ring: 20s, members: [alice], otherwise: {say: "No.", then: hangup}}
`;
    const { program, numbering, tells } = compiled(text);
    const entry = findEntry('sales', program, numbering, tells);
    expect(entry?.name).toBe('sales');
    expect(entry && flowOf(program, entry, tells).boxes.slice(1)).toMatchObject([
      { id: 'ring_group:7', title: 'sales', place: 'plan/dialplan.yaml:10' },
      { id: 'ring_group:7/otherwise', place: 'plan/dialplan.yaml:10' },
    ]);
  });

  it('counts extensions where all may be dialled', () => {
    const text = `${HEAD}numbers: {"+61 2 5550 1000": menu}
extensions: {alice: {dial: 201, sip_user: alice}, bob: {dial: 202, sip_user: bob}}
menus: {menu: {prompt: "Dial.", extension_dialling: {allow: all}, otherwise: hangup}}
`;
    expect(draw(text, 'menu')).toContain('more any of 2 extensions, by its digits\n');
  });
});

describe('the entries of a plan', () => {
  it('are its numbers and short numbers, those that lead to one place together', () => {
    const { program, tells } = compiled(PLAN);
    expect(
      entriesOf(program, tells).map(({ name, ways }) => [name, ...ways.map(({ says }) => says)]),
    ).toEqual([
      ['main', '+61255501000', '+61255501001'],
      ['61255501002', '+61255501002'],
      ['unassigned', '+61255501003'],
      ['alice', '+61255501101', 'dial 201'],
      ['sales', 'dial 77'],
    ]);
  });

  it('have names of their own, whatever leads where', () => {
    const { program } = compiled(
      `${HEAD}numbers: {"+61 2 5550 1000": {say: "A."}, "+61 2 5550 1001": {say: "B."}}
unmapped: {outside_caller: {say: "Not here.", then: hangup}}
messages: {shut: {say: "C.", then: hangup}}
short_numbers: {"61": {say: "D.", then: hangup}}
`.replaceAll('."}', '.", then: hangup}'),
    );
    expect(entriesOf(program).map(({ name }) => name)).toEqual([
      '61255501000',
      '61255501001',
      'dial-61',
      'acme-outside_caller',
    ]);
  });
});
