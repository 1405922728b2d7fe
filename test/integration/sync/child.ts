import { openSync } from '../../../compiler/local/sync/sync.ts';

// A program that serves a directory until it is killed: what the crash tests bundle and start.
const [directory = ''] = process.argv.slice(2);
const sync = await openSync({ directory });
process.stdout.write(`${sync.url}\n`);
