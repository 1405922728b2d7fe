import type { Exits } from '../../runtime/program.ts';
import { below, type Exit } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenDestination } from '../model/written.generated.ts';
import type { Place, Scope, Tell } from './kind.ts';

/** The exits that are written under some labels, in the order of the labels. */
export function readExits<L extends string>(
  written: { readonly [label in L]?: WrittenDestination },
  labels: readonly L[],
  place: Place,
  scope: Scope,
  origin: Origin = place.origin,
): readonly Exit[] {
  return labels.flatMap((label): Exit[] => {
    const to = written[label];
    if (to === undefined) return [];
    const at = below(origin, label);
    return [{ label, to: scope.destination(to, at, place, label), origin: at }];
  });
}

/** The exits as the end of a line for people. */
export const tellExits = (exits: Exits, tell: Tell): string =>
  Object.entries(exits)
    .map(([label, to]) => `; ${label.replace(/_/g, ' ')}: ${tell(to)}`)
    .join('');
