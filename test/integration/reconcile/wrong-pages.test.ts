import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { listMap } from '../../../compiler/reconcile/live.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';

// Listings whose pages name a wrong next page: nothing may be asked for ever, and nothing may be taken for missing.

let sync: Sync;
let target: SyncTarget;

const post = async (path: string, form: { [name: string]: string }): Promise<void> => {
  const made = await fetch(`${sync.url}/v1/Services${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(made.status).toBe(201);
};

beforeEach(async () => {
  sync = await openSync();
  target = twilioTarget({ url: sync.url, accountSid: `AC${'0'.repeat(32)}`, authToken: '0'.repeat(32) });
  for (let n = 0; n < 3; n += 1) await post('', { FriendlyName: `s${n}` });
});
afterEach(() => sync.close());

test.each(['same', 'elsewhere'] as const)(
  'a list of services that goes in a circle ends (%s)',
  async (next) => {
    sync.faults.add({ kind: 'wrong_page', next });
    expect(await target.findServices('s1')).toEqual({
      kind: 'unknown',
      cause: expect.stringContaining('as the next'),
    });
    expect(sync.requests.counts().reads).toBeLessThan(4);
  },
);

test('a map whose pages do not go on is not listed for ever, nor taken for whole', async () => {
  await post('/default/Maps', { UniqueName: 'm' });
  await post('/default/Maps/m/Items', { Key: 'k', Data: '{}' });
  const stuck: SyncTarget = {
    ...target,
    listItems: async () => {
      const page = await target.listItems('default', 'm', null);
      return page.kind === 'ok' ? { kind: 'ok', value: { ...page.value, more: true } } : page;
    },
  };
  expect(await listMap(stuck, 'default', 'm')).toMatchObject({ ok: false, problem: { code: 'DP6017' } });
});

test('services on later pages are found', async () => {
  for (let n = 3; n < 120; n += 1) await post('', { FriendlyName: `s${n}` });
  expect(await target.findServices('s118')).toMatchObject({ kind: 'ok', value: [{ friendlyName: 's118' }] });
});

test.each(['same', 'none', 'elsewhere'] as const)(
  'every item of a map is listed all the same (%s)',
  async (next) => {
    await post('/default/Maps', { UniqueName: 'm' });
    for (let n = 0; n < 250; n += 1) await post('/default/Maps/m/Items', { Key: `k${n}`, Data: '{}' });
    sync.faults.add({ kind: 'wrong_page', next });
    const listed = await listMap(target, 'default', 'm');
    // `same` on the last page asks once more after its last key, and finds nothing there.
    expect(listed.ok && listed.value).toHaveLength(250);
  },
);
