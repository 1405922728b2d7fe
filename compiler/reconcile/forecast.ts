import type { ItemWrite } from './chain.ts';
import { byteLength, writeCost } from './pacing.ts';

/** How long the writes of a release will still take. */
export interface Forecast {
  /** One write has landed. */
  done(write: ItemWrite): void;
  /** In milliseconds. */
  left(now: number): number;
}

/** What one write counts for: as many ordinary ones. */
const costOf = (write: ItemWrite): number => writeCost(write.verb === 'delete' ? 0 : byteLength(write.data));

/** Milliseconds after which what was seen says more than what was planned. */
const SEEN_ENOUGH = 3_000;

/** How far back is looked, in milliseconds: a storm that has passed says nothing of what is still to come. */
const LOOKS_BACK = 10_000;

/** What was left to do on the map that has most, and when. */
interface Look {
  readonly at: number;
  readonly most: number;
}

/**
 * A forecast by our own pace: that of the map that has most to do. What was seen lately corrects it, where Sync says no
 * or is slow.
 * @param perSecond ordinary writes a second on one map
 * @param startedAt when the first write may be sent, milliseconds of the same clock as `now`
 */
export function forecast(writes: readonly ItemWrite[], perSecond: number, startedAt: number): Forecast {
  const open = new Map<string, number>();
  const add = (write: ItemWrite, sign: 1 | -1): void => {
    const { mapName } = write.name;
    open.set(mapName, (open.get(mapName) ?? 0) + sign * costOf(write));
  };
  for (const write of writes) add(write, 1);
  const longest = (): number => Math.max(0, ...open.values());
  const all = longest();
  const begun: Look = { at: startedAt, most: all };
  // What was left at each look of late; before them the last one that is older.
  const looks = [begun];
  return {
    done: (write) => add(write, -1),
    left(now) {
      const most = longest();
      // The pacer's bucket is full at the beginning: its first second's worth waits for nothing.
      const free = most === all ? perSecond : 0;
      const planned = (Math.max(0, most - free) / perSecond) * 1000;
      while ((looks[1]?.at ?? now) < now - LOOKS_BACK) looks.shift();
      const late = looks[0] ?? begun;
      looks.push({ at: now, most });
      if (now - startedAt < SEEN_ENOUGH || most === all || most === 0) return planned;
      const at = (since: Look): number => ((now - since.at) * most) / Math.max(since.most - most, 0);
      // The better of the two: in a storm hardly anything lands of late, and after one what came before it tells nothing.
      return Math.max(planned, Math.min(at(late), at(begun)));
    },
  };
}
