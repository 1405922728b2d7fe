import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProject } from '../../compiler/cli/project-files.ts';
import { type Compiled, compile } from '../../compiler/compile.ts';
import { openDoor } from '../../compiler/local/functions/door.ts';
import { readOutput } from '../../compiler/local/functions/function-log.ts';
import { launchFunctions } from '../../compiler/local/functions/launch.ts';
import { projectRoutes } from '../../compiler/local/functions/project-routes.ts';
import { SIGNATURE_HEADER, signatureFor } from '../../compiler/local/functions/signature.ts';
import { openSync } from '../../compiler/local/sync/sync.ts';
import type { RuntimeFiles } from '../../compiler/model/artifacts.ts';
import { reconcile } from '../../compiler/reconcile/reconcile.ts';
import { steadyClock } from '../../compiler/reconcile/steady-clock.ts';
import { EMBEDDED_TIMINGS } from '../../compiler/reconcile/timings.ts';
import { twilioTarget } from '../../compiler/reconcile/twilio-target.ts';

/**
 * A plan in full operation on this machine: released into an embedded Sync service that keeps Twilio's rate limits, its
 * Functions run by twilio-run in one warm process behind the door that checks signatures.
 */

const ACCOUNT = `AC${'0'.repeat(32)}`;
const TOKEN = '0'.repeat(32);

export type Form = { readonly [name: string]: string };

/** What came of one webhook; `status` 0: no answer, and `body` says why. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface LoadedPlan {
  /** Posts a webhook, signed as Twilio signs. Never rejects. `target`: path and query. */
  webhook(target: string, form: Form): Promise<Answered>;
  /** What the Functions have logged, a line a webhook. */
  readonly lines: readonly { readonly [name: string]: unknown }[];
  /** The most webhooks that were under way at the same time, since it was asked last. */
  mostUnderWay(): number;
  /** Answers of Sync since it keeps its limits, as they come. */
  readonly asked: readonly { readonly url: string; readonly status: number | null; readonly at: number }[];
  close(): Promise<void>;
}

/** Compiles a plan with the runtime that ships. */
export function compiledWith(files: { readonly [file: string]: string }, runtime: RuntimeFiles): Compiled {
  const sources = Object.entries(files).map(([file, text]) => ({ file: `plan/${file}`, text }));
  return compile({ directory: 'plan', sources, assets: [] }, { variables: {}, files: runtime });
}

/** Releases the items into a service without limits, which would take minutes, and opens it again with them. */
async function liveSync(directory: string, { artifacts }: Compiled) {
  if (artifacts === undefined) throw new Error('the plan has errors');
  const before = await openSync({ directory });
  const target = twilioTarget({ accountSid: ACCOUNT, authToken: TOKEN, url: before.url });
  const result = await reconcile({
    target,
    clock: steadyClock(),
    desired: artifacts.items,
    holder: 'load',
    at: '2026-01-01T00:00:00Z',
    commit: null,
    timings: EMBEDDED_TIMINGS,
    allowRemovals: 0,
  });
  await before.close();
  if (result.kind !== 'released') throw new Error(`the plan was not released: ${result.kind}`);
  return { sync: await openSync({ directory, rates: true }), service: result.service.sid };
}

/** Puts a compiled plan into operation. */
export async function operate(compiled: Compiled): Promise<LoadedPlan> {
  const { artifacts, program } = compiled;
  if (artifacts === undefined || program === undefined) throw new Error('the plan has errors');
  const place = mkdtempSync(join(tmpdir(), 'dialplan-load-'));
  const project = join(place, 'project');
  const { sync, service } = await liveSync(join(place, 'sync'), compiled);
  const asked: { url: string; status: number | null; at: number }[] = [];
  const add = sync.requests.add.bind(sync.requests);
  sync.requests.add = (each, tookEffect) => {
    asked.push({ url: decodeURIComponent(each.url), status: each.status, at: performance.now() });
    add(each, tookEffect);
  };
  writeProject(project, artifacts.files, place, project);
  const lines: { readonly [name: string]: unknown }[] = [];
  const functions = await launchFunctions({
    directory: project,
    environment: {
      ACCOUNT_SID: ACCOUNT,
      AUTH_TOKEN: TOKEN,
      SYNC_SERVICE_SID: service,
      DIALPLAN_SYNC_URL: sync.url,
    },
    hear: (text) => {
      const output = readOutput(text);
      if (output.kind === 'webhook') lines.push(output.line);
    },
  });
  // One process stands for many containers, and a stall of this machine says nothing of them: how many webhooks were under
  // way at a time is told, not refused.
  const rules = { concurrent: Number.POSITIVE_INFINITY };
  const door = await openDoor({ port: 0, authToken: TOKEN, rules });
  await door.open({
    url: functions.url,
    routes: projectRoutes(artifacts.files.map(({ path }) => path)),
    timezone: program.settings.timezone,
  });
  let [underWay, most] = [0, 0];
  const webhook = async (target: string, form: Form): Promise<Answered> => {
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      return await post(target, form);
    } finally {
      underWay -= 1;
    }
  };
  const post = (target: string, form: Form): Promise<Answered> => {
    const body = new URLSearchParams(form).toString();
    const url = `http://localhost:${door.port}${target}`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      host: `localhost:${door.port}`,
      [SIGNATURE_HEADER]: signatureFor(url, body, TOKEN),
    };
    return new Promise((resolve) => {
      const none = (error: NodeJS.ErrnoException) =>
        resolve({ status: 0, body: error.code ?? error.message });
      // A connection of its own: one that was kept may be closed by the door in the moment in which it is used again.
      const options = {
        agent: false,
        host: '127.0.0.1',
        port: door.port,
        path: target,
        method: 'POST',
        headers,
      };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', none);
      });
      sent.on('error', none);
      sent.end(body);
    });
  };
  return {
    webhook,
    mostUnderWay: () => {
      const found = most;
      most = underWay;
      return found;
    },
    lines,
    asked,
    async close() {
      await door.close();
      await functions.stop();
      await sync.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}
