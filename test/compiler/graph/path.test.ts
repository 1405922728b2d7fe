import { describe, expect, it } from 'vitest';
import { findEntry } from '../../../compiler/graph/entries.ts';
import { wordsOf } from '../../../compiler/graph/flow.ts';
import { pathOf, type Visited } from '../../../compiler/graph/path.ts';
import { flowOf } from '../../../compiler/graph/plan-flow.ts';
import type { Event } from '../../../runtime/call.ts';
import { answer, compilePlan, HEAD } from '../../support/harness.ts';

const PLAN = `${HEAD}numbers:
  "+61 2 5550 1000": welcome
  "+61 2 5550 1001": {say: "Gone.", then: sales}
  "+61 2 5550 1002": {say: "Gone.", then: sales}
menus:
  welcome:
    prompt: "Press 1 or 2, or dial."
    options: {1: {menu: notice, then: sales}, 2: {say: "Wait.", then: sales}, star: repeat}
    extension_dialling: {allow: [alice]}
    otherwise: {say: "Goodbye.", then: hangup}
  notice: {prompt: "Calls are recorded.", options: {5: return}, otherwise: return}
  any: {prompt: "Dial.", extension_dialling: {allow: all}, otherwise: hangup}
extensions: {alice: {dial: 201, sip_user: alice, otherwise: sales}, bob: {dial: 202, sip_user: bob}}
ring_groups: {sales: {strategy: sequential, ring: 20s, members: [alice, bob], otherwise: shut}}
messages: {shut: {say: "Nobody can come.", then: hangup}}
short_numbers: {"7": any}
`;

const press = (digits: string): Event => ({ kind: 'digits', digits });
const dialled = (status: string): Event => ({ kind: 'dialled', status, bridged: undefined });

/** The turns of a call, webhook by webhook, as the evaluator itself tells them. */
function trace(
  to: string,
  events: readonly Event[],
  entry: 'incoming' | 'outgoing' = 'incoming',
): readonly Visited[] {
  const compiled = compilePlan(PLAN);
  const from = entry === 'incoming' ? '+61400000000' : 'sip:alice@acme.sip.twilio.com';
  let now = answer(compiled, { entry, to, from });
  const turns = [...now.turns];
  for (const event of events) {
    if (now.state === undefined) throw new Error('nothing waits');
    now = answer(compiled, { entry: 'continue', to, from, event, state: now.state, answered: true });
    turns.push(...now.turns);
  }
  return turns;
}

/** The steps of a call through the picture of an entry: who, by which words, to whom. */
function steps(asked: string, visited: readonly Visited[]): readonly string[] {
  const { program, bundle } = compilePlan(PLAN);
  const entry = program && bundle && findEntry(asked, program, bundle.numbering);
  if (!program || !entry) throw new Error(`${asked} is not in the plan`);
  const flow = flowOf(program, entry);
  const path = pathOf(flow, visited);
  const numbered = [...path.steps].flatMap(([arrow, each]) =>
    each.map((step) => ({ step, text: `${arrow.from} -${wordsOf(arrow)}-> ${arrow.to}` })),
  );
  expect(path.boxes.size).toBeGreaterThan(0);
  return numbered.sort((a, b) => a.step - b.step).map(({ text }) => text);
}

describe('the path of a call', () => {
  it('goes by keys, through a step and back, and on by the exits of a group', () => {
    const visited = trace('+61255501000', [press('1'), press('5'), dialled('busy'), dialled('no-answer')]);
    expect(steps('+61255501000', visited)).toEqual([
      'entry --> menu:welcome',
      'menu:welcome -1-> menu:welcome/key_1',
      'menu:welcome/key_1 -asks-> menu:notice',
      'menu:notice -5, otherwise-> menu:notice/key_5',
      'menu:welcome/key_1 -then-> ring_group:sales',
      'ring_group:sales -otherwise-> message:shut',
    ]);
  });

  it('counts an arrow as often as it was taken', () => {
    const visited = trace('+61255501000', [press('*'), press('*'), press('2')]);
    expect(steps('+61255501000', visited)).toEqual([
      'entry --> menu:welcome',
      'menu:welcome -*-> menu:welcome',
      'menu:welcome -*-> menu:welcome',
      'menu:welcome -2-> menu:welcome/key_2',
      'menu:welcome/key_2 -then-> ring_group:sales',
    ]);
  });

  it('follows a dialled extension', () => {
    const visited = trace('+61255501000', [press('201'), dialled('no-answer')]);
    expect(steps('+61255501000', visited)).toEqual([
      'entry --> menu:welcome',
      'menu:welcome -dials 201-> extension:alice',
      'extension:alice -otherwise-> ring_group:sales',
    ]);
  });

  it('ends where the picture does: all extensions are one box', () => {
    const visited = trace('7', [press('202')], 'outgoing');
    expect(steps('7', visited)).toEqual(['entry --> menu:any', 'menu:any -dials-> menu:any/dials']);
  });

  it('knows a leaf that two numbers share by either number', () => {
    const shared = ['entry --> number:+61255501001', 'number:+61255501001 -then-> ring_group:sales'];
    expect(steps('+61255501001', trace('+61255501001', []))).toEqual(shared);
    expect(steps('+61255501001', trace('+61255501002', []))).toEqual(shared);
  });

  it('begins at the node where the picture does', () => {
    expect(
      steps('shut', [
        { at: 'number:+61255501000' },
        { at: 'ring_group:sales', exit: 'on_busy' },
        { at: 'message:shut', exit: 'then' },
      ]),
    ).toEqual([]);
  });
});
