import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHAOS } from '../../../compiler/local/dev/chaos.ts';
import { readFault } from '../../../compiler/local/sync/faults.ts';
import { copyAcme, folder, run, startDev, write } from '../../support/command-line.ts';

let place: ReturnType<typeof folder>;

beforeEach(() => {
  place = folder();
  copyAcme(place.path);
});
afterEach(() => place.remove());

const start = (...chaos: string[]) =>
  startDev(place.path, 'dialplan/acme', { args: chaos.flatMap((each) => ['--chaos', each]) });
const calls = { To: '+61255501101' };

it('says what it does, request by request; a plan that is saved is live all the same', async () => {
  const dev = await start('down');
  try {
    expect(dev.text()).toContain('chaos: Sync closes every connection\n');
    expect(await dev.webhook('/incoming', calls)).toContain('sip:alice@');
    await dev.printed(/chaos: GET Maps\/numberConfig\/Items\/\+61255501101: Sync closes the connection\n/);
    await dev.printed(/\/incoming .* \[snapshot as Sync failed, /);
    const path = join(place.path, 'dialplan/acme/numbers.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('{to: alice,', '{to: bob,'));
    await dev.printed(/live after/);
    expect(await dev.webhook('/incoming', calls)).toContain('sip:bob@');
    const shown = await (await fetch(`${dev.sync}/_dialplan/faults`)).json();
    expect(shown).toEqual({ faults: [{ kind: 'reset', agent: '^$' }] });
  } finally {
    await dev.stop();
  }
});

it('reads a file: faults in a row, limits, and cold containers', async () => {
  write(place.path, {
    'storm.yaml': `does: two errors, then peace
cold: 2
limits: {rates: true, latency_ms: 5}
faults:
  - {kind: error, code: 20503, path: /Items/, times: 2}
`,
  });
  const dev = await start('storm.yaml');
  try {
    expect(dev.text()).toContain('chaos: two errors, then peace\n');
    await dev.webhook('/incoming', calls);
    await dev.printed(/chaos: .*: Sync answers an error \(503\)\n/);
    await dev.printed(/\/incoming .* \[snapshot as Sync failed, /);
    await dev.webhook('/incoming', calls);
    await dev.printed(/\/incoming .* \[sync, /);
    expect(await (await fetch(`${dev.sync}/_dialplan/limits`)).json()).toEqual({
      limits: { rates: true, latency_ms: 5, concurrency: 100 },
    });
  } finally {
    await dev.stop();
  }
});

it('does several at once, and says how each is ended and another begun', async () => {
  const dev = await start('down', 'limits', 'cold');
  try {
    expect(dev.text()).toContain(
      'chaos: Sync closes every connection; Sync keeps its rate limits, and every request takes 40 ms; every request meets Functions that have just started\n',
    );
    const ends = [...dev.text().matchAll(/^ +ends: +curl (.*)$/gm)].map(([, words = '']) => words);
    const [off, free] = [`-X DELETE ${dev.sync}/_dialplan/faults`, `${dev.sync}/_dialplan/limits`];
    expect(ends).toEqual([off, `-d '{"rates": false, "latency_ms": 0}' ${free}`]);
    await fetch(`${dev.sync}/_dialplan/faults`, { method: 'DELETE' });
    await dev.webhook('/incoming', calls);
    await dev.printed(/\/incoming .* \[sync, /);
    const [, another = ''] = /more: +curl -d '(\{.*\})' http/.exec(dev.text()) ?? [];
    const set = await fetch(`${dev.sync}/_dialplan/faults`, { method: 'POST', body: another });
    expect(await set.json()).toEqual({ faults: [JSON.parse(another)] });
    await dev.webhook('/incoming', calls);
    await dev.printed(/\/incoming .* \[snapshot as Sync failed, /);
  } finally {
    await dev.stop();
  }
});

it('is explained in the help, name by name', async () => {
  const { stdout } = await run(place.path, ['dev', '--help']);
  for (const [name, { does }] of Object.entries(CHAOS))
    expect(stdout).toMatch(new RegExp(`^ +${name} +${does}(?: \\([a-z_, ]+\\))?$`, 'm'));
  expect(stdout).toMatch(/^ +hang .*answers \(silent\)$/m);
  expect(stdout).toMatch(/^ +half .* \(half_body\)$/m);
  expect(stdout).toMatch(/^ +limits .* 40 ms$/m);
});

it('ends at Ctrl-C also while what is saved is held up by trouble that meets everybody', async () => {
  const dev = await start('limits');
  const faults = `${dev.sync}/_dialplan/faults`;
  await fetch(faults, { method: 'POST', body: JSON.stringify({ kind: 'slow', seconds: 600, times: 1 }) });
  const path = join(place.path, 'dialplan/acme/numbers.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace('{to: alice,', '{to: bob,'));
  // Used up: it has met the first request of what was saved.
  await expect.poll(async () => (await fetch(faults)).json(), { timeout: 10_000 }).toEqual({ faults: [] });
  const before = performance.now();
  await dev.stop();
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(dev.text()).not.toMatch(/error/);
});

it.each([
  ['strom', 'there is neither chaos nor a file `strom`; did you mean `storm`? there are storm, '],
  ['silent', 'there is neither chaos nor a file `silent`; that kind of fault is `--chaos hang`'],
  ['error', 'that kind of fault is `--chaos storm`, `--chaos crowd` or `--chaos errors`'],
  ['wrong_page', 'that kind of fault has no name here; write it into a file'],
  ['', 'there is neither chaos nor a file ``; there are storm, '],
  ['storm,down', 'each with a --chaos of its own: --chaos storm --chaos down'],
  ['dialplan', '`dialplan` cannot be read: it is a directory'],
  ['wrong.yaml', 'wrong.yaml: fault 2: `kind: late` needs `seconds`'],
  ['extra.yaml', 'extra.yaml: there is no `fault`; there are does, faults, limits and cold'],
  ['text.yaml', 'text.yaml: it wants `faults`, a list'],
  ['cold.yaml', 'cold.yaml: `cold` is a whole number from 1'],
  ['limits.yaml', 'limits.yaml: there is no limit `rate`'],
  ['broken.yaml', /^--chaos: broken\.yaml: \S.*\n$/],
])('%s is refused with a reason, before anything starts', async (word, expected) => {
  write(place.path, {
    'wrong.yaml': '- {kind: reset}\n- {kind: late}\n',
    'extra.yaml': 'fault: []\n',
    'text.yaml': 'storm\n',
    'cold.yaml': 'cold: 0\n',
    'limits.yaml': 'limits: {rate: true}\n',
    'broken.yaml': 'faults: [\n',
  });
  const { code, stderr, stdout } = await run(place.path, ['dev', 'dialplan/acme', '--chaos', word]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toEqual(
    typeof expected === 'string' ? expect.stringContaining(expected) : expect.stringMatching(expected),
  );
});

describe('chaos by name', () => {
  it.each(Object.entries(CHAOS))('%s has faults that can be set', (_, { faults }) => {
    for (const fault of faults) expect(readFault(fault)).toEqual(fault);
  });
});
