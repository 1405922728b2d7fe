import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LARGEST_TABLE, readPlanFiles } from '../../../compiler/cli/plan-files.ts';
import { compile } from '../../../compiler/compile.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plan-files-'));
  mkdirSync(join(cwd, 'acme/sites'), { recursive: true });
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(cwd, 'acme', name), text);

const SETTINGS = 'dialplan: 1\nname: acme\ntimezone: Australia/Sydney\ncountry: AU\n';

it('tables are sources, not assets, and count where the plan names them', () => {
  write('dialplan.yaml', `${SETTINGS}number_files: [sites/perth.csv]\n`);
  write('closed.yaml', 'messages: {closed: {say: "We are closed.", then: hangup}}\n');
  write('sites/perth.csv', '\uFEFFnumber,to\r\n0855501000,closed\r\n');
  write('export.CSV', 'a;b\n');
  write('hold.mp3', 'x');
  const { sources } = readPlanFiles(join(cwd, 'acme'), cwd);
  expect(sources.sources.map(({ file }) => file)).toEqual([
    'acme/closed.yaml',
    'acme/dialplan.yaml',
    'acme/export.CSV',
    'acme/sites/perth.csv',
  ]);
  expect(sources.assets.map(({ name }) => name)).toEqual(['hold.mp3']);
  const { diagnostics, program } = compile(sources, { variables: {} });
  expect(diagnostics).toEqual([]);
  expect(program?.numbers).toEqual({ '+61855501000': { to: 'message:closed' } });
});

it('a table that is too large is not read, and told where it is named', () => {
  write('dialplan.yaml', `${SETTINGS}number_files: [calls.csv]\n`);
  write('calls.csv', '');
  truncateSync(join(cwd, 'acme/calls.csv'), LARGEST_TABLE + 1);
  const { sources } = readPlanFiles(join(cwd, 'acme'), cwd);
  expect(sources.sources.at(-1)).toEqual({ file: 'acme/calls.csv', text: '', omitted: LARGEST_TABLE + 1 });
  const { diagnostics } = compile(sources, { variables: {} });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'DP1014 the file has 50 million characters, more than the 50 million that are read',
  ]);
});
