import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialplan, place } from './at-work.ts';

const path = (file: string) => join(place.plan, file);
const read = (file: string) => readFileSync(path(file), 'utf8');

const UNTIDY = 'messages:\n    late: { say: We are closed., then: hangup }   # at night\n';
const TIDY = 'messages:\n  late: {say: "We are closed.", then: hangup}     # at night\n';

describe('fmt', () => {
  it('writes the files that are not in order, and names them; a second time there is nothing to do', async () => {
    writeFileSync(path('more.yaml'), UNTIDY);
    await dialplan('fmt', 'acme');
    expect(read('more.yaml')).toBe(TIDY);
    expect(await dialplan('fmt', 'acme')).toEqual({ exit: 0, out: '0 of 6 files formatted\n', err: '' });
    writeFileSync(path('more.yaml'), UNTIDY);
    expect(await dialplan('fmt', 'acme')).toEqual({
      exit: 0,
      out: 'acme/more.yaml\n1 of 6 files formatted\n',
      err: '',
    });
    expect((await dialplan('check', 'acme')).exit).toBe(0);
  });

  it('--check writes nothing and ends with 1 when something would change', async () => {
    await dialplan('fmt', 'acme');
    expect(await dialplan('fmt', '--check', 'acme')).toMatchObject({ exit: 0 });
    writeFileSync(path('more.yaml'), UNTIDY);
    expect(await dialplan('fmt', '--check', 'acme')).toEqual({
      exit: 1,
      out: 'acme/more.yaml\n1 of 6 files would be formatted\n',
      err: '',
    });
    expect(read('more.yaml')).toBe(UNTIDY);
    const json = await dialplan('fmt', '--check', '--format', 'json', 'acme');
    expect(JSON.parse(json.out)).toEqual({ files: 6, changed: ['acme/more.yaml'], written: false });
  });

  it('leaves a file with a mistake in its YAML alone, says so, and formats the others', async () => {
    const broken = 'messages:\n    late: {say: "We are closed.}\n';
    writeFileSync(path('broken.yaml'), broken);
    writeFileSync(path('more.yaml'), UNTIDY);
    const { exit, out, err } = await dialplan('fmt', 'acme');
    expect(exit).toBe(1);
    expect(out).toContain('acme/more.yaml\n');
    expect(err).toContain('DP1001');
    expect(err).toContain('--> acme/broken.yaml:2');
    expect(read('broken.yaml')).toBe(broken);
    expect(read('more.yaml')).toBe(TIDY);
  });

  it('formats a plan whose names do not fit: that is for `check`', async () => {
    writeFileSync(path('more.yaml'), 'unmapped: { extension: nobody }\n');
    expect((await dialplan('fmt', 'acme')).exit).toBe(0);
    expect(read('more.yaml')).toBe('unmapped: {extension: nobody}\n');
  });

  it('replaces a file in one move, and keeps links and permissions', async () => {
    writeFileSync(path('more.yaml'), UNTIDY);
    chmodSync(path('more.yaml'), 0o640);
    renameSync(path('more.yaml'), join(place.cwd, 'elsewhere.yaml'));
    symlinkSync('../elsewhere.yaml', path('more.yaml'));
    await dialplan('fmt', 'acme');
    expect(lstatSync(path('more.yaml')).isSymbolicLink()).toBe(true);
    expect(read('more.yaml')).toBe(TIDY);
    expect(statSync(path('more.yaml')).mode & 0o777).toBe(0o640);
    expect(readdirSync(place.cwd).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('changes nothing of what `init` writes', async () => {
    await dialplan('init', 'fresh');
    expect(await dialplan('fmt', '--check', 'fresh')).toMatchObject({ exit: 0 });
  });
});
