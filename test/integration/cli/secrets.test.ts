import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { place } from './at-work.ts';
import { run } from './run-main.ts';

const TOKEN = 'fedcba98765432100123456789abcdef';

/** Every file below a directory as text, unpacked where it is packed. */
const textsIn = (directory: string): readonly { readonly path: string; readonly text: string }[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => {
      const bytes = readFileSync(path);
      return { path, text: (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') };
    });

it('no secret of the environment is in anything that is generated or printed', async () => {
  writeFileSync(join(place.cwd, '.env.prod'), `ACCOUNT_SID=AC${'1'.repeat(32)}\nAUTH_TOKEN=${TOKEN}\n`);
  const env = { AUTH_TOKEN: TOKEN, TWILIO_AUTH_TOKEN: TOKEN };
  const compiled = await run(place.cwd, ['compile', 'acme', '--env', 'prod'], { env });
  const checked = await run(place.cwd, ['check', 'acme', '--env', 'prod', '--format', 'json'], { env });
  expect([compiled.exit, checked.exit]).toEqual([0, 0]);
  const texts = textsIn(join(place.cwd, 'dist'));
  expect(texts.some(({ path }) => path.endsWith('snapshot.json.private.gz'))).toBe(true);
  expect(texts.filter(({ text }) => text.includes(TOKEN)).map(({ path }) => path)).toEqual([]);
  for (const { out, err } of [compiled, checked]) expect(out + err).not.toContain(TOKEN);
});

it('a new plan keeps the files of secrets out of git', async () => {
  expect((await run(place.cwd, ['init', 'fresh'])).exit).toBe(0);
  const ignored = readFileSync(join(place.cwd, 'fresh', '.gitignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '.twiliodeployinfo']));
});
