import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyAcme, type Dev, folder, run, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// `compile` twice: the same bytes. `reconcile` twice: the second writes nothing. `rollback`: one write, and the next call is
// on the old plan; again with broken YAML on disk.

/** A digest over all files below a folder. */
function bytesOf(path: string): string {
  const sum = createHash('sha256');
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const names = files.map((each) => join(each.parentPath, each.name)).sort();
  for (const name of names) sum.update(name).update(readFileSync(name));
  return `${names.length} files, ${sum.digest('hex').slice(0, 16)}`;
}

interface Counts {
  readonly reads: number;
  readonly written: number;
}

const requests = (dev: Dev) => `${dev.sync}/_dialplan/requests`;
const forget = (dev: Dev) => fetch(requests(dev), { method: 'DELETE' });
const counted = async (dev: Dev) => (await (await fetch(requests(dev))).json()) as Counts;

await show(async () => {
  const place = folder();
  copyAcme(place.path);
  const plan = join(place.path, 'dialplan/acme/numbers.yaml');
  const dev = await startDev(place.path);
  const call = async () => brief(await dev.webhook('/incoming', { To: '+61255501002' }));
  try {
    await run(place.path, ['compile', 'dialplan/acme']);
    const first = bytesOf(join(place.path, 'dist/acme'));
    await run(place.path, ['compile', 'dialplan/acme']);
    claim('compile twice: identical bytes', bytesOf(join(place.path, 'dist/acme')) === first, first);

    await forget(dev);
    const again = await run(place.path, ['reconcile', 'dialplan/acme']);
    const second = await counted(dev);
    claim(
      'reconcile again: nothing is written',
      again.code === 0 && second.written === 0,
      `${second.reads} reads, ${second.written} writes`,
    );

    const old = await call();
    const text = readFileSync(plan, 'utf8');
    const from = dev.text().length;
    const saved = performance.now();
    writeFileSync(plan, text.replace('"+61 2 5550 1002": support', '"+61 2 5550 1002": closed'));
    await dev.printed(/live after \d+ ms/, from);
    const edited = await call();
    claim(
      'an edit is live',
      edited !== old && edited.includes('nobody can take your call'),
      `${Math.round(performance.now() - saved)} ms after saving`,
    );

    await forget(dev);
    const back = await run(place.path, ['rollback', 'dialplan/acme']);
    const one = await counted(dev);
    claim(
      'rollback: one write',
      back.code === 0 && one.written === 1,
      `${one.reads} reads, ${one.written} write; ${back.stdout.trim().split('\n').at(-1)}`,
    );
    claim('  the next call is on the old plan', (await call()) === old, await call());

    const forth = await run(place.path, ['reconcile', 'dialplan/acme']);
    claim(
      'reconcile brings the edit back',
      forth.code === 0 && (await call()) === edited,
      forth.stdout.trim().split('\n').at(-1) ?? '',
    );

    const quiet = dev.text().length;
    writeFileSync(plan, 'numbers: {"+61 2 5550 1002": [broken');
    await dev.printed(/error\[DP1/, quiet);
    claim('broken YAML on disk: callers still hear the plan', (await call()) === edited);
    await forget(dev);
    const blind = await run(place.path, ['rollback', 'dialplan/acme']);
    const blindly = await counted(dev);
    claim(
      'rollback with broken YAML: one write',
      blind.code === 0 && blindly.written === 1,
      `${blindly.written} write, exit ${blind.code}`,
    );
    claim('  the next call is on the old plan', (await call()) === old);
    const none = await run(place.path, ['rollback', 'dialplan/acme']);
    claim(
      'rollback with nothing before: refused in words',
      none.code === 5,
      none.text
        .trim()
        .split('\n')
        .find((line) => line.startsWith('error')) ?? none.text,
    );
  } finally {
    await dev.stop();
    place.remove();
  }
});
