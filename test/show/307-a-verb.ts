import { execFileSync } from 'node:child_process';
import { root } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// The verb that was added last: the commit that did it touched the two halves of the verb, the lines that name it in tables, its
// golden case and tests, and what is generated; no phase, no rule, no other verb.

const SUBJECT = 'Add the conference verb';

/** What a new verb may touch (compiler/README.md, "To add"). */
const allowed: readonly (readonly [what: string, RegExp])[] = [
  ['its half that compiles', /^compiler\/nodes\/conference\.ts$/],
  ['its half that runs', /^runtime\/nodes\/conference\.ts$/],
  ['the line in a table of verbs', /^(compiler|runtime)\/nodes\/index\.ts$/],
  ['its schema and the line in the root', /^schema\/(sections\/conferences|dialplan)\.schema\.json$/],
  ['its example in the reference', /^schema\/reference\//],
  ['a golden case and tests of the verb', /^test\/(cases\/conference|(compiler|runtime)\/nodes\/conference)/],
  ['what is generated', /generated\.ts$|^dialplan\/LANGUAGE\.md$/],
];

const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

await show(async () => {
  const commit = git('log', '--format=%h', `--grep=^${SUBJECT}$`, '-1');
  claim('the commit', commit !== '', `${commit} ${SUBJECT}`);
  const files = git('show', '--name-only', '--format=', commit).split('\n');
  for (const file of files) {
    const what = allowed.find(([, pattern]) => pattern.test(file))?.[0];
    claim(file, what !== undefined, what ?? 'should not have changed');
  }
});
