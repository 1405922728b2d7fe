import { expect, it } from 'vitest';
import { call, equipmentWith, lines, sync } from './live-program.ts';

// What a caller writes becomes the key of an item. A key that no plan can have must not be asked for: Sync refuses it, which
// would look as if Sync had failed, and two failures in a row make a container leave Sync alone.

const LONG = '漢'.repeat(4_000);

it.each([
  ['the name of a SIP caller', 'outgoing', { From: `sip:${LONG}@acme.sip.twilio.com`, To: '202' }],
  [
    'a name that is too long for Sync',
    'outgoing',
    { From: `sip:${'a'.repeat(300)}@acme.sip.twilio.com`, To: '202' },
  ],
  ['the name of a client', 'outgoing', { From: `client:${LONG}`, To: '202' }],
  ['a name with a NUL', 'outgoing', { From: 'client:a\u0000b', To: '202' }],
  [
    'what is dialled',
    'outgoing',
    { From: 'sip:alice@acme.sip.twilio.com', To: `sip:${LONG}@acme.sip.twilio.com` },
  ],
  ['a group', 'ringGroup', { ringGroupId: LONG }],
  ['a group one folder up', 'ringGroup', { ringGroupId: '..' }],
  ['a group that is a path', 'ringGroup', { ringGroupId: '../../Items/x' }],
] as const)('%s is not there, and Sync is still asked', async (_name, entry, parameters) => {
  const warm = equipmentWith();
  for (let i = 0; i < 3; i += 1) expect(await call(entry, parameters, warm)).not.toContain('trouble');
  expect(lines.map(({ source }) => source)).toEqual(['sync', 'sync', 'sync']);
  for (const { url } of sync.requests.last()) expect(url.length).toBeLessThan(1_200);
  expect(await call('incoming', { To: '+61255501001' }, warm)).toContain('sip:alice@');
  expect(lines.at(-1)?.source).toBe('sync');
});
