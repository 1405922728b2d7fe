import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cycles } from '../compiler/analyse/cycles.ts';

// The laws of the house (compiler/README.md), kept by reading every import of the shipped source.

const root = fileURLToPath(new URL('..', import.meta.url));

/** A file of ours, its imports as paths from the root (`node:…` and packages stay as they are), and its text. */
interface Module {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const importing = /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, join(root, dirname(from), specifier))
    .split(sep)
    .join('/');
}

const modules: readonly Module[] = ['compiler', 'runtime'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name): Module => {
      const path = `${folder}/${name.split(sep).join('/')}`;
      const text = readFileSync(join(root, path), 'utf8');
      const imports = [...text.matchAll(importing)].map((match) => resolve(path, match[1] ?? match[2] ?? ''));
      return { path, text, imports };
    }),
);

const inside = (folder: string) => modules.filter(({ path }) => path.startsWith(`${folder}/`));
const ours = (path: string): boolean => /^(compiler|runtime|schema)\//.test(path);

/** `file -> import` for every import of these files that breaks a law. */
const breaking = (files: readonly Module[], broken: (imported: string, from: string) => boolean): string[] =>
  files.flatMap(({ path, imports }) =>
    imports.filter((each) => broken(each, path)).map((each) => `${path} -> ${each}`),
  );

/** `format` is none, but knows as little of the others. */
const phases = ['parse', 'validate', 'analyse', 'lower', 'emit', 'format'];
const edges = ['runtime/handler.ts', 'runtime/sync-store.ts', 'runtime/main.ts'];

/** Where effects may be: the command line, the embedded services, the Twilio client, and the edges of the runtime. */
const effectful = (path: string): boolean =>
  /^compiler\/(cli|local)\//.test(path) ||
  ['compiler/reconcile/twilio-target.ts', 'compiler/reconcile/steady-clock.ts'].includes(path) ||
  edges.includes(path) ||
  [
    'runtime/delivery.ts',
    'runtime/notify.ts',
    'runtime/recorded.ts',
    'runtime/setup-page.ts',
    'runtime/sync-client.ts',
  ].includes(path);

/** Hashing is arithmetic: `node:crypto` is the one module that pure files of the runtime may have. */
const hashing = ['runtime/digest.ts', 'runtime/links.ts', 'runtime/setup-link.ts'];

describe('the house', () => {
  it('is read by this test', () => {
    expect(modules.length).toBeGreaterThan(100);
    expect(modules.find(({ path }) => path === 'runtime/step.ts')?.imports).toContain('runtime/locate.ts');
  });

  it('ships only runtime/: nothing of it reaches into the compiler', () => {
    expect(breaking(inside('runtime'), (each) => ours(each) && !each.startsWith('runtime/'))).toEqual([]);
  });

  it('keeps packages out of what ships, but for the number classifier', () => {
    const packages = breaking(inside('runtime'), (each) => !ours(each) && !each.startsWith('node:'));
    expect(packages).toEqual(['runtime/classify.ts -> libphonenumber-js/max']);
  });

  it('keeps the edges of the runtime out of the compiler', () => {
    expect(breaking(inside('compiler'), (each) => edges.includes(each))).toEqual([]);
  });

  it('lets phases meet only in the model', () => {
    for (const phase of phases) {
      const others = phases.filter((each) => each !== phase).map((each) => `compiler/${each}/`);
      const broken = (each: string) => others.some((folder) => each.startsWith(folder));
      expect(breaking(inside(`compiler/${phase}`), broken)).toEqual([]);
    }
  });

  it('lets only compile.ts and the command line name the phases', () => {
    const named = (each: string) => phases.some((phase) => each.startsWith(`compiler/${phase}/`));
    const outside = inside('compiler').filter(
      ({ path }) =>
        !phases.some((phase) => path.startsWith(`compiler/${phase}/`)) && !path.startsWith('compiler/cli/'),
    );
    const files = breaking(outside, named).map((each) => each.split(' -> ')[0]);
    expect([...new Set(files)]).toEqual(['compiler/compile.ts']);
  });

  it('keeps verbs apart from verbs, and rules from verbs', () => {
    for (const folder of ['compiler/nodes', 'runtime/nodes']) {
      const table = `${folder}/index.ts`;
      const verbs = inside(folder).filter(({ path }) => path !== table);
      const kinds = new Set(readdirSync(join(root, 'runtime/nodes')).filter((name) => name !== 'index.ts'));
      const isVerb = (each: string) =>
        each.startsWith(`${folder}/`) && kinds.has(each.slice(folder.length + 1));
      expect(breaking(verbs, (each) => isVerb(each))).toEqual([]);
    }
    const verb = (each: string) => /^(compiler|runtime)\/nodes\//.test(each);
    expect(breaking(inside('compiler/analyse/rules'), verb)).toEqual([]);
  });

  it('lets the base know nothing of the floors above', () => {
    const upward = (each: string) => ours(each) && !/^(compiler\/model|runtime)\//.test(each);
    expect(breaking(inside('compiler/model'), upward)).toEqual([]);
    const simulator = breaking(inside('compiler/reconcile'), (each) => each.startsWith('compiler/local/'));
    expect(simulator).toEqual([]);
  });

  it('keeps the simulated phone network free of everything else: it drives any TwiML', () => {
    const foreign = (each: string) => ours(each) && !each.startsWith('compiler/simulate/');
    expect(breaking(inside('compiler/simulate'), foreign)).toEqual([]);
  });

  it('plays the calls of a plan with what ships, and lets its tests know only of played calls', () => {
    const forTrace = (each: string) => /^compiler\/(trace|simulate|model)\/|^runtime\//.test(each);
    expect(breaking(inside('compiler/trace'), (each) => ours(each) && !forTrace(each))).toEqual([]);
    const forTests = (each: string) => forTrace(each) || /^compiler\/(plan-tests|diagnostics)\//.test(each);
    expect(breaking(inside('compiler/plan-tests'), (each) => ours(each) && !forTests(each))).toEqual([]);
  });

  it('counts what a plan can carry from played calls and what ships', () => {
    const known = (each: string) => /^compiler\/(capacity|trace|simulate|model)\/|^runtime\//.test(each);
    expect(breaking(inside('compiler/capacity'), (each) => ours(each) && !known(each))).toEqual([]);
  });

  it('draws pictures of any program: no phase is known to them, nor any edge', () => {
    const known = (each: string) => /^compiler\/(graph|model|nodes)\/|^runtime\//.test(each);
    expect(breaking(inside('compiler/graph'), (each) => ours(each) && !known(each))).toEqual([]);
  });

  it('has no circle of imports, types included', () => {
    const above = new Map(modules.map(({ path, imports }) => [path, imports.filter(ours)]));
    const circles = cycles([...above.keys()], (path) => above.get(path) ?? []);
    expect(circles.map((files) => files.join(', '))).toEqual([]);
  });

  it('knows each package in one folder', () => {
    const homes: { readonly [name: string]: RegExp } = {
      yaml: /^compiler\/(parse|format)\//,
      ajv: /^compiler\/validate\//,
      handlebars: /^compiler\/emit\//,
      commander: /^compiler\/cli\//,
      'cli-progress': /^compiler\/cli\//,
      chokidar: /^compiler\/local\//,
      '@dagrejs/dagre': /^compiler\/graph\//,
      'fast-xml-parser': /^compiler\/(simulate\/|report\/junit)/,
    };
    for (const [name, home] of Object.entries(homes)) {
      const files = modules.filter(({ imports }) =>
        imports.some((each) => each === name || each.startsWith(`${name}/`)),
      );
      expect(files.map(({ path }) => path).filter((path) => !home.test(path))).toEqual([]);
    }
    const twilio = modules.filter(({ imports }) => imports.some((each) => /^twilio(\/|$)/.test(each)));
    const allowed = /^compiler\/(reconcile\/twilio-target|local\/.*)\.ts$/;
    expect(twilio.map(({ path }) => path).filter((path) => !allowed.test(path))).toEqual([]);
  });

  it('has effects only at its edges', () => {
    const pure = modules.filter(({ path }) => !effectful(path));
    const modulesOfNode = breaking(pure, (each) => each.startsWith('node:')).filter(
      (each) => !(each.endsWith('node:crypto') && hashing.some((path) => each.startsWith(path))),
    );
    expect(modulesOfNode).toEqual([]);
    const effect =
      /\bprocess\.|\bconsole\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bsetTimeout\(|\bperformance\./;
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(pure.filter(({ text }) => effect.test(code(text))).map(({ path }) => path)).toEqual([]);
  });

  it('has no drawer of odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|types|misc)(\.ts|\/)/;
    expect(modules.map(({ path }) => path).filter((path) => drawer.test(path))).toEqual([]);
  });

  it('has files that fit the head: above 400 lines a reason stands at the top', () => {
    const long = modules.filter(
      ({ path, text }) => !path.endsWith('.generated.ts') && text.split('\n').length > 400,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('has tests that fit the head as well', () => {
    const folder = join(root, 'test');
    const long = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const text = name.endsWith('.ts') ? readFileSync(join(folder, name), 'utf8') : '';
      return text.split('\n').length > 401 && !/^\/\/ .*long/i.test(text);
    });
    expect(long).toEqual([]);
  });

  it('has names in kebab case', () => {
    const odd = modules.filter(
      ({ path }) => !/^[a-z0-9-]+(\.generated)?\.ts$/.test(path.split('/').at(-1) ?? ''),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});
