import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteDoor } from '../../../compiler/cli/door-file.ts';
import { PRESENCE_FILE } from '../../../compiler/local/sync/presence.ts';
import { openSync } from '../../../compiler/local/sync/sync.ts';
import { openGate, type Spoiling, type When, type Which } from './gate.ts';

// A program: the embedded Sync service of a directory, and the gate before it by which commands find it. Its parent steers it.

/** What the parent tells. */
export type Told =
  | { readonly tell: 'arm'; readonly which: Which; readonly when: When }
  | { readonly tell: 'go'; readonly how: 'forward' | 'drop' }
  | { readonly tell: 'disarm' }
  | { readonly tell: 'spoil'; readonly spoiling?: Spoiling }
  | { readonly tell: 'count' };

const [directory = '', rates = ''] = process.argv.slice(2);
const report = (error: unknown): void => {
  process.stderr.write(`${String(error)}
`);
};
const sync = await openSync({ directory, rates: rates === 'rates', report });
const gate = await openGate(sync.url);
const presence = join(directory, PRESENCE_FILE);
writeFileSync(presence, readFileSync(presence, 'utf8').replace(sync.url, gate.url));
noteDoor(directory, 'fire', gate.url);

const say = (message: object): void => {
  process.send?.(message);
};
let go: (how: 'forward' | 'drop') => void = () => {};

process.on('message', (told: Told) => {
  switch (told.tell) {
    case 'arm':
      return gate.arm({
        which: told.which,
        when: told.when,
        held: (held) => {
          say({ say: 'held', held });
          return new Promise((resolve) => {
            go = resolve;
          });
        },
        passed: () => say({ say: 'passed' }),
      });
    case 'go':
      return go(told.how);
    case 'disarm':
      return gate.disarm();
    case 'spoil':
      return gate.spoil(told.spoiling);
    case 'count':
      return say({ say: 'count', requests: gate.count(), spoilt: gate.spoilt() });
  }
});
process.on('disconnect', () => process.exit(0));
say({ say: 'ready', url: sync.url, gate: gate.url });
