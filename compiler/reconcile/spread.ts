/**
 * In which order writes are made, so that no map waits for another: Sync counts its limits on each map (docs/sync/limits),
 * so the time of a release is that of its largest map only if all of them are written all the time.
 * @param mapOf the map that a thing goes to
 * @returns indexes; within a map the order stays, and at any moment about the same share of every map is done
 */
export function spread<T>(things: readonly T[], mapOf: (thing: T) => string): readonly number[] {
  const sizes = new Map<string, number>();
  const places = things.map((thing, index) => {
    const map = mapOf(thing);
    const nth = sizes.get(map) ?? 0;
    sizes.set(map, nth + 1);
    return { index, map, nth };
  });
  const share = ({ map, nth }: (typeof places)[number]): number => (nth + 0.5) / (sizes.get(map) ?? 1);
  return places.sort((a, b) => share(a) - share(b) || a.index - b.index).map(({ index }) => index);
}
