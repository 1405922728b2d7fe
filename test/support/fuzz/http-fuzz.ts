import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProject } from '../../../compiler/cli/project-files.ts';
import { readRuntimeFiles } from '../../../compiler/cli/runtime-files.ts';
import { type Door, openDoor } from '../../../compiler/local/functions/door.ts';
import { readOutput } from '../../../compiler/local/functions/function-log.ts';
import { launchFunctions } from '../../../compiler/local/functions/launch.ts';
import { projectRoutes } from '../../../compiler/local/functions/project-routes.ts';
import { SIGNATURE_HEADER, signatureFor } from '../../../compiler/local/functions/signature.ts';
import { type Random, random as seeded } from '../protocol/random.ts';
import { Figures } from './figures.ts';
import { judgeAnswer, judgeLog } from './judge.ts';
import { examplePlan, telling } from './plans.ts';
import { type RandomRequest, randomRequest } from './random-request.ts';
import { Links, TOKEN } from './random-state.ts';
import { openSyncWeather, type SyncWeather, type Weather } from './sync-weather.ts';
import { Rights } from './truth.ts';

/** Random webhooks on the whole way: signed, through the front door, to the generated Functions in twilio-run. */

export interface HttpFuzz {
  readonly figures: Figures;
  /** Memory of the process in which the Functions run, after the first thousand and at the end. */
  readonly megabytesBefore: number;
  readonly megabytesAfter: number;
  /** Requests without a valid signature, and how many of them were answered. */
  readonly refused: { readonly asked: number; readonly answered: number };
}

interface Sent {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** Longer state goes into the body: a server refuses a request line of that length. */
const MAX_QUERY = 3_000;

/** Parameters as a form can carry them: lists as repeated names, tables as names with brackets. */
function formOf(parameters: RandomRequest['parameters']): URLSearchParams {
  const form = new URLSearchParams();
  const put = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) put(name, each);
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) put(`${name}[${key}]`, each);
    else if (value !== undefined && value !== null) form.append(name, String(value));
  };
  for (const [name, value] of Object.entries(parameters)) put(name, value);
  return form;
}

/** A request as it is sent: state in the query as in our URLs, or in the body; now and then JSON. */
function sentAs({ entry, parameters }: RandomRequest, random: Random): Sent {
  if (random.chance(0.1)) {
    const body = JSON.stringify(parameters);
    const digest = createHash('sha256').update(body).digest('hex');
    return { path: `/${entry}?bodySHA256=${digest}`, type: 'application/json', body };
  }
  const form = formOf(parameters);
  const query = new URLSearchParams();
  if (random.chance(0.7)) {
    for (const [name, value] of [...form]) if (name.startsWith('dp_')) query.append(name, value);
    for (const name of new Set(query.keys())) form.delete(name);
  }
  const state = query.toString();
  if (state.length > MAX_QUERY) return { path: `/${entry}`, type: FORM, body: `${form}&${state}` };
  return { path: state === '' ? `/${entry}` : `/${entry}?${state}`, type: FORM, body: form.toString() };
}

const FORM = 'application/x-www-form-urlencoded';

function signed({ url }: Door, { path, type, body }: Sent): string {
  return signatureFor(`${url}${path}`, type === FORM ? body : '', TOKEN);
}

async function post(door: Door, sent: Sent, signature: string) {
  const response = await fetch(`${door.url}${sent.path}`, {
    method: 'POST',
    headers: { 'content-type': sent.type, [SIGNATURE_HEADER]: signature },
    body: sent.body,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    document: await response.text(),
  };
}

/** Resident memory of a process, megabytes; 0 where the system does not say. */
function memoryOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1_000);
  } catch {
    return 0;
  }
}

/** What the Functions print, line by line: nothing of it may be secret. */
function judgeOutput(text: string, figures: Figures): void {
  const output = readOutput(text);
  const nothing = {
    entry: 'incoming',
    parameters: {},
    known: { entry: '', from: { kind: 'nobody' }, wanted: '' },
  } as const;
  const faults =
    output.kind === 'webhook'
      ? [...judgeLog([text], nothing, ''), ...(/dp_s=[\w-]{22}/.test(text) ? ['a signature in the log'] : [])]
      : text.includes(TOKEN)
        ? ['the auth token in the output']
        : [];
  if (output.kind === 'webhook') figures.count(`answered from ${String(output.line.source)}`);
  else figures.count('other lines printed');
  for (const what of faults)
    figures.fault({ plan: 'over HTTP', what, request: '', document: text.slice(0, 1_000) });
}

/** Mostly well: after two failures in a row the Functions leave Sync alone for ten seconds. */
const BAD: readonly Weather[] = ['mixed', 'errors', 'storm', 'garbage', 'lies'];
/** Requests between two changes of the weather, and how many are under way at once. */
const SPELL = 100;
const TOGETHER = 8;

async function shoot(options: {
  readonly door: Door;
  readonly weather: SyncWeather;
  readonly rights: Rights;
  readonly random: Random;
  readonly figures: Figures;
  readonly requests: number;
}): Promise<void> {
  const { door, weather, rights, random, figures, requests } = options;
  const links = new Links();
  for (let done = 0; done < requests; done += TOGETHER) {
    if (done % SPELL < TOGETHER)
      weather.set(random.chance(0.1) ? random.pick(BAD) : 'well', random.between(0, 2 ** 31));
    const batch = Array.from({ length: TOGETHER }, () => {
      const request = randomRequest(random, rights, links);
      return { request, sent: sentAs(request, random) };
    });
    const answers = await Promise.all(
      batch.map(async ({ request, sent }) => {
        const started = performance.now();
        const answer = await post(door, sent, signed(door, sent));
        figures.sync.add(performance.now() - started);
        return { request, sent, ...answer };
      }),
    );
    for (const { request, sent, status, type, document } of answers) {
      for (const [, verb = ''] of document.matchAll(/<([A-Z][a-z]+)[ />]/g)) figures.count(`<${verb}>`);
      const faults = [
        ...(status === 200 ? [] : [`status ${status}`]),
        ...(type.startsWith('text/xml') ? [] : [`content type ${type}`]),
        ...judgeAnswer(document, request, rights, links),
      ];
      for (const what of faults)
        figures.fault({
          plan: 'over HTTP',
          what,
          request: `${sent.path} ${sent.body}`.slice(0, 2_000),
          document: document.slice(0, 1_000),
        });
    }
  }
}

/** Requests that Twilio did not send. */
async function unsigned(door: Door, rights: Rights, random: Random): Promise<HttpFuzz['refused']> {
  let answered = 0;
  const asked = 100;
  for (let i = 0; i < asked; i += 1) {
    const sent = sentAs(randomRequest(random, rights, new Links()), random);
    const wrong = random.pick(['', 'x', signed(door, { ...sent, body: `${sent.body}&a=b`, type: FORM })]);
    const { status, document } = await post(door, sent, wrong);
    if (status !== 403 || document.includes('<Response')) answered += 1;
  }
  return { asked, answered };
}

/** Sends random webhooks to the example plan, which needs the built runtime (`npm run build`). */
export async function httpFuzz({
  seed,
  requests,
}: {
  readonly seed: number;
  readonly requests: number;
}): Promise<HttpFuzz> {
  const random = seeded(seed ^ 0x477f);
  const figures = new Figures();
  const weather = await openSyncWeather();
  const folder = mkdtempSync(join(tmpdir(), 'dialplan-fuzz-'));
  const door = await openDoor({ port: 0, authToken: TOKEN });
  try {
    const plan = telling(examplePlan('acme', 'prod', readRuntimeFiles()), weather.hook);
    const rights = new Rights(plan.program, plan.bundle);
    weather.show(plan, 2);
    writeProject(folder, plan.artifacts.files, 'dialplan/acme', folder);
    const functions = await launchFunctions({
      directory: folder,
      environment: {
        ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        AUTH_TOKEN: TOKEN,
        SYNC_SERVICE_SID: `IS${'0'.repeat(32)}`,
        DIALPLAN_SYNC_URL: weather.url,
      },
      hear: (line) => judgeOutput(line, figures),
    });
    try {
      await door.open({
        url: functions.url,
        routes: projectRoutes(plan.artifacts.files.map(({ path }) => path)),
        timezone: plan.program.settings.timezone,
      });
      const scene = { door, weather, rights, random, figures };
      const first = Math.min(1_000, requests);
      await shoot({ ...scene, requests: first });
      const megabytesBefore = memoryOf(functions.pid);
      await shoot({ ...scene, requests: requests - first });
      const megabytesAfter = memoryOf(functions.pid);
      const refused = await unsigned(door, rights, random);
      return { figures, megabytesBefore, megabytesAfter, refused };
    } finally {
      await functions.stop();
    }
  } finally {
    await door.close();
    await weather.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
