import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  findSync,
  openSync,
  type Sync,
  SyncDirectoryError,
  type SyncOptions,
} from '../../../compiler/local/sync/sync.ts';

let root: string;
let directory: string;
let journal: string;
const open: Sync[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dialplan-sync-'));
  directory = join(root, 'state', 'sync');
  journal = join(directory, 'journal.jsonl');
});
afterEach(async () => {
  for (const sync of open.splice(0)) await sync.close();
  rmSync(root, { recursive: true, force: true });
});

async function start(options: SyncOptions = {}): Promise<Sync> {
  const sync = await openSync({ directory, ...options });
  open.push(sync);
  return sync;
}

const services = '/v1/Services/default';

function ask(sync: Pick<Sync, 'url'>, method: string, path: string, form?: Record<string, string>) {
  return fetch(sync.url + services + path, { method, ...(form && { body: new URLSearchParams(form) }) });
}

const json = async (response: Promise<Response>): Promise<unknown> => (await response).json();
const put = (sync: Pick<Sync, 'url'>, key: string) =>
  ask(sync, 'POST', '/Maps/m/Items', { Key: key, Data: '{"a":1}' });
const keys = async (sync: Sync): Promise<string> => {
  const { items } = (await json(ask(sync, 'GET', '/Maps/m/Items'))) as { items: { key: string }[] };
  return items.map(({ key }) => key).join();
};

/** A directory with a map of three items, closed. */
async function furnish(): Promise<void> {
  const sync = await openSync({ directory });
  await ask(sync, 'POST', '/Maps', { UniqueName: 'm' });
  for (const key of ['a', 'b', 'c']) await put(sync, key);
  await sync.close();
}

describe('a restart', () => {
  test('loses nothing and changes nothing', async () => {
    const before = await start({ clock: () => Date.UTC(2026, 0, 1) });
    await ask(before, 'POST', '/Maps', { UniqueName: 'm', Ttl: '3600' });
    for (const key of ['a', 'b', 'c']) await put(before, key);
    await ask(before, 'POST', '/Maps/m/Items/a', { Data: '{"a":2}' });
    await ask(before, 'DELETE', '/Maps/m/Items/b');
    await ask(before, 'POST', '/Documents', { UniqueName: 'd', Data: '{"text":"é\\u2028"}' });
    const look = async (sync: Sync): Promise<string> => {
      const paths = ['', '/Maps', '/Maps/m', '/Maps/m/Items', '/Documents/d'];
      const seen = await Promise.all(paths.map(async (path) => (await ask(sync, 'GET', path)).text()));
      return seen.join('\n').replaceAll(sync.url, '');
    };
    const seen = await look(before);
    expect(seen).toContain('"revision":"1"');
    await before.close();
    const after = await start({ clock: () => Date.UTC(2026, 0, 1) });
    expect(await look(after)).toBe(seen);
    const sids = await json(ask(after, 'POST', '/Maps', { UniqueName: 'later' }));
    expect(seen).not.toContain((sids as { sid: string }).sid);
  });

  test('gives no SID twice, even when the last object was deleted', async () => {
    const before = await start();
    const { sid } = (await json(ask(before, 'POST', '/Maps'))) as { sid: string };
    await ask(before, 'DELETE', `/Maps/${sid}`);
    await before.close();
    const after = await start();
    expect((await json(ask(after, 'POST', '/Maps'))) as { sid: string }).not.toMatchObject({ sid });
  });
});

describe('a damaged journal', () => {
  test('a last line that a crash cut short costs that line only', async () => {
    await furnish();
    const whole = readFileSync(journal, 'utf8');
    writeFileSync(journal, whole.slice(0, -20));
    const sync = await start();
    expect(sync.torn).toBe(true);
    expect(await keys(sync)).toBe('a,b');
    await put(sync, 'd');
    await sync.close();
    const again = await start();
    expect(again.torn).toBe(false);
    expect(await keys(again)).toBe('a,b,d');
  });

  test('a long torn line leaves nothing behind a short new one', async () => {
    await furnish();
    appendFileSync(journal, `[{"do":"put_item","x":"${'x'.repeat(5_000)}`);
    const sync = await start();
    await put(sync, 'd');
    await sync.close();
    const again = await start();
    expect([again.torn, await keys(again)]).toEqual([false, 'a,b,c,d']);
  });

  test('wherever it was cut, all before is there', async () => {
    await furnish();
    const whole = readFileSync(journal);
    const last = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (const cut of [last, last + 1, last + 40, whole.length - 2, whole.length - 1, whole.length]) {
      writeFileSync(journal, whole.subarray(0, cut));
      const sync = await openSync({ directory });
      expect([cut, await keys(sync)]).toEqual([cut, cut < whole.length - 1 ? 'a,b' : 'a,b,c']);
      await put(sync, 'z');
      await sync.close();
      const again = await openSync({ directory });
      expect(await keys(again)).toMatch(/,z$/);
      await again.close();
    }
  });

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ['in the middle', (lines) => lines.with(3, '[{"do":"put'), /journal\.jsonl:4: the line is not JSON/],
    ['at its end, by hand', (lines) => lines.with(-2, '[{"do":'), /the line is not JSON/],
    ['by a lost line', (lines) => lines.filter((line) => !line.includes('"put_map"')), /there is no map MP/],
    ['by another file', () => ['{"name":"dialplan"}', ''], /:1: this is not a journal/],
    ['by another version', (lines) => lines.with(0, '{"journal":"dialplan sync","format":2}'), /format 2/],
    ['by an unknown change', (lines) => lines.with(-2, '[{"do":"paint"}]'), /unknown change "paint"/],
    ['by a bare change', (lines) => lines.with(-2, '{"do":"paint"}'), /not a list of changes/],
  ])('%s is said clearly', async (_, damage, message) => {
    await furnish();
    writeFileSync(journal, damage(readFileSync(journal, 'utf8').split('\n')).join('\n'));
    const failure = openSync({ directory });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toMatchObject({ fault: 'damaged' });
    rmSync(journal);
    expect(await (await start()).store.state.services.size).toBe(1);
  });

  test('what cannot be a directory is said clearly', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(openSync({ directory: join(root, 'file') })).rejects.toMatchObject({ fault: 'unusable' });
  });
});

test('a journal that grows far beyond its state is written anew', async () => {
  const sync = await start();
  await ask(sync, 'POST', '/Maps', { UniqueName: 'm' });
  await put(sync, 'a');
  const update = {
    method: 'POST',
    path: `${services}/Maps/m/Items/a`,
    query: new URLSearchParams(),
    form: new URLSearchParams({ Data: '{"a":2}' }),
    base: sync.url,
  };
  for (let i = 0; i < 25_000; i += 1) sync.store.request(update);
  const lines = readFileSync(journal, 'utf8').split('\n').length;
  expect(lines).toBeLessThan(12_000);
  await sync.close();
  const again = await start();
  expect(await json(ask(again, 'GET', '/Maps/m/Items/a'))).toMatchObject({
    revision: '25000',
    data: { a: 2 },
  });
  expect(await json(ask(again, 'GET', '/Maps/m'))).toMatchObject({ revision: '25001' });
});

describe('one process a directory', () => {
  test('a second one is refused, told by whom, and finds the first', async () => {
    const first = await start();
    const failure = openSync({ directory });
    await expect(failure).rejects.toBeInstanceOf(SyncDirectoryError);
    await expect(failure).rejects.toThrow(`is in use by process ${process.pid}`);
    expect(await findSync(directory)).toEqual({ url: first.url, pid: process.pid });
    await first.close();
    expect(await findSync(directory)).toBeUndefined();
    expect(readdirSync(directory)).toEqual(['journal.jsonl']);
    await start();
  });

  test('a taken port leaves the directory free', async () => {
    const other = await openSync();
    const port = Number(new URL(other.url).port);
    await expect(openSync({ directory, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.close();
    await start();
  });

  test.each([
    ['no file', undefined],
    ['no JSON', '{'],
    ['no URL', '{"pid":1}'],
    ['a URL elsewhere', `{"pid":${process.pid},"url":"http://example.com"}`],
    ['a live process that is no server', `{"pid":${process.pid},"url":"http://127.0.0.1:9"}`],
  ])('nobody is found by %s', async (_, text) => {
    await furnish();
    if (text !== undefined) writeFileSync(join(directory, 'server.json'), text);
    expect(await findSync(directory)).toBeUndefined();
  });

  test('nobody is found by the server of another process', async () => {
    const sync = await openSync();
    await furnish();
    writeFileSync(join(directory, 'server.json'), JSON.stringify({ pid: process.ppid, url: sync.url }));
    expect(await findSync(directory)).toBeUndefined();
    await sync.close();
  });

  test('a lock that names nobody, or a process number given anew, holds nothing', async () => {
    await furnish();
    for (const text of ['', '{}', `{"pid":${process.pid},"ticks":"1"}`, '{"pid":-1}']) {
      writeFileSync(join(directory, 'lock'), text);
      const sync = await openSync({ directory });
      await sync.close();
    }
    expect(readdirSync(directory)).toEqual(['journal.jsonl']);
  });
});

describe('a killed process', () => {
  let bundle: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    bundle = join(mkdtempSync(join(tmpdir(), 'dialplan-sync-child-')), 'child.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'child.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
  });
  afterAll(() => rmSync(dirname(bundle), { recursive: true, force: true }));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function serve(): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, [bundle, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const url = await new Promise<string>((resolve) => {
      child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    });
    return { child, url };
  }

  test('holds its directory while it lives, is found, and gives it free by dying', async () => {
    const { child, url } = await serve();
    await expect(openSync({ directory })).rejects.toThrow(`in use by process ${child.pid}`);
    expect(await findSync(directory)).toEqual({ url, pid: child.pid });
    await kill(child);
    expect(readdirSync(directory).sort()).toEqual(['journal.jsonl', 'lock', 'server.json']);
    expect(await findSync(directory)).toBeUndefined();
    const sync = await start();
    expect(await findSync(directory)).toMatchObject({ url: sync.url });
  });

  // Only Linux tells a dead process that nobody has buried from a live one.
  test.runIf(process.platform === 'linux')(
    'holds nothing although its parent has not looked yet',
    async () => {
      const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      children.push(parent);
      const pid = await new Promise<number>((resolve) => {
        parent.stdout?.once('data', (text: Buffer) => resolve(Number(text)));
      });
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
      await furnish();
      writeFileSync(join(directory, 'lock'), JSON.stringify({ pid }));
      await start();
    },
  );

  test('loses no write that it had answered', async () => {
    const { child, url } = await serve();
    await ask({ url }, 'POST', '/Maps', { UniqueName: 'm' });
    const answered: string[] = [];
    const write = async (writer: string): Promise<void> => {
      for (let i = 0; ; i += 1) {
        const key = `${writer}${i}`;
        const status = await put({ url }, key).then(
          (response) => response.status,
          () => 0,
        );
        if (status === 0) return;
        answered.push(key);
        if (answered.length === 150) child.kill('SIGKILL');
      }
    };
    const died = new Promise((resolve) => child.once('exit', resolve));
    await Promise.all(['a', 'b', 'c', 'd'].map(write));
    await died;
    expect(answered.length).toBeGreaterThanOrEqual(150);
    const sync = await start();
    const missing = answered.filter(
      (key) => sync.store.request(fetching(`/Maps/m/Items/${key}`, sync.url)).status !== 200,
    );
    expect(missing).toEqual([]);
  });
});

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const fetching = (path: string, base: string) => ({
  method: 'GET',
  path: services + path,
  query: new URLSearchParams(),
  form: new URLSearchParams(),
  base,
});

test('100,000 items load in about a second, and a write stays cheap', async () => {
  await furnish();
  const { sid, map } = idsOf(readFileSync(journal, 'utf8'));
  let lines = '';
  for (let i = 0; i < 100_000; i += 1) {
    const data = { type: 'sip', uri: `sip:${i}@acme.sip.twilio.com`, note: 'x'.repeat(60) };
    const item = { key: `+612555${i}`, data, revision: 0, expires: null, created: 0, updated: 0 };
    lines += `${JSON.stringify([{ do: 'put_item', service: sid, map, item }])}\n`;
  }
  appendFileSync(journal, lines);
  const began = performance.now();
  const sync = await start();
  const loaded = performance.now() - began;
  const writes = performance.now();
  for (let i = 0; i < 100; i += 1) {
    const form = new URLSearchParams({ Key: `new${i}`, Data: '{"a":1}' });
    const request = { ...fetching('/Maps/m/Items', sync.url), method: 'POST', form };
    expect(sync.store.request(request).status).toBe(201);
    expect(sync.store.request(fetching('/Maps/m/Items', sync.url)).status).toBe(200);
  }
  const each = (performance.now() - writes) / 100;
  // Generous for a busy machine: alone it takes 0.3 s and 0.1 ms.
  expect(loaded).toBeLessThan(4_000);
  expect(each).toBeLessThan(20);
});

function idsOf(text: string): { sid: string; map: string } {
  return {
    sid: /IS[0-9a-f]{32}/.exec(text)?.[0] ?? '',
    map: /MP[0-9a-f]{32}/.exec(text)?.[0] ?? '',
  };
}
