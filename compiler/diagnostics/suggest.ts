/** How many names are offered at most. */
const MOST = 3;

/** The names nearest to what was written, at most three, nearest first; only those that a slip of the fingers explains. */
export function suggest(written: string, names: Iterable<string>): readonly string[] {
  const wanted = fold(written);
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const distance = editDistance(wanted, fold(name), allowed);
    if (distance <= allowed) near.push({ name, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map((n) => n.name);
}

/** `did you mean …?` for a help line, or nothing when no name is near. */
export const didYouMean = (written: string, names: Iterable<string>): string | undefined =>
  wereMeant(suggest(written, names));

/** `did you mean …?` of names that were found already, or nothing when there are none. */
export function wereMeant(names: readonly string[]): string | undefined {
  const near = names.map((name) => `\`${name}\``);
  const last = near.pop();
  if (last === undefined) return undefined;
  return near.length === 0 ? `did you mean ${last}?` : `did you mean ${near.join(', ')} or ${last}?`;
}

/** Case, hyphens and spaces are no difference worth a step: `Front-Desk` is `front_desk`. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[-\s]/g, '_');
}

/**
 * Steps (insert, delete, change, swap of neighbours) from one word to the other (optimal string alignment);
 * anything beyond `limit` is `limit + 1`.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, at(beforeLast, j - 2) + 1);
      row.push(steps);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
