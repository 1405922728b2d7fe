import { listedRef, type Ref } from '../../runtime/world.ts';
import { keyOf, type Plan } from './plan.ts';
import type { Origin } from './source.ts';

/** Where the author wrote what the references of a program name; gathered when first asked, which is only after a mistake. */
export function originsOf(plan: Plan): (ref: Ref) => Origin | undefined {
  let origins: ReadonlyMap<string, Origin> | undefined;
  return (ref) => {
    origins ??= gather(plan);
    return origins.get(ref);
  };
}

function gather({
  nodes,
  numbers,
  shortNumbers,
  schedules,
  lists,
  overrides,
}: Plan): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const { number, origin } of numbers) origins.set(`number:${number}`, keyOf(origin));
  for (const { digits, origin } of shortNumbers) origins.set(`dial:${digits}`, origin);
  for (const [id, { origin, facts }] of nodes) {
    origins.set(id, keyOf(origin));
    if (facts.phone !== undefined) origins.set(facts.phone.key, facts.phone.origin);
    if (facts.digits !== undefined) origins.set(`dial:${facts.digits.value}`, facts.digits.origin);
  }
  for (const { id, origin, numbers: callers } of lists.values()) {
    origins.set(id, keyOf(origin));
    for (const number of callers.keys()) origins.set(listedRef(id, number), keyOf(origin));
  }
  for (const { id, origin, dials } of overrides.values()) {
    origins.set(id, keyOf(origin));
    for (const dial of dials) origins.set(`dial:${dial.digits}`, dial.origin);
  }
  for (const [id, { origin }] of schedules) origins.set(id, keyOf(origin));
  return origins;
}
