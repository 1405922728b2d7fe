import type { Destination, NodeId, Phone } from '../../runtime/program.ts';
import type { Plan, Target } from '../model/plan.ts';

/** Who may call out, by `phone:<sip user>` and `client:<identity>`. */
export function lowerPhones({ nodes }: Plan): { readonly [key: NodeId]: Phone } {
  const phones: { [key: NodeId]: Phone } = {};
  for (const [id, { facts }] of nodes) {
    if (facts.phone === undefined) continue;
    const { key, class: rules, callerId } = facts.phone;
    phones[key] = {
      extension: id,
      ...(rules === undefined ? {} : { class: rules.value }),
      ...(callerId === undefined ? {} : { callerId: callerId.value }),
    };
  }
  return phones;
}

/** What short digits reach, by `dial:<digits>`. */
export function lowerDials(
  { nodes, shortNumbers, overrides }: Plan,
  destination: (to: Target) => Destination,
): { readonly [key: NodeId]: Destination } {
  const dials: { [key: NodeId]: Destination } = {};
  for (const [id, { facts }] of nodes)
    if (facts.digits !== undefined) dials[`dial:${facts.digits.value}`] = id;
  const codes = [...overrides.values()].flatMap((override) => override.dials);
  for (const { digits, to } of [...shortNumbers, ...codes]) dials[`dial:${digits}`] = destination(to);
  return dials;
}
