import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folder, root, run, startDev, write } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// `npm pack`, installed in an empty folder: init, check, compile and dev work. Needs the npm registry (or npm's cache).

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

await show(async () => {
  const place = folder();
  const cwd = place.path;
  try {
    const packed =
      npm(root, 'pack', '--silent', '--ignore-scripts', '--pack-destination', cwd)
        .trim()
        .split('\n')
        .at(-1) ?? '';
    write(cwd, { 'package.json': '{"private": true}' });
    const started = performance.now();
    npm(cwd, 'install', '--no-audit', '--no-fund', '--prefer-offline', join(cwd, packed));
    claim('npm install', true, `${packed}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const program = join(cwd, 'node_modules/dialplan/build/dialplan.js');

    const made = await run(cwd, ['init', 'dialplan/office'], { program });
    claim('init', made.code === 0, made.text.trim().split('\n')[0] ?? '');
    const check = await run(cwd, ['check', 'dialplan/office'], { program });
    claim('check', check.code === 0, check.text.trim().split('\n').at(-1) ?? '');
    const compile = await run(cwd, ['compile', 'dialplan/office'], { program });
    claim('compile', compile.code === 0, compile.text.trim().split('\n').at(-1) ?? '');
    claim(
      '  a Serverless project',
      readdirSync(join(cwd, 'dist/office/functions')).includes('incoming.protected.js'),
    );

    const dev = await startDev(cwd, 'dialplan/office', { program });
    try {
      await dev.printed(/Ctrl-C ends/);
      const printed = /curl '[^']*?(\/try\/[^']+)'/.exec(dev.text())?.[1] ?? '/try/incoming';
      const answer = await dev.get(printed);
      claim(
        'dev answers its own curl',
        answer.status === 200 && answer.text.includes('<Response>'),
        brief(answer.text),
      );
    } finally {
      await dev.stop();
    }
  } finally {
    place.remove();
  }
});
