import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectRoutes } from '../compiler/local/functions/project-routes.ts';
import { allPhases, HEAD } from './support/harness.ts';

// The review in runtime/README.md says only what is so: its paths, its tests and its dependencies are looked up.

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const readme = read('runtime/README.md');

/** The cells of a table below a heading, without its head. */
function table(heading: string): readonly (readonly string[])[] {
  const from = readme.indexOf(`\n### ${heading}\n`);
  if (from < 0) throw new Error(`no table is called ${heading}`);
  const [, ...rest] = readme.slice(from).split(/\n\n(?=\|)/);
  const lines = (rest[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const quoted = (cell = ''): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

describe('the review', () => {
  it('names every path of a generated project, and who may ask for it', () => {
    const text = `${HEAD}numbers: {"+61 2 5550 1000": {say: Hello., then: hangup}}\n`;
    const plan = [{ file: 'plan/dialplan.yaml', text }];
    const { artifacts } = allPhases(plan, 'plan');
    const files = [...(artifacts?.files ?? []).map(({ path }) => path), 'assets/media/hello.mp3'];
    const routes = [...projectRoutes(files).values()];
    expect(routes.length).toBeGreaterThan(12);
    const named = table('Who can reach what').flatMap(([paths, who = '']) =>
      quoted(paths).map((path) => ({ path, who: who.split(':')[0] ?? '' })),
    );
    for (const { path, visibility } of routes) {
      const shown = path.startsWith('/media/') ? '/media/*' : path;
      const rows = named.filter((row) => row.path === shown).map(({ who }) => who);
      expect({ path, who: rows[0] }).toEqual({ path, who: visibility });
    }
    const there = new Set(routes.map(({ path }) => path));
    expect(named.filter(({ path }) => path !== '/media/*' && !there.has(path))).toEqual([]);
  });

  it('names for each way of toll fraud a file that closes it and a test that shows it', () => {
    const rows = table('Toll fraud: ways that were tried, and what closes each');
    expect(rows.length).toBeGreaterThan(12);
    for (const [attempt = '', closed = '', test = ''] of rows) {
      const [file = ''] = quoted(closed);
      expect({ attempt, file, there: existsSync(`${root}runtime/${file}`) }).toMatchObject({ there: true });
      const [, path = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
      expect({ attempt, title, there: read(`test/${path}`).includes(`'${title}'`) }).toMatchObject({
        there: true,
      });
    }
  });

  it('names every dependency, each with its reason, and no other', () => {
    const manifest = JSON.parse(read('package.json')) as { readonly [kind: string]: object };
    const declared = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap(
      (kind) => Object.keys(manifest[kind] ?? {}),
    );
    const rows = table('Dependencies');
    expect(rows.flatMap(([names]) => quoted(names)).sort()).toEqual([...new Set(declared)].sort());
    for (const [, reason = ''] of rows) expect(reason.length).toBeGreaterThan(4);
    const development = rows.filter(([, reason]) => reason?.startsWith('development: '));
    expect(development.flatMap(([names]) => quoted(names)).sort()).toEqual(
      Object.keys(manifest.devDependencies ?? {}).sort(),
    );
  });
});
