import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Door, openDoor } from '../../../compiler/local/functions/door.ts';
import { launchFunctions, type RunningFunctions } from '../../../compiler/local/functions/launch.ts';
import { projectRoutes } from '../../../compiler/local/functions/project-routes.ts';
import { signatureFor } from '../../../compiler/local/functions/signature.ts';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { filesBelow } from './files-below.ts';

const TOKEN = '0'.repeat(32);
const ACCOUNT = `AC${'0'.repeat(32)}`;

/** What one webhook was answered, and what the Function wrote down of it. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
  /** Of its log line; empty: there is none. */
  readonly source: string;
  readonly rule: string;
  readonly trouble: string;
}

export type Form = { readonly [name: string]: string };

/** Functions with their front door. */
export interface Scene {
  /** Posts a webhook with Twilio's signature, and waits for its log line. */
  ask(path: string, form: Form): Promise<Answered>;
  close(): Promise<void>;
}

/** The embedded service on the files that `dialplan reconcile` wrote; chance is the same in every run. */
export const openLiveSync = (directory: string): Promise<Sync> => {
  let seed = 5;
  const chance = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  return openSync({ directory, chance });
};

/** Calls are told apart by their SID. */
let calls = 0;

/** Starts the Functions of a compiled project. `cold`: every request meets a new container. */
export async function openScene(options: {
  readonly project: string;
  readonly environment: Form;
  readonly cold: boolean;
}): Promise<Scene> {
  const { project, environment, cold } = options;
  const lines = new Map<string, { readonly [name: string]: unknown }>();
  const waiting = new Map<string, () => void>();
  const hear = (text: string): void => {
    if (!text.startsWith('{')) return;
    const line = JSON.parse(text) as { readonly [name: string]: unknown };
    lines.set(String(line.call), line);
    waiting.get(String(line.call))?.();
  };
  const functions: RunningFunctions = await launchFunctions({
    directory: project,
    environment: { ACCOUNT_SID: ACCOUNT, AUTH_TOKEN: TOKEN, DIALPLAN_LOG: 'full', ...environment },
    hear,
  });
  const door: Door = await openDoor({ port: 0, authToken: TOKEN, ...(cold ? { rules: { cold: 1 } } : {}) });
  const routes = projectRoutes(filesBelow(project));
  await door.open({ url: functions.url, forget: functions.forget, routes, timezone: 'Australia/Sydney' });

  const lineOf = (call: string): Promise<void> =>
    new Promise((settle) => {
      if (lines.has(call)) return settle();
      const timer = setTimeout(settle, 2_000);
      waiting.set(call, () => {
        clearTimeout(timer);
        settle();
      });
    });

  return {
    async ask(path, form) {
      calls += 1;
      const CallSid = `CA${String(calls).padStart(32, '0')}`;
      const body = new URLSearchParams({ CallSid, AccountSid: ACCOUNT, ...form }).toString();
      const started = performance.now();
      const response = await fetch(door.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'x-twilio-signature': signatureFor(door.url + path, body, TOKEN),
        },
        body,
      });
      const text = await response.text();
      const milliseconds = performance.now() - started;
      await lineOf(CallSid);
      const word = (name: string): string => String(lines.get(CallSid)?.[name] ?? '');
      return {
        status: response.status,
        body: text,
        milliseconds,
        source: word('source'),
        rule: word('rule'),
        trouble: word('trouble'),
      };
    },
    async close() {
      await door.close();
      await functions.stop();
    },
  };
}

/** The people's webhook: remembers the recordings that it was told of. */
export async function openHook() {
  const told: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { id } = JSON.parse(Buffer.concat(parts).toString()) as { id: string };
      told.push(id);
      response.end('ok');
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told: told as readonly string[],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A URL that an answer carries, by the attribute; empty: none. */
export const linkIn = (twiml: string, attribute: string): string =>
  new RegExp(`\\b${attribute}="([^"]+)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** Where `dialplan compile` puts the project of the example plan. */
export const projectOf = (place: string): string => join(place, 'dist/acme');
