import type { Look } from '../nodes/kind.ts';
import { cutTo } from './cut.ts';
import { type Arrow, type Box, type Flow, wordsOf } from './flow.ts';
import { type CallPath, pathOf, type Visited } from './path.ts';
import { plainText } from './plain-text.ts';
import { lookOf } from './shapes.ts';

/** What GitHub draws at most (mermaid.js.org/config/schema-docs/config, maxEdges and maxTextSize). */
const MAX_EDGES = 500;
const MAX_TEXT = 50_000;

/** Shapes by outline: what stands before and behind the text. */
const SHAPES: { readonly [outline in Look['outline']]: readonly [before: string, behind: string] } = {
  pill: ['([', '])'],
  hexagon: ['{{', '}}'],
  barred: ['[/', '/]'],
  round: ['(', ')'],
  note: ['[', ']'],
  drum: ['[(', ')]'],
  plain: ['[[', ']]'],
};

/** Colours that are read on white and on black pages alike: each has its own ground. */
const COLOURS = {
  way_in: 'fill:#dbeafe,stroke:#1d4ed8,color:#10233f,stroke-width:2px',
  choice: 'fill:#fef3c7,stroke:#b45309,color:#33230a',
  ring: 'fill:#dcfce7,stroke:#15803d,color:#0d2b18',
  words: 'fill:#ede9fe,stroke:#6d28d9,color:#231542',
  stop: 'fill:#f3f4f6,stroke:#4b5563,color:#1f2937',
} as const;

const code = (character: string): string => `#${character.codePointAt(0) ?? 0};`;

/**
 * Text inside the quotes of a label. Mermaid reads Markdown, its own directives and HTML there, so all but letters,
 * digits and harmless signs are written as numbers (mermaid.js.org/syntax/flowchart, "Entity codes to escape characters").
 */
function escaped(text: string): string {
  // These it understands even as numbers: formulas, icons and line ends. A joiner without width parts them.
  const plain = plainText(text).replace(/\$(?=\$)|\\(?=n)|:(?=fa-)/g, '$&\u2060');
  return (
    plain
      .replace(
        /[^\p{L}\p{M}\p{N}\p{S} ,;?!()'’“”…+._/-]|[<>=$^`|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
        code,
      )
      // A list, a heading line, or the beginning of a web address would be Markdown.
      .replace(/^(?:[0-9]+(?=[.)])|[+-](?= |$))/, (mark) => [...mark].map(code).join(''))
      .replace(/-(?=-)|(?<=^|\s)-|-(?=\s|$)/g, code)
      .replace(/\bwww\./gi, (mark) => `${mark.slice(0, -1)}${code('.')}`)
      // Mermaid takes the last semicolon off a line that seems to set a style.
      .replace(/style|classDef/g, (word) => `${code(word)}${word.slice(1)}`)
  );
}

/** Every box and arrow of a picture with their names in the text. */
const nameOf = (index: number): string => `b${index}`;

function boxText({ kind, title, lines }: Box, index: number): string {
  const [before, behind] = SHAPES[lookOf(kind).outline];
  const rows = [...(title === undefined ? [] : [title]), ...lines].map(escaped);
  return `  ${nameOf(index)}${before}"${rows.join('<br/>')}"${behind}:::${lookOf(kind).family}`;
}

function arrowText(arrow: Arrow, names: ReadonlyMap<string, string>, path: CallPath | undefined): string {
  const steps = path?.steps.get(arrow) ?? [];
  const words = [...(steps.length === 0 ? [] : [`(${steps.join(', ')})`]), wordsOf(arrow)].filter(
    (each) => each !== '',
  );
  const label = words.length === 0 ? '' : `|"${escaped(words.join(' '))}"|`;
  return `  ${names.get(arrow.from)} -->${label} ${names.get(arrow.to)}`;
}

/** The lines that make a call's way bold, and all else pale. */
function pathLines({ boxes, arrows }: Flow, path: CallPath): readonly string[] {
  const named = (on: boolean): string =>
    boxes.flatMap(({ id }, i) => (path.boxes.has(id) === on ? nameOf(i) : [])).join(',');
  const drawn = (on: boolean): string =>
    arrows.flatMap((arrow, i) => (path.steps.has(arrow) === on ? String(i) : [])).join(',');
  return [
    '  classDef visited stroke-width:4px',
    '  classDef aside opacity:0.7',
    ...(named(true) === '' ? [] : [`  class ${named(true)} visited`]),
    ...(named(false) === '' ? [] : [`  class ${named(false)} aside`]),
    ...(drawn(true) === '' ? [] : [`  linkStyle ${drawn(true)} stroke-width:4px,stroke:#d97706`]),
    ...(drawn(false) === '' ? [] : [`  linkStyle ${drawn(false)} opacity:0.6`]),
  ];
}

function textOf(flow: Flow, visited: readonly Visited[] | undefined): string {
  const path = visited === undefined ? undefined : pathOf(flow, visited);
  const names = new Map(flow.boxes.map(({ id }, i) => [id, nameOf(i)]));
  const looks = new Set(flow.boxes.map(({ kind }) => lookOf(kind).family));
  const lines = [
    'flowchart TB',
    ...flow.boxes.map(boxText),
    ...flow.arrows.map((arrow) => arrowText(arrow, names, path)),
    ...[...looks].map((look) => `  classDef ${look} ${COLOURS[look]}`),
    ...(path === undefined ? [] : pathLines(flow, path)),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * A flow as the text of a Mermaid flowchart. What is more than GitHub draws is left out, the farthest first, and counted.
 * @param visited the turns of a call: its way is drawn bold, with the number of each step
 */
export function mermaid(flow: Flow, visited?: readonly Visited[]): string {
  const fits = (each: Flow): boolean =>
    each.arrows.length <= MAX_EDGES && textOf(each, visited).length < MAX_TEXT;
  return textOf(cutTo(flow, fits), visited);
}
