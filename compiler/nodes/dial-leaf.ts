import type { Leg } from '../../runtime/legs.ts';
import { below, type Exit, type Facts, type Placed } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenDestination } from '../model/written.generated.ts';
import { readExits } from './exits.ts';
import { PLAIN, type Place, type Scope } from './kind.ts';

/** What the verbs share that ring one party which is written in place. */
export interface DialLeaf {
  /** Absent: written wrongly, and reported. */
  readonly leg: Leg | undefined;
  readonly origin: Origin;
  readonly ring: Placed<number> | undefined;
  readonly exits: readonly Exit[];
}

/** What may stand beside the party. */
export interface WrittenDialOptions {
  readonly ring?: string;
  readonly otherwise?: WrittenDestination;
}

/** A ring time below a place. */
export function readRing(text: string | undefined, origin: Origin, scope: Scope): Placed<number> | undefined {
  if (text === undefined) return undefined;
  const value = scope.seconds(text, origin);
  return value === undefined ? undefined : { value, origin };
}

/** Resolves a leaf that dials. `key`: the verb, under which the party stands. */
export function dialLeaf(
  written: WrittenDialOptions,
  key: string,
  leg: (origin: Origin) => Leg | undefined,
  place: Place,
  scope: Scope,
): DialLeaf {
  const origin = below(place.origin, key);
  return {
    leg: leg(origin),
    origin,
    ring: readRing(written.ring, below(place.origin, 'ring'), scope),
    exits: readExits(written, ['otherwise'], place, scope),
  };
}

/** The facts of a node that rings one party. A dial leaf may leave its exits to the built-in sentences. */
export function dialFacts({ leg, origin, ring }: Omit<DialLeaf, 'exits'>): Facts {
  return {
    ...PLAIN,
    answers: true,
    rings: [
      {
        ...(leg === undefined ? {} : { to: { kind: 'leg', leg } as const }),
        ...(ring === undefined ? {} : { ring }),
        origin,
        ownRing: true,
      },
    ],
  };
}

/** The ring time as a program has it. */
export const lowerRing = (ring: Placed<number> | undefined): { ring?: number } =>
  ring === undefined ? {} : { ring: ring.value };

/** The ring time in a line for people. */
export const tellRing = ({ ring }: { readonly ring?: number }): string =>
  ring === undefined ? '' : ` for ${ring} s`;
