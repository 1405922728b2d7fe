import { cutTo } from './cut.ts';
import { type Flow, wordsOf } from './flow.ts';
import { type Area, type Placed, type PlacedArrow, type Point, placed } from './layout.ts';
import { type CallPath, pathOf, type Visited } from './path.ts';
import { plainText } from './plain-text.ts';
import { lookOf, outlineOf, sideOf } from './shapes.ts';
import { STYLE } from './svg-style.ts';
import {
  type ArrowText,
  arrowText,
  type BoxText,
  boxText,
  LINE,
  type Line,
  NAME,
  PAD,
  SIGN,
  STEP,
  stepWidth,
} from './svg-text.ts';
import { textWidth } from './text-size.ts';

/** More boxes than this are no picture for people, and take seconds to place. */
const MAX_BOXES = 400;

const XML: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => XML[character] ?? character);

const fixed = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${fixed(x)} ${fixed(y)}`;

/** One line of text, held to the width that was measured, whatever font there is. */
function textSvg(
  { text, type }: Line,
  x: number,
  baseline: number,
  anchor: 'start' | 'middle',
  name: string,
): string {
  const width = textWidth(text, type);
  const held = text.length < 3 ? '' : ` textLength="${fixed(width)}" lengthAdjust="spacingAndGlyphs"`;
  const middle = anchor === 'middle' ? ' text-anchor="middle"' : '';
  return `<text class="${name}" x="${fixed(x)}" y="${fixed(baseline)}"${middle}${held}>${escaped(text)}</text>`;
}

/** How far below the top of a line its letters stand. */
const BASELINE = 12;

function boxSvg({ box, lines }: BoxText, area: Area, path: CallPath | undefined): string {
  const { family, sign, word } = lookOf(box.kind);
  const left = area.x - area.width / 2 + PAD.x + sideOf(box.kind);
  const top = area.y - (lines.length * LINE) / 2;
  const on = path === undefined ? '' : path.boxes.has(box.id) ? ' on' : ' aside';
  const told = [word, box.title ?? '', box.place ?? '']
    .filter((each) => each !== '')
    .map(plainText)
    .join(', ');
  const texts = lines.map((line, i) =>
    textSvg(line, left + SIGN, top + i * LINE + BASELINE, 'start', line.type === NAME ? 'n' : 't'),
  );
  return [
    `<g class="box ${family}${on}"><title>${escaped(told)}</title>`,
    outlineOf(box.kind, area),
    `<path class="${sign.includes('.01') ? 's dots' : 's'}" transform="translate(${fixed(left - 1)} ${fixed(lines.length === 1 ? area.y - 8 : top)})" d="${sign}"/>`,
    ...texts,
    '</g>',
  ].join('');
}

/** A line through points: straight down where two have the same `x`, and swinging over where they have not. */
function curve(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      if (before === undefined) return `M${at(point)}`;
      if (before.x === point.x) return `V${fixed(point.y)}`;
      const middle = (before.y + point.y) / 2;
      return `C${at({ x: before.x, y: middle })} ${at({ x: point.x, y: middle })} ${at(point)}`;
    })
    .join(' ');
}

function loop([a, b, c, d]: readonly Point[]): string {
  return a && b && c && d
    ? `M${at(a)} C${at(b)} ${at(b)} ${at({ x: b.x, y: (b.y + c.y) / 2 })} C${at(c)} ${at(c)} ${at(d)}`
    : '';
}

function lineSvg(placedArrow: PlacedArrow, { steps }: ArrowText, on: string, id: string): string {
  const d = placedArrow.loop ? loop(placedArrow.points) : curve(placedArrow.points);
  return `<path class="arrow${on}" marker-end="url(#${id}-${steps === '' ? 'head' : 'bold'})" d="${d}"/>`;
}

function labelSvg({ lines, steps }: ArrowText, { x, y, width, height }: Area, on: string): string {
  if (width === 0) return '';
  const top = y - height / 2 + 2;
  const badge = stepWidth(steps);
  const rows = lines.map((line, i) =>
    textSvg(line, x, top + (steps === '' ? 0 : LINE + 4) + i * LINE + BASELINE, 'middle', 'l'),
  );
  return [
    `<g class="label${on}"><rect class="ground" x="${fixed(x - width / 2)}" y="${fixed(y - height / 2)}" width="${fixed(width)}" height="${fixed(height)}" rx="3"/>`,
    ...(steps === ''
      ? []
      : [
          `<rect class="badge" x="${fixed(x - badge / 2)}" y="${fixed(top)}" width="${fixed(badge)}" height="18" rx="9"/>`,
          textSvg({ text: steps, type: STEP }, x, top + 13, 'middle', 'b'),
        ]),
    ...rows,
    '</g>',
  ].join('');
}

/** The picture in words, for those who hear it. */
function described({ boxes, arrows }: Flow): string {
  const names = new Map(boxes.map(({ id, title, lines }) => [id, title ?? lines[0] ?? id]));
  const ways = arrows.map((arrow) => {
    const words = wordsOf(arrow);
    return `${names.get(arrow.from)}${words === '' ? '' : `, ${words}`}: to ${names.get(arrow.to)}`;
  });
  const told = ways.slice(0, MOST_TOLD).join('; ');
  return plainText(`${told}${ways.length > MOST_TOLD ? `; and ${ways.length - MOST_TOLD} more` : ''}.`);
}

/** Arrows that are told in words. */
const MOST_TOLD = 60;

function painted(
  flow: Flow,
  boxes: readonly BoxText[],
  arrows: readonly ArrowText[],
  where: Placed,
  look: Look,
): string {
  const { id, path } = look;
  const on = ({ arrow }: ArrowText): string =>
    path === undefined ? '' : path.steps.has(arrow) ? ' on' : ' aside';
  const lines = where.arrows.map((each, i) => {
    const text = arrows[i];
    return text === undefined ? '' : lineSvg(each, text, on(text), id);
  });
  const labels = where.arrows.map((each, i) => {
    const text = arrows[i];
    return text === undefined ? '' : labelSvg(text, each.label, on(text));
  });
  const width = fixed(where.size.width);
  const height = fixed(where.size.height);
  const head = (name: string): string =>
    `<marker id="${id}-${name}" class="${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 L8 4 L0 8 Z"/></marker>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="dialplan-flow" role="img" aria-labelledby="${id}-title ${id}-desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="${id}-title">${escaped(plainText(flow.title))}</title>`,
    `<desc id="${id}-desc">${escaped(described(flow))}</desc>`,
    `<style>${STYLE}</style>`,
    `<defs>${head('head')}${head('bold')}</defs>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    // What the call did lies above what it did not do.
    ...inOrder(lines),
    ...boxes.map((box, i) => boxSvg(box, where.boxes[i] ?? { x: 0, y: 0, width: 0, height: 0 }, path)),
    ...labels.filter((label) => label !== ''),
    '</svg>',
  ].join('\n');
}

const inOrder = (lines: readonly string[]): readonly string[] => [
  ...lines.filter((line) => !line.includes('class="arrow on"')),
  ...lines.filter((line) => line.includes('class="arrow on"')),
];

interface Look {
  readonly id: string;
  readonly path: CallPath | undefined;
}

/** How a picture is drawn. */
export interface SvgOptions {
  /** The turns of a call: its way is drawn bold, with the number of each step. */
  readonly visited?: readonly Visited[];
  /** What ids begin with, so that pictures on one page do not take each other's. */
  readonly id?: string;
}

/**
 * A flow as an SVG picture that needs nothing else: light or dark as the reader has it, text in boxes that fit it. The
 * same flow gives the same bytes. What is more than a picture can show is left out, the farthest first, and counted.
 */
export function svg(whole: Flow, { visited, id = 'flow' }: SvgOptions = {}): string {
  // One more is the box that counts the rest.
  const flow = cutTo(whole, ({ boxes }) => boxes.length <= MAX_BOXES + 1);
  const path = visited === undefined ? undefined : pathOf(flow, visited);
  const boxes = flow.boxes.map(boxText);
  const arrows = flow.arrows.map((arrow) => arrowText(arrow, path));
  const index = new Map(flow.boxes.map((box, i) => [box.id, i]));
  const where = placed({
    boxes,
    arrows: arrows.map(({ arrow: { from, to }, width, height }) => ({
      from: index.get(from) ?? 0,
      to: index.get(to) ?? 0,
      label: { width, height },
    })),
  });
  return `${painted(flow, boxes, arrows, where, { id, path })}\n`;
}
