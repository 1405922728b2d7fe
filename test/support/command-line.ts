import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import twilio from 'twilio';

/** The command line as it is installed, run as a process: for shows and end-to-end tests. Nothing here reaches inside. */

/** The root of the repository: where tests and shows are started. */
export const root = process.cwd();
const program = join(root, 'build/dialplan.js');

/** Credentials of the embedded service. */
const AUTH_TOKEN = '0'.repeat(32);

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly text: string;
}

/** An environment without anything that would lead a command to a real account. */
const quiet = (): NodeJS.ProcessEnv => {
  const { TWILIO_ACCOUNT_SID: _a, TWILIO_AUTH_TOKEN: _b, FORCE_COLOR: _c, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1' };
};

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly program?: string;
  /** Is told what it prints, when it does. */
  readonly onText?: (text: string) => void;
}

/** A command that runs. */
export interface Running {
  /** Ends it at once, as a power cut would. */
  kill(): void;
  /** Asks it to end: Ctrl-C, or the system that runs a job. */
  interrupt(signal: 'SIGINT' | 'SIGTERM'): void;
  readonly ended: Promise<Finished>;
}

/** Starts one command. */
export function begin(cwd: string, args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(process.execPath, [options.program ?? program, ...args], {
    cwd,
    env: { ...quiet(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '', text: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
      texts.text += chunk;
      options.onText?.(chunk);
    });
  }
  const ended = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
  return { kill: () => child.kill('SIGKILL'), interrupt: (signal) => child.kill(signal), ended };
}

/** Runs one command to its end. */
export const run = (cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> =>
  begin(cwd, args, options).ended;

/** An empty folder of its own, removed by `remove`. */
export function folder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dialplan-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes files below a folder. */
export function write(base: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
}

/** Copies the example plan into a folder, so that it can be edited. */
export const copyAcme = (base: string): void =>
  cpSync(join(root, 'dialplan/acme'), join(base, 'dialplan/acme'), { recursive: true });

export type Form = { readonly [name: string]: string };

/** `dialplan dev` as a process, and Twilio's side of its webhooks. */
export interface Dev {
  /** The front door, `http://localhost:3000`. */
  readonly url: string;
  /** The embedded Sync service. */
  readonly sync: string;
  /** Everything it has printed so far. */
  text(): string;
  /** Posts a webhook with Twilio's signature. `path` may have a query. */
  webhook(path: string, form: Form, headers?: Form): Promise<string>;
  /** Asks any URL of the door as a person would. */
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Follows a URL of an answer, `action` or `referUrl`. */
  follow(
    twiml: string,
    attribute: 'action' | 'referUrl' | 'url' | 'recordingStatusCallback',
    form: Form,
  ): Promise<string>;
  /** Resolves when it has printed `pattern` (since `from` characters). */
  printed(pattern: RegExp, from?: number): Promise<RegExpExecArray>;
  /** Writes an item as a person does in the Console. */
  edit(map: string, key: string, data: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** A caller of the tests; from the numbers that Australia's regulator keeps for fiction. */
export const CALLER = '+61491570156';

const usual: Form = {
  CallSid: `CA${'1'.repeat(32)}`,
  From: CALLER,
  CallStatus: 'ringing',
  Direction: 'inbound',
};

function watch(child: ChildProcess): Pick<Dev, 'text' | 'printed'> {
  let text = '';
  const waiting = new Set<() => void>();
  const told = (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  };
  child.stdout?.setEncoding('utf8').on('data', told);
  child.stderr?.setEncoding('utf8').on('data', told);
  return {
    text: () => text,
    printed: (pattern, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text.slice(from));
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        const patience = setTimeout(
          () => reject(new Error(`dev did not print ${pattern}:\n${text}`)),
          30_000,
        );
        patience.unref();
        child.once('exit', () => reject(new Error(`dev ended before it printed ${pattern}:\n${text}`)));
        look();
      }),
  };
}

/** Starts `dialplan dev` in a folder and waits until it answers. */
export async function startDev(
  cwd: string,
  plan = 'dialplan/acme',
  options: {
    readonly program?: string;
    readonly env?: NodeJS.ProcessEnv;
    /** More of the command line: `--chaos storm`. */
    readonly args?: readonly string[];
  } = {},
): Promise<Dev> {
  const line = [options.program ?? program, 'dev', plan, '--port', '0', ...(options.args ?? [])];
  const child = spawn(process.execPath, line, {
    cwd,
    env: { ...quiet(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = watch(child);
  const [, url = ''] = await output.printed(/answers at (http:\/\/localhost:\d+)/);
  const [, sync = ''] = await output.printed(/Sync at (http:\/\/[\d.:]+)/);

  const send = async (path: string, form: Form, headers: Form = {}): Promise<string> => {
    const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${url}${path}`, { ...form });
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'X-Twilio-Signature': signature },
      body: new URLSearchParams(form),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text;
  };

  const service = async (): Promise<string> => {
    const response = await fetch(`${sync}/v1/Services`);
    const { services } = (await response.json()) as { services: { sid: string; friendly_name: string }[] };
    return services.find((each) => each.friendly_name !== 'Default Service')?.sid ?? services[0]?.sid ?? '';
  };

  return {
    url,
    sync,
    ...output,
    webhook: (path, form, headers) => send(path, { ...usual, ...form }, headers),
    get: async (path) => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, text: await response.text() };
    },
    follow: (twiml, attribute, form) => {
      const found = new RegExp(`\\b${attribute}="([^"]+)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&');
      if (found === undefined) throw new Error(`no ${attribute} in ${twiml}`);
      return send(found, { ...usual, CallStatus: 'in-progress', ...form });
    },
    edit: async (map, key, data) => {
      const path = `${sync}/v1/Services/${await service()}/Maps/${map}/Items`;
      const body = new URLSearchParams({ Data: JSON.stringify(data) });
      const updated = await fetch(`${path}/${encodeURIComponent(key)}`, { method: 'POST', body });
      if (updated.status === 404) {
        const made = new URLSearchParams({ Key: key, Data: JSON.stringify(data) });
        const response = await fetch(path, { method: 'POST', body: made });
        if (!response.ok) throw new Error(`${key}: ${await response.text()}`);
      } else if (!updated.ok) throw new Error(`${key}: ${await updated.text()}`);
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGINT');
      }),
  };
}
