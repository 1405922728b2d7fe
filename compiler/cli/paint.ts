import { styleText } from 'node:util';
import type { Io, Output } from './io.ts';

/** Colours a text, or leaves it. */
export type Style = (text: string) => string;

/** The few styles that we use. */
export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly green: Style;
  readonly yellow: Style;
  readonly cyan: Style;
}

const names = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

const paintBy = (style: (name: (typeof names)[number]) => Style): Paint =>
  Object.fromEntries(names.map((name) => [name, style(name)])) as unknown as Paint;

/** No colours: for pipes, files and tests. */
export const plainPaint: Paint = paintBy(() => (text) => text);

// Whether there are colours is our own decision; `styleText` shall not look at the terminal again.
const colours: Paint = paintBy((name) => (text) => styleText(name, text, { validateStream: false }));

/** Colours where a person looks, unless NO_COLOR or `--no-color` says no (no-color.org); FORCE_COLOR says yes. */
export function paintFor(output: Output, io: Pick<Io, 'env'>, wanted: boolean): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== '')) return plainPaint;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return colours;
  return output.isTTY && TERM !== 'dumb' ? colours : plainPaint;
}
