import type { Arrow, Box, Flow } from './flow.ts';

/** The first boxes of a flow, and one box that counts the rest. */
function firstOf({ title, boxes, arrows }: Flow, count: number): Flow {
  const kept = boxes.slice(0, count);
  const ids = new Set(kept.map(({ id }) => id));
  const rest = boxes.length - count;
  const more: Box = {
    id: 'more',
    kind: 'more',
    lines: [`and ${rest} more ${rest === 1 ? 'place' : 'places'}, not drawn`],
  };
  const leaving = new Set(
    arrows.filter(({ from, to }) => ids.has(from) && !ids.has(to)).map(({ from }) => from),
  );
  const away = [...leaving].map((from): Arrow => ({ from, to: more.id, exits: [], words: [] }));
  const within = arrows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { title, boxes: [...kept, more], arrows: [...within, ...away] };
}

/**
 * A flow, or as much of it as fits: boxes are in the order of their distance from the entry.
 * @param fits what does may be asked of many flows; fewer boxes fit where more do
 */
export function cutTo(flow: Flow, fits: (flow: Flow) => boolean): Flow {
  if (fits(flow)) return flow;
  let [enough, tooMany] = [1, flow.boxes.length];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(firstOf(flow, middle))) enough = middle;
    else tooMany = middle;
  }
  return firstOf(flow, enough);
}
