import type { Bundle, Destination, NodeId, Program, ProgramNode } from '../../../runtime/program.ts';
import type { TrialCall } from '../functions/trial.ts';

/** An outside caller: a number that Australia's regulator keeps for drama, like all examples here (acma.gov.au). */
const CALLER = '+61491570006';
const OTHER_CALLER = '+61491570156';

/** What a destination comes to for a caller, as far as one look tells. */
type Shown = 'sip' | 'client' | 'number' | 'group';

const shownAs: { readonly [kind: string]: Shown } = {
  sip: 'sip',
  client: 'client',
  number: 'number',
  ring_group: 'group',
};

const titles: { readonly [S in Shown]: string } = {
  sip: 'a number that rings a SIP phone',
  client: 'a number that rings a Twilio Client',
  number: 'a number that dials another number',
  group: 'a number that rings a group',
};

function nodeOf(to: Destination, program: Program): ProgramNode | undefined {
  return typeof to === 'string' ? program.nodes[to as NodeId] : to;
}

function shown(to: Destination, program: Program): Shown | undefined {
  const node = nodeOf(to, program);
  return node?.kind === 'extension' ? shownAs[node.phone.type] : node && shownAs[node.kind];
}

function dials(to: Destination, number: string, program: Program): boolean {
  const node = nodeOf(to, program);
  return node?.kind === 'number' && node.number === number;
}

/** One call to each kind of destination that the plan's numbers have, and one from a phone inside. */
export function trialCalls(program: Program, bundle: Bundle): readonly TrialCall[] {
  const numbers = Object.entries(program.numbers);
  const incoming = (Object.keys(titles) as Shown[]).flatMap((kind): TrialCall[] => {
    const [number, entry] = numbers.find(([, { to }]) => shown(to, program) === kind) ?? [];
    if (number === undefined || entry === undefined) return [];
    // Nobody calls themselves.
    const from = dials(entry.to, CALLER, program) ? OTHER_CALLER : CALLER;
    return [{ title: titles[kind], path: 'incoming', parameters: { From: from, To: number } }];
  });
  return [...incoming, ...outgoing(program, bundle)];
}

function outgoing(program: Program, { domain }: Bundle): readonly TrialCall[] {
  const phones = Object.keys(program.phones);
  const phone = phones.find((key) => key.startsWith('phone:')) ?? phones[0];
  const dials = Object.entries(program.dials);
  const [dial] =
    dials.find(([, to]) => phone === undefined || to !== program.phones[phone as NodeId]?.extension) ?? [];
  if (phone === undefined || dial === undefined) return [];
  const user = phone.slice(phone.indexOf(':') + 1);
  const host = domain ?? 'example.sip.twilio.com';
  const digits = dial.slice('dial:'.length);
  const sip = phone.startsWith('phone:');
  const from = sip ? `sip:${user}@${host}` : `client:${user}`;
  const to = sip ? `sip:${digits}@${host}` : digits;
  return [{ title: `${user} dials ${digits}`, path: 'outgoing', parameters: { From: from, To: to } }];
}
