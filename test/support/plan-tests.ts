import type {
  Expectations,
  ExpectedEnd,
  PlannedPhone,
  PlanTest,
  PlanTestCall,
  TestAct,
  TestCaller,
} from '../../compiler/model/plan-test.ts';
import { compilePlan, type PlanOptions, type PlanText } from './harness.ts';

/** The tests of a plan as they are meant, as text: a line a test, two lines a call. */
export function testsOf(text: PlanText, options: PlanOptions = {}): string {
  const { plan, diagnostics } = compilePlan(text, options);
  if (plan === undefined) return diagnostics.map(({ code, message }) => `${code} ${message}\n`).join('');
  return plan.tests.map(testText).join('');
}

function testText({ name, calls, given }: PlanTest): string {
  const state = [...given.overrides].map(([id, to]) => `${id} ${to}`);
  const head = state.length === 0 ? name : `${name} (${state.join(', ')})`;
  return [head, ...calls.flatMap(callText)].map((line) => `${line}\n`).join('');
}

function callText({ from, to, at, acts, hangsUp, phones, expect }: PlanTestCall): readonly string[] {
  const parts = [
    `${partyText(from)} calls ${to} at ${new Date(at).toISOString().slice(0, 16)}`,
    ...acts.map(actText),
    ...phones.map(phoneText),
    ...(hangsUp === undefined ? [] : [`hangs up after ${hangsUp} s`]),
  ];
  return [`  ${parts.join('; ')}`, `  -> ${expectText(expect).join('; ')}`];
}

function partyText(party: TestCaller): string {
  switch (party.kind) {
    case 'extension':
      return party.id;
    case 'number':
      return party.number;
    case 'sip':
      return party.uri;
    case 'client':
      return `client:${party.identity}`;
    case 'withheld':
      return 'withheld';
  }
}

const actText = (act: TestAct): string =>
  act.does === 'press' ? `press ${act.keys}` : act.does === 'say' ? `say "${act.words}"` : act.does;

function phoneText({ who, phone }: PlannedPhone): string {
  const name = who === 'default' ? who : partyText(who);
  if (phone.does !== 'answers') return `${name} ${phone.does}`;
  const { after, presses, hangsUp, transfers } = phone;
  return [
    `${name} answers after ${after} s`,
    ...(presses === undefined ? [] : [`presses ${presses.join(' ')}`]),
    ...(hangsUp === undefined ? [] : [`hangs up after ${hangsUp} s`]),
    ...(transfers === undefined ? [] : [`transfers to ${transfers.to} after ${transfers.after} s`]),
  ].join(', ');
}

function expectText(expect: Expectations): readonly string[] {
  const { rings, neverRings, through, hears, ends, callerId, within } = expect;
  const steps = rings?.value.map(({ kind, phones }) => {
    const names = phones.map(
      (one) => `${partyText(one.party)}${one.for === undefined ? '' : ` for ${one.for} s`}`,
    );
    return kind === 'any_order' ? `any order of ${names.join(', ')}` : names.join(' + ');
  });
  return [
    ...(steps === undefined ? [] : [`rings ${steps.length === 0 ? 'nobody' : steps.join(', then ')}`]),
    ...(neverRings === undefined
      ? []
      : [`never ${neverRings.map(({ value }) => partyText(value)).join(', ')}`]),
    ...(through === undefined ? [] : [`through ${through.map(({ value }) => value).join(', ')}`]),
    ...(hears === undefined ? [] : [`hears ${hears.map(({ value }) => `"${value}"`).join(', ')}`]),
    ...(ends === undefined ? [] : [`ends ${endText(ends.value)}`]),
    ...(callerId === undefined ? [] : [`shows ${callerId.value}`]),
    ...(within === undefined ? [] : [`within ${within.value} s`]),
  ];
}

function endText(end: ExpectedEnd): string {
  if (end.kind === 'phone') return partyText(end.party);
  return 'id' in end ? end.id : end.kind;
}
