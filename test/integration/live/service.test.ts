import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { type DesiredItems, desiredItems, type MapRole } from '../../../compiler/model/desired.ts';
import { reconcile } from '../../../compiler/reconcile/reconcile.ts';
import { rollback } from '../../../compiler/reconcile/rollback.ts';
import { steadyClock } from '../../../compiler/reconcile/steady-clock.ts';
import type { SyncTarget } from '../../../compiler/reconcile/target.ts';
import { EMBEDDED_TIMINGS, TIMINGS } from '../../../compiler/reconcile/timings.ts';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';
import { classify } from '../../../runtime/classify.ts';
import { handle } from '../../../runtime/handler.ts';
import { encode } from '../../../runtime/items.ts';
import type { Bundle, Program } from '../../../runtime/program.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { program as plan, bundle as sample } from '../../support/program.ts';

// One suite, two services: the embedded one always, and the real one when TEST_LIVE=1 and credentials are set. It works in a
// Sync service of its own, with a name of its own, and deletes that at the end.

interface Service {
  readonly name: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** The embedded service's address; absent: Twilio's. */
  readonly url?: string;
}

const { TEST_LIVE, ACCOUNT_SID, AUTH_TOKEN } = process.env;
const live =
  TEST_LIVE === '1' && ACCOUNT_SID && AUTH_TOKEN
    ? { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }
    : undefined;
if (live === undefined) {
  const why = TEST_LIVE === '1' ? 'ACCOUNT_SID and AUTH_TOKEN are not set' : 'TEST_LIVE is not 1';
  process.stdout.write(`  live service: skipped, ${why}\n`);
}

const names = live === undefined ? ['embedded'] : ['embedded', 'live'];

describe.each(names)('the %s service', (name) => {
  const unique = randomBytes(4).toString('hex');
  const planName = `live_test_${unique}`;
  const service = `dialplan-test-${unique}`;
  let sync: Sync | undefined;
  let place: Service;
  let target: SyncTarget;
  let client: twilio.Twilio;

  const bundle: Bundle = {
    ...sample,
    plan: planName,
    service,
    maps: {
      number_map: `numbers-${unique}`,
      ring_group_map: `groups-${unique}`,
      node_map: `nodes-${unique}`,
      state_map: `state-${unique}`,
    },
  };

  const itemsOf = (program: Program): DesiredItems => {
    const encoded = Object.entries(encode({ ...program, plan: planName }));
    const items = encoded.flatMap(([map, byKey]) =>
      Object.entries(byKey).map(([key, payload]) => ({ map: map as MapRole, key, payload })),
    );
    return desiredItems({ plan: planName, service, maps: bundle.maps, cacheSeconds: 0 }, items);
  };

  const apply = (desired: DesiredItems, wishes: { readonly keep?: readonly string[] } = {}) =>
    reconcile({
      target,
      clock: steadyClock(),
      desired,
      holder: randomBytes(8).toString('hex'),
      at: new Date().toISOString(),
      commit: null,
      timings: name === 'live' ? TIMINGS : EMBEDDED_TIMINGS,
      ...wishes,
    });

  const serviceSid = async (): Promise<string> => {
    const services = await client.sync.v1.services.list({ pageSize: 100 });
    return services.find((each) => each.friendlyName === service)?.sid ?? '';
  };

  const call = async (to: string): Promise<string> => {
    const environment = {
      ACCOUNT_SID: place.accountSid,
      AUTH_TOKEN: place.authToken,
      SYNC_SERVICE_SID: await serviceSid(),
      ...(place.url === undefined ? {} : { DIALPLAN_SYNC_URL: place.url }),
    };
    return handle('incoming', { To: to, From: '+61491570156', CallSid: 'CA1' }, environment, {
      bundle,
      store: new SyncStore(),
      snapshot: () => undefined,
      classify: (number) => classify(number, 'AU'),
      log: () => undefined,
    });
  };

  const changed: Program = {
    ...plan,
    numbers: { ...plan.numbers, '+61255501001': { to: 'message:closed' } },
  };

  beforeAll(async () => {
    if (name === 'live' && live !== undefined) place = { name, ...live };
    else {
      sync = await openSync();
      place = { name, accountSid: `AC${'0'.repeat(32)}`, authToken: '0'.repeat(32), url: sync.url };
    }
    const { accountSid, authToken, url } = place;
    target = twilioTarget({ accountSid, authToken, ...(url === undefined ? {} : { url }) });
    client = twilio(accountSid, authToken, { env: {} });
    if (url !== undefined) client.sync.baseUrl = url;
  });

  afterAll(async () => {
    const sid = await serviceSid();
    if (sid !== '') await client.sync.v1.services(sid).remove();
    await sync?.close();
  });

  it('gets a plan, and calls are answered from it', async () => {
    const done = await apply(itemsOf(plan));
    expect(done).toMatchObject({ kind: 'released' });
    expect(await call('+61255501001')).toContain('sip:alice@');
  });

  it('gets nothing when nothing changed', async () => {
    expect(await apply(itemsOf(plan))).toMatchObject({ kind: 'nothing_to_do' });
  });

  it('changes with one release, and back with one write', async () => {
    expect(await apply(itemsOf(changed))).toMatchObject({ kind: 'released' });
    expect(await call('+61255501001')).toContain('We are closed.');
    const back = await rollback({ target, clock: steadyClock(), plan: planName, service });
    expect(back).toMatchObject({ kind: 'rolled_back' });
    expect(await call('+61255501001')).toContain('sip:alice@');
  });

  it('keeps what a person wrote until it is named', async () => {
    const maps = client.sync.v1.services(await serviceSid()).syncMaps(bundle.maps.number_map);
    await maps.syncMapItems('+61255501101').update({ data: { type: 'client', uri: 'client:relief' } });
    expect(await call('+61255501101')).toContain('<Client>relief</Client>');
    expect(await apply(itemsOf(changed))).toMatchObject({ kind: 'refused' });
    expect(await apply(itemsOf(changed), { keep: ['+61255501101'] })).toMatchObject({ kind: 'released' });
    expect(await call('+61255501101')).toContain('<Client>relief</Client>');
  });
});
