import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import type { EntryName } from '../../../runtime/call.ts';
import { digest } from '../../../runtime/digest.ts';
import { handle } from '../../../runtime/handler.ts';
import { encode } from '../../../runtime/items.ts';
import { pack } from '../../../runtime/release.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { compilePlan } from '../../support/harness.ts';

/** From YAML to TwiML: the bilingual plan of the golden cases, its items read over HTTP by the real handler. */

const CASE = new URL('../../cases/bilingual-menu/', import.meta.url);
const assets = ['privacy', 'privacy-fr', 'terms'].map((name) => ({ name: `audio/${name}.mp3`, bytes: 1 }));
const { program, bundle } = compilePlan(readFileSync(new URL('dialplan.yaml', CASE), 'utf8'), { assets });

let sync: Sync;
let service: string;

async function post(path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

beforeAll(async () => {
  if (program === undefined || bundle === undefined) throw new Error('the plan has errors');
  sync = await openSync();
  service = (await post('/v1/Services', { FriendlyName: bundle.service })).sid;
  for (const [role, items] of Object.entries(encode(program))) {
    const name = bundle.maps[role as keyof typeof bundle.maps];
    await post(`/v1/Services/${service}/Maps`, { UniqueName: name });
    for (const [key, payload] of Object.entries(items)) {
      const marked = pack(bundle.plan, [{ payload, mark: { release: 1, digest: digest(payload) } }]);
      await post(`/v1/Services/${service}/Maps/${name}/Items`, { Key: key, Data: JSON.stringify(marked) });
    }
  }
  const active = { release: 1, digest: 'x', counts: {}, commit: null, at: '2026-11-22T00:00:00Z' };
  const document = {
    ...{ format: 1, plan: bundle.plan, active, previous: null, reserved: null, holder: null, beat: 0 },
    ...{ abandoned: [], cache_seconds: 0, hand_edits: [], lease_broken_at: null },
  };
  await post(`/v1/Services/${service}/Documents`, {
    UniqueName: `dialplan.${bundle.plan}.release`,
    Data: JSON.stringify(document),
  });
});

afterAll(async () => {
  await sync.close();
});

beforeEach(() => sync.requests.clear());

/** One call; a store of its own for each webhook, as if every one met a cold Function. */
class Caller {
  #twiml = '';
  sources: unknown[] = [];

  async #ask(entry: EntryName, parameters: object): Promise<string> {
    if (bundle === undefined) throw new Error('the plan has errors');
    const environment = {
      ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      AUTH_TOKEN: 'secret-token',
      SYNC_SERVICE_SID: service,
      DIALPLAN_SYNC_URL: sync.url,
    };
    this.#twiml = await handle(entry, { From: '+14165550199', CallSid: 'CA1', ...parameters }, environment, {
      bundle,
      store: new SyncStore(),
      snapshot: () => undefined,
      classify: () => null,
      log: (line) => this.sources.push(JSON.parse(line).source),
    });
    const heard = this.#twiml.matchAll(/<Say[^>]*>([^<]*)<|<Play>([^<]*)<|<(Dial)\b/g);
    return [...heard].map(([, words, url, verb]) => words ?? url ?? verb).join(' ');
  }

  calls(To: string): Promise<string> {
    return this.#ask('incoming', { To, CallStatus: 'ringing' });
  }

  presses(Digits: string): Promise<string> {
    const action = / action="([^"]+)"/.exec(this.#twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const query = Object.fromEntries(new URL(action, 'http://localhost').searchParams);
    return this.#ask('continue', { ...query, Digits, CallStatus: 'in-progress' });
  }

  get twiml(): string {
    return this.#twiml;
  }
}

describe('the bilingual menu, from Sync', () => {
  it('keeps its language, its step and its variables over webhooks', async () => {
    const caller = new Caller();
    expect(await caller.calls('+15145550100')).toBe(
      'In English, press 1. En français, appuyez sur le 2. Indigenous callers press 3. Another language, press 4.',
    );
    expect(caller.twiml).toContain(
      '<Gather numDigits="2" timeout="3" actionOnEmptyResult="true" action="/continue?',
    );
    expect(await caller.presses('2')).toBe(
      'C’est la ligne de Montréal. Confidentialité, le 5; conditions, le 6; les deux, le carré.',
    );
    expect(await caller.presses('#')).toBe('Pour les deux, le 1; pour revenir, le 2.');
    expect(await caller.presses('1')).toBe(
      '/media/audio/privacy-fr.mp3 /media/audio/terms.mp3 C’est tout. Au revoir.',
    );
    expect(caller.sources).toEqual(['sync', 'sync', 'sync', 'sync']);
  });

  it('reads an extension only when it is dialled', async () => {
    const caller = new Caller();
    await caller.calls('+14165550100');
    sync.requests.clear();
    expect(await caller.presses('21')).toBe('Dial');
    const read = sync.requests.last().map(({ url }) => decodeURIComponent(url.split('/').at(-1) ?? ''));
    expect(read).toContain('dial:21');
    expect(read).not.toContain('dial:22');
  });

  it('takes few reads for a webhook', async () => {
    const caller = new Caller();
    await caller.calls('+14165550100');
    expect(sync.requests.counts().reads).toBeLessThanOrEqual(4);
    sync.requests.clear();
    await caller.presses('9');
    // What follows each of the six keys is asked for at once, since the trip costs more than the items.
    expect(sync.requests.counts().reads).toBeLessThanOrEqual(10);
  });
});
