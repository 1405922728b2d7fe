import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSync, pointAtSync, type Sync } from '../../../compiler/local/sync/sync.ts';

const ACCOUNT = `AC${'0'.repeat(31)}1`;
let sync: Sync;
let made = 0;

beforeAll(async () => {
  sync = await openSync({ credentials: [{ username: ACCOUNT, password: 'secret' }] });
});
afterAll(() => sync.close());

const clientOf = (password = 'secret') => pointAtSync(twilio(ACCOUNT, password, { env: {} }), sync.url);

let service: ReturnType<ReturnType<typeof clientOf>['sync']['v1']['services']>;
let sid: string;

beforeEach(async () => {
  made += 1;
  const client = clientOf();
  ({ sid } = await client.sync.v1.services.create({ friendlyName: `pbx ${made}` }));
  service = client.sync.v1.services(sid);
});

/** `409/54208` of a promise that must reject. */
async function rejection(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => ({ message: 'it was done' }),
    (reason: unknown) => reason,
  );
  const { status, code, message } = error as { status?: number; code?: number; message: string };
  return status === undefined ? message : `${status}/${code}`;
}

describe('the official client', () => {
  test('makes, reads, changes and deletes services', async () => {
    const { services } = clientOf().sync.v1;
    expect(await service.fetch()).toMatchObject({ sid, accountSid: ACCOUNT, uniqueName: null });
    expect(await service.update({ friendlyName: 'new', webhooksFromRestEnabled: true })).toMatchObject({
      friendlyName: 'new',
      webhooksFromRestEnabled: true,
      reachabilityDebouncingWindow: 5000,
    });
    expect((await services('default').fetch()).uniqueName).toBe('default');
    expect((await services.list()).map((one) => one.sid)).toContain(sid);
    expect(await service.remove()).toBe(true);
    expect(await rejection(service.fetch())).toBe('404/20404');
  });

  test('makes, reads, changes and deletes maps', async () => {
    const map = await service.syncMaps.create({ uniqueName: 'number_map' });
    expect(map).toMatchObject({
      uniqueName: 'number_map',
      serviceSid: sid,
      revision: '0',
      createdBy: 'system',
    });
    expect((await service.syncMaps('number_map').fetch()).sid).toBe(map.sid);
    expect((await service.syncMaps(map.sid).update({ ttl: 3600 })).dateExpires).toBeInstanceOf(Date);
    expect(await rejection(service.syncMaps.create({ uniqueName: 'number_map' }))).toBe('409/54301');
    expect((await service.syncMaps.list()).map((one) => one.uniqueName)).toEqual(['number_map']);
    expect(await service.syncMaps('number_map').remove()).toBe(true);
    expect(await rejection(service.syncMaps('number_map').fetch())).toBe('404/20404');
  });

  test('makes, reads, changes and deletes items', async () => {
    await service.syncMaps.create({ uniqueName: 'm' });
    const { syncMapItems } = service.syncMaps('m');
    const key = '+61255500100';
    const data = { type: 'sip', uri: 'sip:1001@acme.sip.twilio.com', label: 'Zoë 📞' };
    expect(await syncMapItems.create({ key, data })).toMatchObject({ key, data, revision: '0' });
    const item = service.syncMaps('m').syncMapItems(key);
    expect((await item.fetch()).data).toEqual(data);
    expect(await rejection(syncMapItems.create({ key, data }))).toBe('409/54208');
    expect(await item.update({ data: { type: 'number' } })).toMatchObject({
      data: { type: 'number' },
      revision: '1',
    });
    expect(await item.remove()).toBe(true);
    expect(await rejection(item.update({ data }))).toBe('404/20404');
    expect((await syncMapItems.create({ key, data })).revision).toBe('0');
  });

  test('writes under If-Match', async () => {
    await service.syncMaps.create({ uniqueName: 'm' });
    await service.syncMaps('m').syncMapItems.create({ key: 'k', data: {} });
    const item = service.syncMaps('m').syncMapItems('k');
    expect((await item.update({ data: { n: 1 }, ifMatch: '0' })).revision).toBe('1');
    expect(await rejection(item.update({ data: { n: 2 }, ifMatch: '0' }))).toBe('412/54205');
    expect(await rejection(item.remove({ ifMatch: '0' }))).toBe('412/54205');
    expect(await rejection(item.update({ data: {}, ifMatch: 'one' }))).toBe('400/54003');
    expect((await item.fetch()).data).toEqual({ n: 1 });
    expect(await item.remove({ ifMatch: '"1"' })).toBe(true);

    await service.documents.create({ uniqueName: 'd', data: { n: 0 } });
    const document = service.documents('d');
    expect((await document.update({ data: { n: 1 }, ifMatch: '0' })).revision).toBe('1');
    expect(await rejection(document.update({ data: { n: 2 }, ifMatch: '0' }))).toBe('412/54103');
  });

  test('reads the ETag of items and documents', async () => {
    await service.syncMaps.create({ uniqueName: 'm' });
    const { syncMapItems } = service.syncMaps('m');
    const created = await syncMapItems.createWithHttpInfo({ key: 'k', data: {} });
    expect([created.statusCode, created.headers?.etag]).toEqual([201, '"0"']);
    const item = service.syncMaps('m').syncMapItems('k');
    const updated = await item.updateWithHttpInfo({ data: {}, ifMatch: String(created.headers?.etag) });
    expect([updated.statusCode, updated.headers?.etag]).toEqual([200, '"1"']);
    expect((await item.fetchWithHttpInfo()).headers?.etag).toBe('"1"');
    const document = await service.documents.createWithHttpInfo({ uniqueName: 'd' });
    expect(document.headers?.etag).toBe('"0"');
    expect((await service.syncMaps('m').fetchWithHttpInfo()).headers?.etag).toBeUndefined();
  });

  test('makes, reads, changes and deletes documents', async () => {
    const document = await service.documents.create({
      uniqueName: 'dialplan.acme.release',
      data: { format: 1 },
    });
    expect(document).toMatchObject({ revision: '0', data: { format: 1 } });
    expect(await rejection(service.documents.create({ uniqueName: 'dialplan.acme.release' }))).toBe(
      '409/54301',
    );
    expect((await service.documents(document.sid).fetch()).uniqueName).toBe('dialplan.acme.release');
    expect((await service.documents.list()).map((one) => one.sid)).toEqual([document.sid]);
    expect(await service.documents('dialplan.acme.release').remove()).toBe(true);
    expect(await rejection(service.documents(document.sid).fetch())).toBe('404/20404');
  });

  test('lists 250 items whatever limit and page size it asks for', async () => {
    await service.syncMaps.create({ uniqueName: 'm' });
    const keys = Array.from({ length: 250 }, (_, i) => `k${String(i).padStart(3, '0')}`);
    for (const key of keys.toReversed()) sync.store.request(creating(key));
    const { syncMapItems } = service.syncMaps('m');
    const listed = async (params: Parameters<typeof syncMapItems.list>[0]) =>
      (await syncMapItems.list(params)).map((item) => item.key);
    const asked = async (params: Parameters<typeof syncMapItems.list>[0]): Promise<number> => {
      const before = sync.requests.counts().reads;
      await listed(params);
      return sync.requests.counts().reads - before;
    };
    expect(await listed({})).toEqual(keys);
    expect(await listed({ pageSize: 100 })).toEqual(keys);
    expect(await listed({ limit: 500 })).toEqual(keys);
    expect(await listed({ limit: 120, pageSize: 100 })).toEqual(keys.slice(0, 120));
    expect(await listed({ order: 'desc', pageSize: 7 })).toEqual(keys.toReversed());
    expect(await listed({ from: 'k100', pageSize: 100 })).toEqual(keys.slice(100));
    expect(await listed({ from: 'k100', bounds: 'exclusive', pageSize: 100 })).toEqual(keys.slice(101));
    expect(await asked({})).toBe(5);
    expect(await asked({ limit: 500 })).toBe(3);
    expect(await rejection(syncMapItems.list({ pageSize: 1001 }))).toBe('400/54454');
    const each: string[] = [];
    await new Promise<void>((resolve, reject) => {
      syncMapItems.each(
        { pageSize: 100, done: (error?: Error) => (error ? reject(error) : resolve()) },
        (item) => {
          each.push(item.key);
        },
      );
    });
    expect(each).toEqual(keys);
    const page = await syncMapItems.page({ pageSize: 100 });
    const next = await page.nextPage();
    expect(next?.instances[0]?.key).toBe('k100');
    expect((await next?.previousPage())?.instances[0]?.key).toBe('k000');
  });

  test('meets the keys of the facts: slash, question mark, hash, two dots', async () => {
    await service.syncMaps.create({ uniqueName: 'm' });
    const map = () => service.syncMaps('m');
    await map().syncMapItems.create({ key: 'a/b', data: {} });
    await map().syncMapItems.create({ key: 'a', data: { is: 'a' } });
    expect(await rejection(Promise.resolve().then(() => map().syncMapItems('a/b').fetch()))).toBe(
      "Parameter 'key' is not valid.",
    );
    expect((await map().syncMapItems('a#b').fetch()).data).toEqual({ is: 'a' });
    expect(await rejection(map().syncMapItems('..').remove())).toBe('404/20404');
    expect((await map().fetch()).uniqueName).toBe('m');
  });

  test('is refused with wrong credentials', async () => {
    expect(await rejection(clientOf('wrong').sync.v1.services.list())).toBe('401/20003');
  });

  test.each([
    { TWILIO_REGION: 'au1', TWILIO_EDGE: 'sydney' },
    { TWILIO_REGION: 'au1' },
    { TWILIO_EDGE: 'sydney' },
  ])('finds the service although the environment says %o', async (env: Record<string, string>) => {
    for (const url of [sync.url, sync.url.replace('127.0.0.1', 'localhost')]) {
      const client = pointAtSync(twilio(ACCOUNT, 'secret', { env }), url);
      expect((await client.sync.v1.services('default').fetch()).uniqueName).toBe('default');
    }
  });
});

/** A create without HTTP: 250 of them over HTTP would only take time. */
function creating(key: string) {
  return {
    method: 'POST',
    path: `/v1/Services/${sid}/Maps/m/Items`,
    query: new URLSearchParams(),
    form: new URLSearchParams({ Key: key, Data: '{}' }),
    base: sync.url,
  };
}
