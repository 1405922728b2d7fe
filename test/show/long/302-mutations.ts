import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../compiler/compile.ts';
import type { Asset, Position } from '../../../compiler/model/source.ts';
import { root } from '../../support/command-line.ts';
import { WHOLE_PLAN, WHOLE_TABLES } from '../../support/yaml.ts';
import { claim, show } from '../show.ts';

// Plans that a clumsy hand has edited, for ten minutes (`SHOW_MINUTES` says otherwise), from a seed of the clock or `SHOW_SEED`: the
// compiler answers every one with diagnostics, never with an exception, and each place that it names lies inside its file.

type Files = { readonly [file: string]: string };
type Random = (below: number) => number;

/** Whole numbers from a seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** The files of a plan of the repository. */
const planAt = (path: string): Files => {
  const folder = join(root, path);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
};

const PLANS: readonly Files[] = [
  planAt('dialplan/acme'),
  { 'dialplan.yaml': WHOLE_PLAN, ...WHOLE_TABLES },
  // The whole plan is whole in its shape only; these go through every phase.
  ...['bilingual-menu', 'mailboxes', 'routes'].map((name) => planAt(`test/cases/${name}`)),
];
const ASSETS: readonly Asset[] = ['closed', 'en', 'terms', 'privacy', 'privacy-fr'].map((name) => ({
  name: `audio/${name}.mp3`,
  bytes: 1_000,
}));

/** What hands put in by mistake: signs of YAML, words of the language, values at their edges, characters nobody sees. */
const SCRAPS = [
  ...': , # - { } [ ] & * ! | > \' " % @ ` ? ~ / + . 0 9 X'.split(' '),
  ...[' ', '\n', '\n  ', '\t', '\r\n', '\r', '\u0000', '\u2028', '\ufeff', '\ud800', '🎄', 'é'],
  ...['<<: ', '&a ', '*a', '!!int ', '---\n', '\u0024{X}', '{{queue}}', '{{', '..', ' # ', '""', '{}', '[]'],
  ...['null', 'true', '-1', '1e400', '99999999999999999999', '0x10', '.nan', '2026-02-30', '25:61', '0s'],
  ...['repeat', 'return', 'hangup', 'outbound', 'withheld', 'otherwise', 'sales', 'closed', 'office'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__: {}\n', 'constructor: x, '],
] as const;

/** The text from `from` on, `length` characters of it, replaced. */
const splice = (text: string, from: number, length: number, by: string): string =>
  text.slice(0, from) + by + text.slice(from + length);

const pick = <T>(random: Random, list: readonly T[], otherwise: T): T =>
  list[random(list.length)] ?? otherwise;

type Edit = (text: string, random: Random) => string;

const WORD = /[\p{L}\p{N}_+-]+/gu;

/** The lines of a text, and one of them. */
function withLines(text: string, random: Random, change: (lines: string[], at: number) => void): string {
  const lines = text.split('\n');
  change(lines, random(lines.length));
  return lines.join('\n');
}

const EDITS: readonly Edit[] = [
  (text, random) => splice(text, random(text.length + 1), 0, pick(random, SCRAPS, '')),
  (text, random) => splice(text, random(text.length + 1), random(4) + 1, ''),
  (text, random) => splice(text, random(text.length + 1), random(200), ''),
  (text, random) => splice(text, random(text.length + 1), 1, pick(random, SCRAPS, '')),
  function anotherWord(text, random) {
    const words = [...text.matchAll(WORD)];
    const [out, taken] = [words[random(words.length || 1)], words[random(words.length || 1)]];
    return out === undefined ? text : splice(text, out.index, out[0].length, taken?.[0] ?? '');
  },
  function wordByScrap(text, random) {
    const words = [...text.matchAll(WORD)];
    const out = words[random(words.length || 1)];
    return out === undefined ? text : splice(text, out.index, out[0].length, pick(random, SCRAPS, ''));
  },
  (text, random) => withLines(text, random, (lines, at) => lines.splice(at, 1)),
  (text, random) => withLines(text, random, (lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  (text, random) =>
    withLines(text, random, (lines, at) => {
      lines.splice(random(lines.length), 0, ...lines.splice(at, 1 + random(3)));
    }),
  (text, random) =>
    withLines(text, random, (lines, at) => {
      const line = lines[at] ?? '';
      lines[at] = random(2) === 0 ? `  ${line}` : line.replace(/^ {1,2}/, '');
    }),
];

function mutated(random: Random): Files {
  const files: { [file: string]: string } = { ...pick(random, PLANS, {}) };
  for (let edits = 1 + random(6); edits > 0; edits -= 1) {
    const file = pick(random, Object.keys(files), '');
    const edit = pick(random, EDITS, (text: string) => text);
    files[file] = edit(files[file] ?? '', random);
  }
  return files;
}

/** What is wrong with the answer about a plan; empty: nothing. */
function faultsOf(files: Files, seen: Map<string, number>): readonly string[] {
  const sources = Object.entries(files).map(([name, text]) => ({ file: `plan/${name}`, text }));
  try {
    const { diagnostics, locator } = compile(
      { directory: 'plan', sources, assets: ASSETS },
      { variables: {}, files: { runtime: '//', classify: '//' } },
    );
    return diagnostics.flatMap(({ code, origin, message }) => {
      seen.set(code, (seen.get(code) ?? 0) + 1);
      if (origin === undefined) return [];
      const text = sources.find(({ file }) => file === origin.file)?.text;
      if (text === undefined) return [`${code} names the file ${origin.file}, which is none: ${message}`];
      const span = locator.span(origin);
      if (span === undefined)
        return [`${code} has a place that cannot be shown: ${JSON.stringify(origin)} ${message}`];
      const lines = text.split(/\r\n|\n/);
      // The end is exclusive; a mark at the end of a line covers the line break.
      const holds = ({ line, column }: Position, beyond: number): boolean =>
        line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + beyond;
      const inside = holds(span.start, 1) && holds(span.end, 2);
      return inside ? [] : [`${code} names a place outside its file: ${JSON.stringify(span)} ${message}`];
    });
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

await show(async () => {
  const minutes = Number(process.env.SHOW_MINUTES ?? 10);
  const seed = Number(process.env.SHOW_SEED ?? Date.now() % 1_000_000_000);
  const seen = new Map<string, number>();
  const end = Date.now() + minutes * 60_000;
  console.log(
    `     from seed ${seed}, plan by plan: SHOW_SEED=<seed of a plan> SHOW_MINUTES=0 shows it again`,
  );
  let plans = 0;
  let faulty = 0;
  do {
    const files = mutated(randomFrom(seed + plans));
    const faults = faultsOf(files, seen);
    if (faults.length > 0 && faulty < 10) console.log(`     seed ${seed + plans}: ${faults.join('\n     ')}`);
    if (faults.length > 0 && minutes === 0) console.log(JSON.stringify(files));
    if (faults.length > 0) faulty += 1;
    plans += 1;
  } while (Date.now() < end);
  const told = [...seen.values()].reduce((sum, count) => sum + count, 0);
  claim(
    `${plans} mutated plans in ${minutes} minutes: no exception, every place inside its file`,
    faulty === 0,
    `seed ${seed}, ${told} diagnostics of ${seen.size} codes, ${faulty} plans with a fault`,
  );
  console.log(
    `     ${[...seen]
      .sort()
      .map(([code, count]) => `${code} ${count}`)
      .join(', ')}`,
  );
});
