import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run, workplace } from './run-main.ts';

// Whoever gets a copy of what is bundled gets the notices of the packages in it.

const build = fileURLToPath(new URL('../../../build', import.meta.url));

it('the build names every package that is in it', () => {
  const notices = readFileSync(join(build, 'THIRD-PARTY.txt'), 'utf8');
  const code = ['dialplan.js', ...readdirSync(join(build, 'chunks')).map((name) => `chunks/${name}`)]
    .map((name) => readFileSync(join(build, name), 'utf8'))
    .join('\n');
  // esbuild heads each file that it takes in with its path.
  const packages = new Set(
    [...code.matchAll(/^\/\/ (?:\S*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)].map(
      ([, name = '']) => name,
    ),
  );
  expect([...packages].sort()).toEqual(expect.arrayContaining(['commander', 'handlebars', 'yaml']));
  const named = [...notices.matchAll(/^-+\n(\S+) \S+ \((.*)\)\n-+$/gm)].map(([, name = '']) => name);
  for (const name of packages) expect(named).toContain(name);
  expect(notices).toContain('Permission is hereby granted, free of charge');
});

it('a generated project carries the notices of the classifier', async () => {
  const { cwd, away } = workplace();
  try {
    expect((await run(cwd, ['compile', 'acme'])).exit).toBe(0);
    const path = join(cwd, 'dist/acme/functions/dialplan');
    const classify = readFileSync(join(path, 'classify.private.js'), 'utf8');
    const notice = classify.slice(0, classify.indexOf('*/'));
    expect(notice).toMatch(/^\/\*!\n-+\nlibphonenumber-js \S+ \(MIT\)/);
    expect(notice).toContain('The above copyright notice and this permission notice shall be');
    expect(notice).toContain('Apache License');
    expect(readFileSync(join(path, 'runtime.private.js'), 'utf8')).not.toContain('node_modules/');
  } finally {
    away();
  }
});
