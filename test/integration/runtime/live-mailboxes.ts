import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
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

export const KEY = 'secret-token';

export let sync: Sync;
export let service: string;
export let hook: Server;
export let hookUrl: string;
/** What the webhook was told, in order, whether it answered well or not. */
export let told: { readonly path: string; readonly body: { readonly [name: string]: unknown } }[];
/** How the webhook answers; normally 200. */
let answer: (response: ServerResponse) => void;
export const answerBy = (how: (response: ServerResponse) => void): void => {
  answer = how;
};
export let lines: { [name: string]: unknown }[];
export let plan: Program;

export const well = (response: ServerResponse) => response.end('ok');
export const status = (code: number) => (response: ServerResponse) => response.writeHead(code).end();

export async function post(path: string, form: { [name: string]: string }): Promise<{ sid: string }> {
  const response = await fetch(`${sync.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { sid: string };
}

export const mailbox = (notify: Notify): MailboxNode => ({
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
export async function state(): Promise<{ readonly [key: string]: JsonObject }> {
  const path = `${sync.url}/v1/Services/${service}/Maps/${bundle.maps.state_map}/Items`;
  const { items } = (await (await fetch(path)).json()) as { items: { key: string; data: JsonObject }[] };
  return Object.fromEntries(items.map(({ key, data }) => [key, data]));
}

export interface Report {
  readonly mailbox?: string;
  /** A time of day. */
  readonly at?: string;
  readonly environment?: { readonly [name: string]: string };
  readonly signedBy?: string;
  readonly to?: 'continue' | 'recorded';
  /** False: it is gone. */
  readonly snapshot?: boolean;
}

/** One callback of Twilio, for the link that the mailbox wrote. */
export async function report(parameters: object, how: Report = {}): Promise<void> {
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
    {
      bundle,
      store: new SyncStore(),
      snapshot: () => (how.snapshot === false ? undefined : plan),
      log: (line) => lines.push(JSON.parse(line)),
    },
  );
}

export const done = (id: string, seconds = '20') => ({
  RecordingSid: id,
  RecordingStatus: 'completed',
  RecordingDuration: seconds,
  RecordingUrl: `https://api.twilio.com/recordings/${id}`,
});
