import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, root, run } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// The README shows a trace, a year, a failing test and a graph: each is what the command prints today, by the word.

/** The words of a command line as a shell reads them. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** What is planted before the failing test is shown: the mobile of the sales group takes calls unasked. */
const CONFIRM = '{number: "0412 345 678", confirm: true}';

await show(async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const section = readme.slice(
    readme.indexOf('## Hear a call before it happens'),
    readme.indexOf('## Commands'),
  );
  const blocks = [...section.matchAll(/^```\n\$ dialplan (.+)\n([\s\S]*?)\n```$/gm)];
  claim('blocks with a command', blocks.length === 3, String(blocks.length));
  const place = folder();
  try {
    cpSync(join(root, 'dialplan'), join(place.path, 'dialplan'), { recursive: true });
    for (const [, line = '', printed = ''] of blocks) {
      const planted = line.startsWith('test ');
      const groups = join(place.path, 'dialplan/acme/groups.yaml');
      const before = readFileSync(groups, 'utf8');
      if (planted) writeFileSync(groups, before.replace(CONFIRM, CONFIRM.replace(', confirm: true', '')));
      const { code, stdout } = await run(place.path, words(line));
      writeFileSync(groups, before);
      claim(
        `dialplan ${line}`,
        stdout.trimEnd() === printed,
        `${printed.split('\n').length} lines, exit ${code}`,
      );
      claim('  at most 30 lines of a call', !line.startsWith('trace') || printed.split('\n').length <= 30);
      if (planted) claim('  it fails', code === 1 && before.includes(CONFIRM));
    }
    const [drawn = ''] = /```mermaid[\s\S]*?```/.exec(section) ?? [];
    const { stdout } = await run(place.path, ['graph', 'dialplan/acme', 'sales']);
    claim(
      'dialplan graph dialplan/acme sales',
      drawn !== '' && stdout.includes(drawn),
      `${drawn.split('\n').length} lines`,
    );
  } finally {
    place.remove();
  }
});
