import type { PlanShortNumber } from '../model/plan.ts';
import { keyOf } from '../model/plan.ts';
import type { WrittenPlan } from '../model/written.ts';
import type { PlanScope } from './scope.ts';

/** What phones inside can dial beside extensions. */
export function readShortNumbers(
  { short_numbers }: WrittenPlan,
  scope: PlanScope,
): readonly PlanShortNumber[] {
  return short_numbers.map(({ name, value, origin }) => {
    const id = `dial:${name}`;
    const at = { file: origin.file, path: origin.path };
    const to = scope.destination(value, at, { id, title: titleOf(name), origin: at }, 'to', id);
    return { digits: name, to, origin: keyOf(origin) };
  });
}

/** How messages speak of a short number. */
export const titleOf = (digits: string): string => `the short number \`${digits}\``;
