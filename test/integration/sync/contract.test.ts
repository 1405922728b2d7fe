import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { contract } from './contract.ts';

const definition = contract();
let sync: Sync;

beforeAll(async () => {
  sync = await openSync();
});
afterAll(() => sync.close());

interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | null;
}

/** Asks, and checks the answer against the definition. */
async function ask(
  what: string,
  form?: Record<string, string>,
  headers?: Record<string, string>,
): Promise<Exchange> {
  const [method = '', path = ''] = what.split(' ');
  const url = path.startsWith('http') ? path : `${sync.url}/v1${path}`;
  const response = await fetch(url, {
    method,
    headers: headers ?? {},
    ...(form && { body: new URLSearchParams(form) }),
  });
  const text = await response.text();
  const { status } = response;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  expect(definition.check(method, url, status, body), `${what} ${status}`).toEqual([]);
  const etag = response.headers.get('etag');
  expect(etag !== null, `ETag of ${what} ${status}`).toBe(definition.declaresEtag(method, url, status));
  return { method, url, status, body, etag };
}

test('every answer of every operation keeps Twilio’s definition', async () => {
  const asked: string[] = [];
  const row: [string, Record<string, string>?, Record<string, string>?][] = [
    ['GET /Services'],
    ['POST /Services', { FriendlyName: 'pbx', WebhookUrl: 'https://example.com/hook', AclEnabled: 'true' }],
    ['POST /Services'],
    ['GET /Services/default'],
    [
      'POST /Services/default',
      { ReachabilityDebouncingWindow: '2000', ReachabilityDebouncingEnabled: 'true' },
    ],
    ['GET /Services?PageSize=1'],
    ['POST /Services/default/Maps', { UniqueName: 'm', Ttl: '3600' }],
    ['POST /Services/default/Maps'],
    ['GET /Services/default/Maps?PageSize=1'],
    ['GET /Services/default/Maps/m'],
    ['POST /Services/default/Maps/m', { CollectionTtl: '0' }],
    ['POST /Services/default/Maps/m/Items', { Key: '+61 255/50', Data: '{"a":[1,null,"x"]}', Ttl: '60' }],
    ['POST /Services/default/Maps/m/Items', { Key: 'b', Data: '{}' }],
    ['POST /Services/default/Maps/m/Items', { Key: 'c', Data: '{}' }],
    ['GET /Services/default/Maps/m/Items?PageSize=1&From=a&Order=asc'],
    ['GET /Services/default/Maps/m/Items?Order=desc&Bounds=exclusive'],
    ['GET /Services/default/Maps/m/Items?From=zzz'],
    ['GET /Services/default/Maps/m/Items/b'],
    ['POST /Services/default/Maps/m/Items/b', { Data: '{"b":2}' }, { 'If-Match': '0' }],
    ['POST /Services/default/Documents', { UniqueName: 'd', Data: '{"a":1}', Ttl: '5' }],
    ['POST /Services/default/Documents'],
    ['GET /Services/default/Documents?PageSize=1'],
    ['GET /Services/default/Documents/d'],
    ['POST /Services/default/Documents/d', { Data: '{}' }],
    ['DELETE /Services/default/Maps/m/Items/b'],
    ['DELETE /Services/default/Documents/d'],
    ['DELETE /Services/default/Maps/m'],
    ['DELETE /Services/default'],
  ];
  for (const [what, form, headers] of row) {
    const { status } = await ask(what, form, headers);
    expect(status, what).toBeLessThan(300);
    asked.push(`${what.split('?')[0]} ${status}`);
  }
  expect(asked).toHaveLength(row.length);
});

test('pages that have neighbours keep it too', async () => {
  await ask('POST /Services/default/Maps', { UniqueName: 'pages' });
  for (const key of ['a', 'b', 'c']) {
    await ask('POST /Services/default/Maps/pages/Items', { Key: key, Data: '{}' });
  }
  const { body } = await ask('GET /Services/default/Maps/pages/Items?PageSize=1');
  const { meta } = body as { meta: { next_page_url: string } };
  const second = await ask(`GET ${meta.next_page_url}`);
  expect(second.body).toMatchObject({ items: [{ key: 'b' }], meta: { page: 1 } });
});

test('errors have one form', async () => {
  const codes: unknown[] = [];
  await ask('POST /Services/default/Maps', { UniqueName: 'errors' });
  const row: [string, Record<string, string>?, Record<string, string>?][] = [
    ['GET /Services/none'],
    ['PUT /Services'],
    ['GET /Nothing'],
    ['POST /Services/default/Maps', { UniqueName: 'errors' }],
    ['POST /Services/default/Maps/errors/Items', { Key: 'k', Data: '[]' }],
    ['POST /Services/default/Maps/errors/Items', { Key: 'k', Data: `{"x":"${'x'.repeat(20_000)}"}` }],
    ['GET /Services/default/Maps/errors/Items?Order=no'],
  ];
  for (const [what, form, headers] of row) {
    codes.push(((await ask(what, form, headers)).body as { code: number }).code);
  }
  expect(codes).toEqual([20404, 20004, 20404, 54301, 54008, 54006, 54451]);
});

/** Ways in which an answer could be wrong, made on a listing of items. */
type Listing = { items: Record<string, unknown>[]; meta: Record<string, unknown> };
const first = (body: Listing): Record<string, unknown> => body.items[0] ?? {};

const MUTATIONS: readonly (readonly [name: string, mutate: (body: Listing) => void])[] = [
  ...['key', 'account_sid', 'service_sid', 'map_sid', 'url', 'revision', 'data', 'date_expires'].map(
    (name) => [`no ${name}`, (body: Listing) => void Reflect.deleteProperty(first(body), name)] as const,
  ),
  ...['key', 'account_sid', 'map_sid', 'url', 'revision', 'data', 'date_created', 'created_by'].map(
    (name) =>
      [
        `null ${name}`,
        (body: Listing) => {
          first(body)[name] = null;
        },
      ] as const,
  ),
  ...Object.entries({
    revision: 0,
    data: '{}',
    date_created: '2015-07-30T20:00:00.123Z',
    date_expires: 'never',
    account_sid: 'AC1',
    map_sid: `IS${'0'.repeat(32)}`,
    url: '/v1/Services',
    created_by: 'me',
    sid: `MI${'0'.repeat(32)}`,
    mapSid: `MP${'0'.repeat(32)}`,
  }).map(
    ([name, value]) =>
      [
        `${name}: ${JSON.stringify(value)}`,
        (body: Listing) => {
          first(body)[name] = value;
        },
      ] as const,
  ),
  ...Object.entries({
    key: 'maps',
    page: '0',
    page_size: null,
    next_page_url: '/next',
    url: null,
    total: 2,
  }).map(
    ([name, value]) =>
      [
        `meta.${name}: ${JSON.stringify(value)}`,
        (body: Listing) => {
          body.meta[name] = value;
        },
      ] as const,
  ),
  ['no meta', (body) => void Reflect.deleteProperty(body, 'meta')],
  ['no items', (body) => void Reflect.deleteProperty(body, 'items')],
];

describe('the check can fail', () => {
  test.each(MUTATIONS)('an answer with %s is caught', async (_, mutate) => {
    await ask('POST /Services/default/Maps', { UniqueName: 'mutants' });
    await ask('POST /Services/default/Maps/mutants/Items', { Key: 'a', Data: '{"a":1}' });
    const { url, body } = await ask('GET /Services/default/Maps/mutants/Items');
    const mutated = structuredClone(body) as Listing;
    mutate(mutated);
    expect(mutated).not.toEqual(body);
    expect(definition.check('GET', url, 200, mutated)).not.toEqual([]);
  });

  test('an answer of another status, a body on 204, and a bad link are caught', async () => {
    const { url, body } = await ask('GET /Services/default');
    expect(definition.check('GET', url, 201, body)).toEqual([
      'GET /v1/Services/{Sid} 201 is not in the definition',
    ]);
    expect(definition.check('DELETE', url, 204, {})).toEqual(['a body on 204']);
    expect(definition.check('GET', url, 200, { ...(body as object), links: {} })).toHaveLength(4);
    expect(definition.check('GET', url, 404, { code: 20404, message: 'x' })).not.toEqual([]);
  });
});
