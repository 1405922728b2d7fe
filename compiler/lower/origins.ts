import type { Ref } from '../../runtime/world.ts';
import { keyOf, type Plan } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';

/** Where the author wrote what the references of a program name. */
export function originsOf({ nodes, numbers }: Plan): (ref: Ref) => Origin | undefined {
  const origins = new Map<string, Origin>();
  for (const { number, origin } of numbers) origins.set(`number:${number}`, keyOf(origin));
  for (const [id, { origin, facts }] of nodes) {
    origins.set(id, keyOf(origin));
    if (facts.phone !== undefined) origins.set(facts.phone.key, facts.phone.origin);
    if (facts.digits !== undefined) origins.set(`dial:${facts.digits.value}`, facts.digits.origin);
  }
  return (ref) => origins.get(ref);
}
