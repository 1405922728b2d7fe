import { EXIT } from './exit-code.ts';
import { failure } from './failure.ts';

/** The name of a plan, and where it is given. */
export interface PlaceOfName {
  readonly name: string;
  /** The directory of the plan, as people see it. */
  readonly directory: string;
  /** The file, and the line where it is known. */
  readonly place: string;
}

/** DP8020: two plans that a command works on have one name. Nothing is done then. */
export function refuseTwins(places: readonly PlaceOfName[]): void {
  for (const [index, { name, directory, place }] of places.entries()) {
    const twin = places.slice(0, index).find((other) => other.name === name);
    if (twin === undefined) continue;
    throw failure('DP8020', `\`${twin.directory}\` and \`${directory}\` are both called \`${name}\``, {
      why: `a release, its items and dist/${name} go by that name, so each would take the place of the other (${twin.place}, ${place})`,
      help: 'give one of them another `name:`, or name only one of the directories',
      exit: EXIT.refused,
    });
  }
}
