import { describe, expect, test } from 'vitest';
import { account, BEGIN, bodyOf, type Form, requestOf, verdict } from './account.ts';

/** An account with the map `m`, its item `k` at revision 0, and the document `d`. */
function furnished() {
  const made = account();
  made.ask('POST /Maps', { UniqueName: 'm' });
  made.ask('POST /Maps/m/Items', { Key: 'k', Data: '{"a":1}' });
  made.ask('POST /Documents', { UniqueName: 'd', Data: '{"a":1}' });
  return made;
}

/** A request, what it is answered, and why. */
type Row = readonly [what: string, form: Form, ifMatch: string | undefined, verdict: string, why: string];

const none = undefined;
const big = JSON.stringify({ text: 'x'.repeat(16_384 - '{"text":""}'.length) });
const tooBig = JSON.stringify({ text: 'x'.repeat(16_385 - '{"text":""}'.length) });
const twoByteLetters = JSON.stringify({ text: 'é'.repeat(8_187) });

const ROWS: readonly Row[] = [
  ['GET /v1/Services/ISnone', {}, none, '404/20404', 'a service that is not there'],
  ['GET /Maps/none', {}, none, '404/20404', 'a map that is not there'],
  ['POST /Maps/none/Items', { Key: 'k', Data: '{}' }, none, '404/20404', 'an item in no map'],
  ['GET /Maps/m/Items/none', {}, none, '404/20404', 'an item that is not there'],
  ['POST /Maps/m/Items/none', { Data: '{}' }, none, '404/20404', 'an update of no item'],
  ['DELETE /Maps/m/Items/none', {}, none, '404/20404', 'a delete of no item'],
  ['GET /Documents/none', {}, none, '404/20404', 'a document that is not there'],
  ['GET /v2/Services/default', {}, none, '404/20404', 'another version'],
  ['GET /v1/Services/default/Lists', {}, none, '404/20404', 'lists are not served'],
  ['GET /v1/Services/default/Maps/m/Permissions', {}, none, '404/20404', 'nor permissions'],
  ['GET /Maps/m/Items/k/more', {}, none, '404/20404', 'a path too long'],
  ['GET /Maps/m/Items/', {}, none, '404/20404', 'a path that ends in a slash'],
  ['DELETE /Maps/m/', {}, none, '404/20404', 'nothing is deleted by a key of two dots'],
  ['GET /Maps/m/Items/%E0%A4%A', {}, none, '404/20404', 'a path that cannot be decoded'],
  ['PUT /Maps/m', {}, none, '405/20004', 'no PUT'],
  ['DELETE /Maps', {}, none, '405/20004', 'no deleting of a collection'],
  ['DELETE /Maps/m/Items', {}, none, '405/20004', 'nor of all items'],

  ['POST /Maps', { UniqueName: 'm' }, none, '409/54301', 'a unique name that is taken'],
  ['POST /Documents', { UniqueName: 'm' }, none, '201', 'unique among objects of its kind only'],
  ['POST /Documents', { UniqueName: 'd' }, none, '409/54301', 'a document name that is taken'],
  ['POST /Maps', {}, none, '201', 'a map without name'],
  ['POST /Maps', { UniqueName: '' }, none, '400/54302', 'an empty unique name'],
  ['POST /Maps', { UniqueName: 'n'.repeat(256) }, none, '201', 'the longest unique name'],
  ['POST /Maps', { UniqueName: 'n'.repeat(257) }, none, '400/54302', 'a unique name too long'],
  ['POST /Maps', { UniqueName: `MP${'0a'.repeat(16)}` }, none, '400/54302', 'a unique name like a SID'],

  ['POST /Maps/m/Items', { Key: 'k', Data: '{}' }, none, '409/54208', 'create is no upsert'],
  ['POST /Maps/m/Items', { Data: '{}' }, none, '400/54209', 'no key'],
  ['POST /Maps/m/Items', { Key: '', Data: '{}' }, none, '400/54209', 'an empty key'],
  ['POST /Maps/m/Items', { Key: 'k'.repeat(256), Data: '{}' }, none, '201', 'the longest key'],
  ['POST /Maps/m/Items', { Key: 'k'.repeat(257), Data: '{}' }, none, '400/54209', 'a key too long'],
  ['POST /Maps/m/Items', { Key: 'n', Data: '{}' }, none, '201', 'an empty object'],
  ['POST /Maps/m/Items', { Key: 'n' }, none, '400/54206', 'no data'],
  ['POST /Maps/m/Items', { Key: 'n', Data: 'null' }, none, '400/54206', 'null'],
  ['POST /Maps/m/Items', { Key: 'n', Data: '[]' }, none, '400/54008', 'a root array'],
  ['POST /Maps/m/Items', { Key: 'n', Data: '1' }, none, '400/54008', 'a number'],
  ['POST /Maps/m/Items', { Key: 'n', Data: '' }, none, '400/54008', 'empty data'],
  ['POST /Maps/m/Items', { Key: 'n', Data: '{a:1}' }, none, '400/54008', 'text that is not JSON'],
  ['POST /Maps/m/Items', { Key: 'n', Data: big }, none, '201', '16,384 bytes'],
  ['POST /Maps/m/Items', { Key: 'n', Data: tooBig }, none, '413/54006', '16,385 bytes'],
  [
    'POST /Maps/m/Items',
    { Key: 'n', Data: twoByteLetters },
    none,
    '413/54006',
    'bytes are counted, not letters',
  ],
  ['POST /Maps/m/Items', { Key: 'n', Data: '{}', Ttl: '-1' }, none, '400/54011', 'a negative time to live'],
  ['POST /Maps/m/Items', { Key: 'n', Data: '{}', CollectionTtl: 'x' }, none, '400/54011', 'of the map, too'],

  ['POST /Maps/m/Items/k', {}, none, '400/54010', 'an update of nothing'],
  [
    'POST /Maps/m/Items/k',
    { CollectionTtl: '60' },
    none,
    '400/54010',
    'the time of the map alone is no update',
  ],
  ['POST /Maps/m/Items/k', { Data: 'null' }, none, '400/54206', 'an update to null'],
  ['POST /Maps/m/Items/k', { Data: '[1]' }, none, '400/54008', 'an update to an array'],
  ['POST /Maps/m/Items/k', { Data: tooBig }, none, '413/54006', 'an update too big'],
  ['POST /Maps/m/Items/k', { Ttl: '1.5' }, none, '400/54011', 'an update to a strange time'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '0', '200', 'a bare revision'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '"0"', '200', 'a quoted revision'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, 'W/"0"', '200', 'a weak revision'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '1', '412/54205', 'another revision'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '00', '412/54205', 'revisions are texts'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '', '400/54003', 'an empty If-Match'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '*', '400/54003', 'a star'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, '"0', '400/54003', 'half a quotation'],
  ['POST /Maps/m/Items/k', { Data: '{}' }, 'W/0', '400/54003', 'weak without quotes'],
  ['DELETE /Maps/m/Items/k', {}, '0', '204', 'a delete of the right revision'],
  ['DELETE /Maps/m/Items/k', {}, '1', '412/54205', 'a delete of another revision'],
  ['DELETE /Maps/m/Items/k', {}, 'x', '400/54003', 'a delete of no revision'],
  ['DELETE /Maps/m/Items/none', {}, '1', '404/20404', 'missing comes before mismatch'],

  ['POST /Maps/m', {}, none, '400/54010', 'an update of nothing of a map'],
  ['POST /Maps/m', { Ttl: '31536000' }, none, '200', 'a year'],
  ['POST /Maps/m', { Ttl: '31536001' }, none, '400/54011', 'more than a year'],
  ['POST /Maps/m', { CollectionTtl: '' }, none, '200', 'empty: never'],
  ['POST /Maps', { Ttl: 'soon' }, none, '400/54011', 'a word as time to live'],

  ['POST /Documents', { Data: '[]' }, none, '400/54008', 'a document is an object'],
  ['POST /Documents', { Data: 'null' }, none, '400/54101', 'and not null'],
  ['POST /Documents', {}, none, '201', 'but may be left out'],
  ['POST /Documents', { Data: tooBig }, none, '413/54006', 'as big as an item'],
  ['POST /Documents', { Ttl: '-' }, none, '400/54011', 'its time to live'],
  ['POST /Documents', { UniqueName: '' }, none, '400/54302', 'its name'],
  ['POST /Documents/d', {}, none, '400/54010', 'an update of nothing'],
  ['POST /Documents/d', { Data: 'null' }, none, '400/54101', 'an update to null'],
  ['POST /Documents/d', { Ttl: 'x' }, none, '400/54011', 'an update to no time'],
  ['POST /Documents/d', { Data: '{}' }, '"0"', '200', 'the right revision'],
  ['POST /Documents/d', { Data: '{}' }, '7', '412/54103', 'another revision'],
  ['POST /Documents/d', { Data: '{}' }, '?', '400/54003', 'no revision'],
  ['DELETE /Documents/d', {}, '7', '204', 'a delete takes no If-Match'],

  ['GET /Maps/m/Items?Order=up', {}, none, '400/54451', 'another order'],
  ['GET /Maps/m/Items?Bounds=open', {}, none, '400/54452', 'other bounds'],
  ['GET /Maps/m/Items?PageToken=x', {}, none, '400/54453', 'a token that is not ours'],
  ['GET /Maps?PageToken=PTAAAA', {}, none, '400/54453', 'nor this'],
  ['GET /Maps/m/Items?PageSize=0', {}, none, '400/54454', 'a page of none'],
  ['GET /Documents?PageSize=1001', {}, none, '400/54454', 'a page of too many'],
  ['GET /v1/Services?PageSize=many', {}, none, '400/54454', 'a page of a word'],
  ['GET /Maps/m/Items?PageSize=500', {}, none, '200', 'what `list({limit: 500})` asks for'],

  ['POST /v1/Services', { FriendlyName: '' }, none, '400/54053', 'an empty friendly name'],
  ['POST /v1/Services', { FriendlyName: 'f'.repeat(256) }, none, '400/54053', 'a friendly name too long'],
  ['POST /v1/Services', { WebhookUrl: 'ftp://example.com' }, none, '400/54051', 'a webhook that is none'],
  ['POST /v1/Services', { AclEnabled: 'maybe' }, none, '400/20001', 'a flag that is neither'],
  ['POST /v1/Services', { ReachabilityDebouncingWindow: '999' }, none, '400/20001', 'a window too short'],
  ['POST /v1/Services/default', {}, none, '400/54010', 'an update of nothing of a service'],
];

describe('one request', () => {
  test.each(ROWS)('%s %o %s: %s, %s', (what, form, ifMatch, expected) => {
    expect(verdict(furnished().ask(what, form, ifMatch))).toBe(expected);
  });

  test.each(ROWS.filter((row) => !row[3].startsWith('2')))(
    '%s %o %s is refused and changes nothing',
    (what, form, ifMatch) => {
      const { ask, store } = furnished();
      const before = structuredClone(
        [...store.state.services.values()].map((s) => [s.record, [...s.documents]]),
      );
      const items = ask('GET /Maps/m/Items').body;
      ask(what, form, ifMatch);
      expect([...store.state.services.values()].map((s) => [s.record, [...s.documents]])).toEqual(before);
      expect(ask('GET /Maps/m/Items').body).toEqual(items);
    },
  );
});

describe('errors', () => {
  test('are told in the manner of Twilio', () => {
    expect(furnished().ask('GET /Maps/m/Items/absent').body).toEqual({
      code: 20404,
      message: 'The requested resource /Services/default/Maps/m/Items/absent was not found',
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
    });
    expect(bodyOf(furnished().ask('POST /Maps/m/Items', { Key: 'k', Data: '{}' })).message).toBe(
      'An Item with given key already exists in the Map',
    );
  });
});

describe('services', () => {
  test('an account has a default service', () => {
    const { ask } = account();
    const [first] = bodyOf(ask('GET /v1/Services')).services as { sid: string; unique_name: string }[];
    expect(first?.unique_name).toBe('default');
    expect(bodyOf(ask(`GET /v1/Services/${first?.sid}`))).toEqual(bodyOf(ask('GET /v1/Services/default')));
  });

  test('friendly names may repeat, a unique name cannot be given', () => {
    const { ask } = account();
    const form = { FriendlyName: 'pbx', UniqueName: 'pbx' };
    const [one, two] = [bodyOf(ask('POST /v1/Services', form)), bodyOf(ask('POST /v1/Services', form))];
    expect(one.friendly_name).toBe(two.friendly_name);
    expect(one.sid).not.toBe(two.sid);
    expect(one.unique_name).toBeNull();
    expect(verdict(ask('GET /v1/Services/pbx'))).toBe('404/20404');
  });

  test('an update changes what it names', () => {
    const { ask, wait } = account();
    const { sid } = bodyOf(ask('POST /v1/Services', { FriendlyName: 'old', AclEnabled: 'true' }));
    wait(5);
    const updated = bodyOf(
      ask(`POST /v1/Services/${sid}`, { FriendlyName: 'new', WebhookUrl: 'https://example.com/' }),
    );
    expect(updated).toMatchObject({
      friendly_name: 'new',
      acl_enabled: true,
      webhook_url: 'https://example.com/',
      date_created: '2015-07-30T20:00:00Z',
      date_updated: '2015-07-30T20:00:05Z',
    });
    expect(bodyOf(ask(`GET /v1/Services/${sid}`))).toEqual(updated);
  });

  test('a deleted one takes all it held along', () => {
    const { ask } = account();
    const { sid } = bodyOf(ask('POST /v1/Services'));
    const map = bodyOf(ask(`POST /v1/Services/${sid}/Maps`, { UniqueName: 'm' })).sid;
    expect(verdict(ask(`DELETE /v1/Services/${sid}`))).toBe('204');
    expect(verdict(ask(`GET /v1/Services/${sid}/Maps/${map}`))).toBe('404/20404');
  });

  test('after the default service comes another one, empty', () => {
    const { ask } = furnished();
    const before = bodyOf(ask('GET /v1/Services/default')).sid;
    expect(verdict(ask('DELETE /v1/Services/default'))).toBe('204');
    expect(bodyOf(ask('GET /v1/Services/default')).sid).not.toBe(before);
    expect(bodyOf(ask('GET /Maps')).maps).toEqual([]);
  });
});

describe('maps and items', () => {
  test('a map is addressed by SID or unique name', () => {
    const { ask } = furnished();
    const { sid } = bodyOf(ask('GET /Maps/m'));
    expect(ask(`GET /Maps/${sid}`)).toEqual(ask('GET /Maps/m'));
    expect(ask(`GET /Maps/${sid}/Items/k`)).toEqual(ask('GET /Maps/m/Items/k'));
  });

  test('the revision of an item is a text and counts from "0", its ETag is quoted', () => {
    const { ask } = furnished();
    const first = ask('GET /Maps/m/Items/k');
    expect([bodyOf(first).revision, first.etag]).toEqual(['0', '"0"']);
    const second = ask('POST /Maps/m/Items/k', { Data: '{"b":2}' });
    expect([bodyOf(second).revision, second.etag]).toEqual(['1', '"1"']);
    expect(bodyOf(second).data).toEqual({ b: 2 });
  });

  test('an item that is made again begins at "0" with new dates', () => {
    const { ask, wait } = furnished();
    ask('POST /Maps/m/Items/k', { Data: '{}' });
    ask('DELETE /Maps/m/Items/k');
    wait(60);
    const again = bodyOf(ask('POST /Maps/m/Items', { Key: 'k', Data: '{}' }));
    expect(again).toMatchObject({ revision: '0', date_created: '2015-07-30T20:01:00Z' });
  });

  test('each change of an item raises the revision of its map', () => {
    const { ask, wait } = furnished();
    const revision = (): unknown => bodyOf(ask('GET /Maps/m')).revision;
    expect(revision()).toBe('1');
    ask('POST /Maps/m/Items/k', { Data: '{}' });
    expect(revision()).toBe('2');
    wait(1);
    ask('DELETE /Maps/m/Items/k');
    expect(bodyOf(ask('GET /Maps/m'))).toMatchObject({ revision: '3', date_updated: '2015-07-30T20:00:01Z' });
  });

  test('deleting a map drops its items and frees its name', () => {
    const { ask } = furnished();
    expect(verdict(ask('DELETE /Maps/m'))).toBe('204');
    expect(verdict(ask('GET /Maps/m/Items/k'))).toBe('404/20404');
    expect(verdict(ask('POST /Maps', { UniqueName: 'm' }))).toBe('201');
    expect(bodyOf(ask('GET /Maps/m/Items')).items).toEqual([]);
  });

  test('a key with a slash can be made, is listed, and cannot be reached', () => {
    const { ask } = furnished();
    expect(verdict(ask('POST /Maps/m/Items', { Key: 'a/b', Data: '{}' }))).toBe('201');
    expect(verdict(ask('GET /Maps/m/Items/a/b'))).toBe('404/20404');
    expect(verdict(ask('GET /Maps/m/Items/a%2Fb'))).toBe('404/20404');
    expect(JSON.stringify(ask('GET /Maps/m/Items').body)).toContain('"a/b"');
  });

  test('paths are decoded once', () => {
    const { ask } = furnished();
    ask('POST /Maps/m/Items', { Key: 'a%2Fb', Data: '{"is":"percent"}' });
    ask('POST /Maps/m/Items', { Key: '+61 2', Data: '{"is":"plus"}' });
    expect(bodyOf(ask('GET /Maps/m/Items/a%252Fb')).data).toEqual({ is: 'percent' });
    expect(bodyOf(ask('GET /Maps/m/Items/+61%202')).data).toEqual({ is: 'plus' });
    expect(bodyOf(ask('GET /Maps/m/Items/%2B61%202')).data).toEqual({ is: 'plus' });
  });

  test('names that mean something to JavaScript are names', () => {
    const { ask } = furnished();
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty']) {
      expect(verdict(ask(`GET /Maps/m/Items/${key}`))).toBe('404/20404');
      expect(verdict(ask(`GET /v1/Services/${key}`))).toBe('404/20404');
      expect(verdict(ask('POST /Maps/m/Items', { Key: key, Data: `{"${key}":1}` }))).toBe('201');
      expect(JSON.stringify(bodyOf(ask(`GET /Maps/m/Items/${key}`)).data)).toBe(`{"${key}":1}`);
    }
  });

  test('REST writes are by `system`, and nothing expires unless it is told to', () => {
    const { ask } = furnished();
    for (const path of ['/Maps/m', '/Maps/m/Items/k', '/Documents/d']) {
      expect(bodyOf(ask(`GET ${path}`))).toMatchObject({ created_by: 'system', date_expires: null });
    }
  });
});

describe('documents', () => {
  test('are addressed by SID or unique name, and replaced whole', () => {
    const { ask } = furnished();
    const { sid } = bodyOf(ask('GET /Documents/d'));
    const updated = ask(`POST /Documents/${sid}`, { Data: '{"b":2}' }, '"0"');
    expect(bodyOf(updated)).toMatchObject({ data: { b: 2 }, revision: '1', unique_name: 'd' });
    expect(ask('GET /Documents/d')).toEqual(updated);
    expect(updated.etag).toBe('"1"');
  });

  test('a deleted one frees its name', () => {
    const { ask } = furnished();
    ask('DELETE /Documents/d');
    expect(verdict(ask('GET /Documents/d'))).toBe('404/20404');
    expect(bodyOf(ask('POST /Documents', { UniqueName: 'd' }))).toMatchObject({ revision: '0', data: {} });
  });
});

test('a change that cannot be recorded is not made', () => {
  const failing = account({
    record: () => {
      throw new Error('disk full');
    },
  });
  expect(() => failing.ask('POST /Maps', { UniqueName: 'm' })).toThrow('disk full');
  expect(failing.store.request(requestOf('GET /Maps/m'), BEGIN).status).toBe(404);
});
