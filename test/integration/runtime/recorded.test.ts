import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import { encode } from '../../../runtime/items.ts';
import { writeLink } from '../../../runtime/links.ts';
import type { MailboxNode, Notify } from '../../../runtime/nodes/mailbox.ts';
import type { Program } from '../../../runtime/program.ts';
import { recorded } from '../../../runtime/recorded.ts';
import { pack } from '../../../runtime/release.ts';
import { SyncStore } from '../../../runtime/sync-store.ts';
import { bundle, program } from '../../support/program.ts';

// A recording is reported; the webhook of the mailbox is a server on this machine that can be told to fail.

const KEY = 'secret-token';

let sync: Sync;
let service: string;
let hook: Server;
let hookUrl: string;
/** What the webhook was told, in order, whether it answered well or not. */
let told: { readonly path: string; readonly body: { readonly [name: string]: unknown } }[];
/** How the webhook answers; normally 200. */
let answer: (response: ServerResponse) => void;
let lines: { [name: string]: unknown }[];
let plan: Program;

const well = (response: ServerResponse) => response.end('ok');
const status = (code: number) => (response: ServerResponse) => response.writeHead(code).end();

async function post(path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

const mailbox = (notify: Notify): MailboxNode => ({
  kind: 'mailbox',
  greetings: {},
  maxLength: 120,
  silence: 5,
  transcribe: true,
  notify,
  exits: {},
});

async function openHook(): Promise<void> {
  hook = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      told.push({ path: request.url ?? '', body: JSON.parse(text) });
      answer(response);
    });
  });
  await new Promise<void>((settle) => hook.listen(0, '127.0.0.1', settle));
  hookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  [told, lines, answer] = [[], [], well];
  await openHook();
  sync = await openSync();
  plan = {
    ...program,
    settings: { ...program.settings, notify: `${hookUrl}/mail?key=\${HOOK_KEY}` },
    nodes: {
      ...program.nodes,
      'mailbox:office': mailbox({ email: 'office@acme.example' }),
      'mailbox:sales': mailbox({ webhook: `${hookUrl}/sales` }),
      'mailbox:silent': mailbox({}),
      'mailbox:outside': mailbox({ webhook: 'http://hooks.acme.example/' }),
    },
  };
  service = (await post('/v1/Services', { FriendlyName: 'pbx-routing' })).sid;
  const items = encode(plan);
  for (const role of ['number_map', 'ring_group_map', 'node_map'] as const) {
    await post(`/v1/Services/${service}/Maps`, { UniqueName: bundle.maps[role] });
    for (const [key, payload] of Object.entries(items[role])) {
      const data = pack('acme', [{ payload, mark: { release: 1, digest: digest(payload) } }]);
      const form = { Key: key, Data: JSON.stringify(data) };
      await post(`/v1/Services/${service}/Maps/${bundle.maps[role]}/Items`, form);
    }
  }
  await post(`/v1/Services/${service}/Maps`, { UniqueName: bundle.maps.state_map });
  const active = { release: 1, digest: 'x', counts: {}, commit: null, at: '2026-11-22T00:00:00Z' };
  await post(`/v1/Services/${service}/Documents`, {
    UniqueName: 'dialplan.acme.release',
    Data: JSON.stringify({
      format: 1,
      plan: 'acme',
      active,
      previous: null,
      abandoned: [],
      cache_seconds: 0,
    }),
  });
  sync.requests.clear();
});

afterEach(async () => {
  hook.closeAllConnections();
  await new Promise((settle) => hook.close(settle));
  await sync.close();
});

/** The keys of the state map, and what stands under each. */
async function state(): Promise<{ readonly [key: string]: JsonObject }> {
  const path = `${sync.url}/v1/Services/${service}/Maps/${bundle.maps.state_map}/Items`;
  const { items } = (await (await fetch(path)).json()) as { items: { key: string; data: JsonObject }[] };
  return Object.fromEntries(items.map(({ key, data }) => [key, data]));
}

interface Report {
  readonly mailbox?: string;
  /** A time of day. */
  readonly at?: string;
  readonly environment?: { readonly [name: string]: string };
  readonly signedBy?: string;
  readonly to?: 'continue' | 'recorded';
}

/** One callback of Twilio, for the link that the mailbox wrote. */
async function report(parameters: object, how: Report = {}): Promise<void> {
  const { mailbox: name = 'office', at = '10:00:00', environment = {}, signedBy = KEY } = how;
  const link = { entry: 'number:+61255501001', at: `mailbox:${name}`, caller: '+61400000000' };
  const url = new URL(writeLink({ to: how.to ?? 'recorded', state: link }, 1, signedBy), 'http://x');
  await recorded(
    {
      request: { headers: { 'x-dialplan-at': `2026-11-24T${at}Z` } },
      ...Object.fromEntries(url.searchParams),
      CallSid: 'CA1',
      ...parameters,
    },
    {
      ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      AUTH_TOKEN: KEY,
      SYNC_SERVICE_SID: service,
      DIALPLAN_SYNC_URL: sync.url,
      HOOK_KEY: 'hush hush',
      ...environment,
    },
    { bundle, store: new SyncStore(), snapshot: () => plan, log: (line) => lines.push(JSON.parse(line)) },
  );
}

const done = (id: string, seconds = '20') => ({
  RecordingSid: id,
  RecordingStatus: 'completed',
  RecordingDuration: seconds,
  RecordingUrl: `https://api.twilio.com/recordings/${id}`,
});

describe('a message', () => {
  it('is told to the webhook for an address, once', async () => {
    await report(done('RE1'));
    await report(done('RE1'), { at: '10:00:01' });
    await report(done('RE1'), { at: '12:00:00' });
    expect(told).toEqual([
      {
        path: '/mail?key=hush%20hush',
        body: {
          plan: 'acme',
          event: 'message',
          id: 'RE1',
          mailbox: 'office',
          email: 'office@acme.example',
          caller: '+61400000000',
          called: '+61255501001',
          at: '2026-11-24T10:00:00.000Z',
          seconds: 20,
          recording: 'https://api.twilio.com/recordings/RE1',
          call: 'CA1',
        },
      },
    ]);
    expect(Object.keys(await state())).toEqual(['told:RE1']);
    expect(lines.map(({ rule }) => rule)).toEqual([
      'mailbox:office: a message of 20 s, told',
      'mailbox:office: a message of 20 s, reported before',
      'mailbox:office: a message of 20 s, reported before',
    ]);
  });

  it('is told to the webhook of its own mailbox', async () => {
    await report(done('RE1'), { mailbox: 'sales' });
    expect(told.map(({ path, body }) => [path, body.mailbox, body.email])).toEqual([
      ['/sales', 'sales', undefined],
    ]);
  });

  it('is told once where Twilio reports it twice at the same time', async () => {
    await Promise.all([report(done('RE1')), report(done('RE1'))]);
    expect(told).toHaveLength(1);
  });

  it('is followed by what was said in it', async () => {
    const { RecordingStatus: _status, RecordingDuration: _seconds, ...rest } = done('RE1');
    await report(done('RE1'));
    await report({ ...rest, TranscriptionStatus: 'completed', TranscriptionText: 'Hello there.' });
    await report({ ...rest, TranscriptionStatus: 'completed', TranscriptionText: 'Hello there.' });
    await report({ ...rest, TranscriptionStatus: 'failed', TranscriptionText: '' });
    expect(told.map(({ body }) => [body.event, body.id, body.text])).toEqual([
      ['message', 'RE1', undefined],
      ['transcript', 'RE1', 'Hello there.'],
    ]);
  });

  it.each([
    ['absent', { ...done('RE1'), RecordingStatus: 'absent' }],
    ['failed', { ...done('RE1'), RecordingStatus: 'failed' }],
    ['empty', done('RE1', '0')],
    ['without a name', done('../x')],
    ['nothing at all', {}],
  ])('that is %s is none', async (_name, parameters) => {
    await report(parameters);
    expect(told).toEqual([]);
    expect(await state()).toEqual({});
    expect(lines).toHaveLength(1);
  });

  it('in a mailbox that tells nobody leaves nothing behind', async () => {
    await report(done('RE1'), { mailbox: 'silent' });
    expect(await state()).toEqual({});
    expect(lines[0]?.rule).toBe('mailbox:silent: a message of 20 s; the mailbox tells nobody');
  });

  it('in a mailbox that has left the plan goes to the webhook of the plan', async () => {
    await report(done('RE1'), { mailbox: 'gone' });
    expect(told.map(({ path, body }) => [path, body.mailbox])).toEqual([['/mail?key=hush%20hush', 'gone']]);
  });
});

describe('a webhook that fails', () => {
  const failures: readonly (readonly [string, (response: ServerResponse) => void, string])[] = [
    ['answers 500', status(500), 'the webhook answered 500'],
    ['answers 404', status(404), 'the webhook answered 404'],
    [
      'leads elsewhere',
      (response) => response.writeHead(302, { location: '/' }).end(),
      'the webhook answered 302',
    ],
    ['closes', (response) => response.destroy(), 'the webhook could not be reached (ECONNRESET)'],
    ['is slow', () => {}, 'the webhook gave no answer in 5 s'],
  ];

  it.each(failures)(
    '%s: the message waits, and is told once when it works again',
    async (_name, fails, why) => {
      answer = fails;
      const started = performance.now();
      await report(done('RE1'));
      expect(performance.now() - started).toBeLessThan(7_000);
      expect((await state())['message:RE1']).toMatchObject({
        mailbox: 'office',
        caller: '+61400000000',
        tries: 1,
        because: why,
      });
      expect(lines[0]).toMatchObject({
        level: 'warn',
        trouble: why,
        rule: 'mailbox:office: a message of 20 s, waits',
      });

      answer = well;
      told = [];
      await report(done('RE2'), { mailbox: 'sales', at: '10:00:30' });
      expect(told.map(({ path, body }) => [path, body.id])).toEqual([
        ['/sales', 'RE2'],
        ['/mail?key=hush%20hush', 'RE1'],
      ]);
      expect(Object.keys(await state())).toEqual(['told:RE1', 'told:RE2']);
      expect(lines[1]?.rule).toBe(
        'mailbox:sales: a message of 20 s, told > mailbox:office: a message of 20 s that waited, told',
      );
      await report(done('RE1'), { at: '10:01:00' });
      expect(told).toHaveLength(2);
    },
    20_000,
  );

  it('that is not there at all loses nothing either', async () => {
    hook.closeAllConnections();
    await new Promise((settle) => hook.close(settle));
    await report(done('RE1'));
    expect((await state())['message:RE1']).toMatchObject({
      because: 'the webhook could not be reached (ECONNREFUSED)',
    });
  });

  it('is not asked again by the same run, and counts its tries', async () => {
    answer = status(500);
    for (const [id, at] of [
      ['RE1', '10:00:00'],
      ['RE2', '10:01:00'],
      ['RE3', '10:02:00'],
    ] as const) {
      await report(done(id), { at });
    }
    expect(told).toHaveLength(3);
    // A recording that was empty is a run, too; it stops at the first failure.
    await report(done('RE4', '0'), { at: '10:03:00' });
    expect(told).toHaveLength(4);
    const tries = Object.values(await state()).map((each) => each.tries);
    expect(tries).toEqual([2, 1, 1]);
    answer = well;
    await report(done('RE5', '0'), { at: '10:04:00' });
    expect(Object.keys(await state())).toEqual(['told:RE1', 'told:RE2', 'told:RE3']);
  });

  it('leaves alone what another Function may have in its hands', async () => {
    answer = status(500);
    await report(done('RE1'));
    answer = well;
    await report(done('RE2'), { at: '10:00:05' });
    expect(told.map(({ body }) => body.id)).toEqual(['RE1', 'RE2']);
    await Promise.all([
      report(done('RE3', '0'), { at: '10:05:00' }),
      report(done('RE4', '0'), { at: '10:05:00' }),
    ]);
    expect(told.map(({ body }) => body.id)).toEqual(['RE1', 'RE2', 'RE1']);
  });

  describe('for one mailbox', () => {
    const stuck = async (ids: readonly string[], mailbox: string, at: string) => {
      for (const id of ids) {
        const data = { event: 'message', id, mailbox, tries: 3, tried: `2026-11-24T${at}Z` };
        const form = { Key: `message:${id}`, Data: JSON.stringify(data) };
        await post(`/v1/Services/${service}/Maps/${bundle.maps.state_map}/Items`, form);
      }
    };

    it('does not hold up the messages of others', async () => {
      await stuck(['RE1', 'RE2', 'RE3', 'RE4', 'RE5', 'RE6'], 'outside', '08:00:00');
      await stuck(['RE7', 'RE8'], 'office', '09:00:00');
      await report(done('RE9', '0'));
      expect(told.map(({ body }) => body.id)).toEqual(['RE7', 'RE8']);
    });

    it('does not hide those that stand behind many', async () => {
      await stuck(
        Array.from({ length: 60 }, (_each, i) => `RE1${String(i).padStart(2, '0')}`),
        'outside',
        '08:00:00',
      );
      await stuck(['RE3'], 'office', '09:00:00');
      await report(done('RE2', '0'));
      expect(told.map(({ body }) => body.id)).toEqual(['RE3']);
    });
  });

  it.each([
    ['outside', {}, 'the webhook is not https'],
    ['office', { HOOK_KEY: '' }, 'the variable HOOK_KEY of the webhook is not set for these Functions'],
  ])('because its address cannot be used (%s) says so', async (name, environment, why) => {
    await report(done('RE1'), { mailbox: name, environment });
    expect(told).toEqual([]);
    expect((await state())['message:RE1']).toMatchObject({ because: why });
  });
});

describe('Sync in trouble', () => {
  it('does not stop the webhook: the snapshot knows whom to tell', async () => {
    sync.faults.add({ kind: 'error', code: 20500 });
    await report(done('RE1'));
    expect(told.map(({ body }) => body.email)).toEqual(['office@acme.example']);
    expect(lines[0]).toMatchObject({ source: 'stale', level: 'warn' });
  });

  it('is told in the log when the webhook fails as well', async () => {
    sync.faults.add({ kind: 'error', code: 20500 });
    answer = status(500);
    await report(done('RE1'));
    expect(lines[0]).toMatchObject({
      rule: 'mailbox:office: a message of 20 s (RE1), neither told nor written down',
      trouble: 'the webhook answered 500',
    });
  });

  it('that ends while the webhook fails keeps the message after all', async () => {
    sync.faults.add({ kind: 'error', code: 20500, method: 'POST', times: 1 });
    answer = status(500);
    await report(done('RE1'));
    expect(Object.keys(await state())).toEqual(['message:RE1']);
  });

  it('without a service at all tells from the snapshot', async () => {
    await report(done('RE1'), { environment: { SYNC_SERVICE_SID: '' } });
    expect(told).toHaveLength(1);
    expect(sync.requests.counts()).toMatchObject({ reads: 0, written: 0 });
  });

  it('when it dies between telling and crossing off tells nobody twice', async () => {
    sync.faults.add({ kind: 'error', code: 20500, method: 'DELETE', times: 1 });
    await report(done('RE1'));
    expect(Object.keys(await state())).toEqual(['message:RE1', 'told:RE1']);
    await report(done('RE2', '0'), { at: '10:05:00' });
    expect(told).toHaveLength(1);
    expect(Object.keys(await state())).toEqual(['told:RE1']);
  });
});

describe('a request', () => {
  it.each([
    ['signed by somebody else', { signedBy: 'other' }],
    ['with a link for another Function', { to: 'continue' } as const],
  ])('%s does nothing', async (_name, how) => {
    await report(done('RE1'), how);
    expect(told).toEqual([]);
    expect(await state()).toEqual({});
    expect(lines[0]?.rule).toBe('recorded: not a link of ours');
  });

  it('cannot name another mailbox or caller than its link', async () => {
    await report({ ...done('RE1'), dp_at: 'mailbox:sales' });
    await report({ ...done('RE1'), dp_f: '+61499999999' });
    expect(told).toEqual([]);
  });

  it('is logged with masked numbers and without the secret of the webhook', async () => {
    answer = status(500);
    await report(done('RE1'));
    const [line] = lines;
    expect(line).toMatchObject({
      fn: 'recorded',
      call: 'CA1',
      from: '+614…00',
      to: '+612…01',
      release: 1,
      source: 'sync',
    });
    expect(JSON.stringify(lines)).not.toMatch(/hush|127\.0\.0\.1|61400000000/);
    expect(JSON.stringify(await state())).not.toMatch(/hush/);
  });
});
