import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyAcme, folder, root, run, startDev, write } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// A plan with ten different mistakes: ten framed diagnostics in one run. Each exit code reached once.

const tenMistakes = (): { [path: string]: string } => {
  const folderOfCase = join(root, 'test/cases/ten-mistakes');
  const names = readdirSync(folderOfCase).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    names.map((name) => [`plan/${name}`, readFileSync(join(folderOfCase, name), 'utf8')]),
  );
};

await show(async () => {
  const place = folder();
  const cwd = place.path;
  const code = async (expected: number, args: readonly string[], why: string, env = {}): Promise<string> => {
    const { code: found, text } = await run(cwd, args, { env });
    const trace = /\n\s+at .+:\d+:\d+/.test(text);
    claim(`exit ${expected}: ${why}`, found === expected && !trace, `dialplan ${args.join(' ')} → ${found}`);
    return text;
  };
  try {
    write(cwd, tenMistakes());
    const text = await code(1, ['check', 'plan'], 'problems in the plan');
    console.log(text.replace(/^/gm, '     | '));
    const frames = [...text.matchAll(/^(?:error|warning)\[(DP\d{4})\]/gm)].map(([, each]) => each);
    claim(
      'ten different mistakes, each with its place',
      new Set(frames).size === 10 && [...text.matchAll(/^ +--> plan\/.+:\d+:\d+$/gm)].length >= 10,
      `${frames.join(' ')}`,
    );

    copyAcme(cwd);
    await code(0, ['check', 'dialplan/acme'], 'clean');
    await code(2, ['chekc', 'dialplan/acme'], 'wrong usage');
    await code(3, ['reconcile', 'dialplan/acme', '--env', 'prod'], 'could not do the work: no credentials');
    await code(3, ['check', 'no/such/folder'], 'could not do the work: no such plan');
    await code(4, ['diff', 'dialplan/acme'], 'changes found');
    await code(0, ['reconcile', 'dialplan/acme'], 'clean');
    const dev = await startDev(cwd);
    await dev.edit('numberConfig', '+61255501101', { type: 'client', uri: 'client:relief' });
    await dev.stop();
    await code(5, ['reconcile', 'dialplan/acme'], 'refused: a hand edit would be lost');
    writeFileSync(join(cwd, 'dialplan/acme/binary.yaml'), Buffer.from([0, 1, 2, 255]));
    await code(1, ['check', 'dialplan/acme'], 'a binary file is told about, never a stack trace');
  } finally {
    place.remove();
  }
});
