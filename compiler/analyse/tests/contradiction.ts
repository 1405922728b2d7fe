import type { Placed } from '../../model/plan.ts';
import type { Expectations, TestParty } from '../../model/plan-test.ts';
import type { Report } from '../report.ts';
import { partyKey } from './parties.ts';

/** Reports DP3077 for what cannot all be true of one call. */
export function reportContradictions(expect: Expectations, title: string, report: Report): void {
  const { rings, neverRings = [], ends } = expect;
  const rung = new Map<string, Placed<TestParty>>();
  for (const { phones } of rings?.value ?? [])
    for (const { party, origin } of phones) rung.set(partyKey(party), { value: party, origin });
  const answers = ends?.value.kind === 'phone' ? ends.value.party : undefined;
  for (const { value, origin } of neverRings) {
    const key = partyKey(value);
    const rings = rung.get(key);
    const first = rings?.origin ?? (answers && partyKey(answers) === key ? ends?.origin : undefined);
    if (first === undefined) continue;
    report('DP3077', {
      message: `${title} expects that ${nameOf(value)} rings and that it never rings`,
      origin,
      label: 'never rings',
      related: [{ origin: first, text: rings === undefined ? 'answers' : 'rings' }],
      why: 'no plan could pass the test',
      help: 'take one of the two out',
    });
  }
  if (answers === undefined || ends === undefined || rings === undefined || rung.has(partyKey(answers)))
    return;
  report('DP3077', {
    message: `${title} ends at ${nameOf(answers)}, which \`rings\` does not have`,
    origin: ends.origin,
    label: 'answers without ringing',
    related: [{ origin: rings.origin, text: 'all that rings' }],
    why: 'no plan could pass the test',
    help: 'add it to `rings` where its turn comes, or take `rings` out',
  });
}

const nameOf = (party: TestParty): string =>
  `\`${party.kind === 'extension' ? party.id.slice('extension:'.length) : partyKey(party)}\``;
