import type { Look } from '../nodes/kind.ts';

/** Ground, edge and sign of each family of boxes, on light and on dark pages: text on every ground has a contrast above 7. */
const LIGHT: { readonly [F in Look['family']]: readonly [ground: string, edge: string] } = {
  way_in: ['#dbeafe', '#1d4ed8'],
  choice: ['#fef3c7', '#b45309'],
  ring: ['#dcfce7', '#15803d'],
  words: ['#ede9fe', '#6d28d9'],
  stop: ['#f3f4f6', '#4b5563'],
};
const DARK: typeof LIGHT = {
  way_in: ['#172a4d', '#7cb0ff'],
  choice: ['#3a2a0c', '#f0b349'],
  ring: ['#0f3320', '#62d58d'],
  words: ['#2b1f4a', '#b9a0ff'],
  stop: ['#24292f', '#9aa4b0'],
};

const families = (colours: typeof LIGHT): string =>
  Object.entries(colours)
    .map(([family, [ground, edge]]) => `--${family}:${ground};--${family}-edge:${edge}`)
    .join(';');

const rules = (names: readonly string[]): string =>
  names.map((name) => `.dialplan-flow .${name}{--g:var(--${name});--e:var(--${name}-edge)}`).join('');

/** The style sheet of a picture. Every rule is below its class, because on a page a style sheet holds for the whole page. */
export const STYLE = [
  `.dialplan-flow{--page:#fff;--ink:#1f2328;--soft:#57606a;--bold:#c2410c;--on-bold:#fff;${families(LIGHT)};font-family:Helvetica,Arial,"Liberation Sans",sans-serif}`,
  `@media (prefers-color-scheme:dark){.dialplan-flow{--page:#0d1117;--ink:#e6edf3;--soft:#9aa4b0;--bold:#fb923c;--on-bold:#1f1206;${families(DARK)}}}`,
  rules(Object.keys(LIGHT)),
  '.dialplan-flow .ground{fill:var(--page)}',
  '.dialplan-flow .o{fill:var(--g);stroke:var(--e);stroke-width:1.4}',
  '.dialplan-flow .s{fill:none;stroke:var(--e);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}',
  '.dialplan-flow .s.dots{stroke-width:2.6}',
  '.dialplan-flow text{fill:var(--ink);font-size:12px}',
  '.dialplan-flow .n{font-size:13px;font-weight:bold}',
  '.dialplan-flow .l{font-size:11px}',
  '.dialplan-flow .b{font-size:11px;font-weight:bold;fill:var(--on-bold)}',
  '.dialplan-flow .badge{fill:var(--bold)}',
  '.dialplan-flow .arrow{fill:none;stroke:var(--soft);stroke-width:1.3}',
  '.dialplan-flow .head path{fill:var(--soft)}',
  '.dialplan-flow .bold path{fill:var(--bold)}',
  '.dialplan-flow .arrow.on{stroke:var(--bold);stroke-width:3}',
  '.dialplan-flow .on .o{stroke:var(--bold);stroke-width:3}',
  '.dialplan-flow .arrow.aside{stroke-opacity:.4}',
  '.dialplan-flow .box.aside,.dialplan-flow .label.aside text{opacity:.6}',
].join('\n');
