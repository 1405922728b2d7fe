import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { environmentFaults } from './environment-size.ts';
import { followLines, isWorthReading } from './function-log.ts';
import { PRELOAD } from './preload.ts';

/** Where the Functions of a project run. */
export interface LaunchOptions {
  /** The Serverless project: `functions/`, `assets/`, `package.json`. */
  readonly directory: string;
  /** All that the Functions see as environment: `twilio-run` replaces the rest. */
  readonly environment: { readonly [name: string]: string };
  /** Is told each line that the Functions print. */
  readonly hear: (line: string) => void;
  /** Milliseconds until it counts as not started. */
  readonly patience?: number;
}

/** Functions that run. */
export interface RunningFunctions {
  /** On loopback: `http://127.0.0.1:40123`. Nobody checks signatures here; that is the front door's work. */
  readonly url: string;
  readonly pid: number;
  /** Settles when the process is gone, however that came. */
  readonly ended: Promise<void>;
  /**
   * Makes the container a new one: the next request loads the project's modules anew, and with them everything that they
   * had kept. The process stays, for the two seconds of its start are not Twilio's. Resolves also when the process is gone.
   */
  forget(): Promise<void>;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** `twilio-run` ended or stayed silent before it listened; `lastWords` is what it printed. */
export class FunctionsDidNotStart extends Error {
  readonly lastWords: readonly string[];
  /** What to do about it; undefined: nothing special. */
  readonly help: string | undefined;

  constructor(message: string, lastWords: readonly string[], help?: string) {
    super(message);
    this.name = 'FunctionsDidNotStart';
    this.lastWords = lastWords;
    this.help = help;
  }
}

const PATIENCE = 30_000;

/** Between asking the process to end and ending it. */
const MERCY = 2_000;

const resolveFrom = createRequire(import.meta.url);

/** The directory of a package that we depend on, wherever npm has put it. */
function packageDirectory(name: string): string {
  const places = (resolveFrom.resolve.paths(name) ?? []).map((modules) => join(modules, name));
  const found = places.find((directory) => existsSync(join(directory, 'package.json')));
  if (found === undefined) throw new FunctionsDidNotStart(`the package ${name} is not installed`, []);
  return found;
}

/** Work directories are called after the process that made them. */
const STAGE = 'dialplan-functions-';

/** Those of this process. They hold the environment, so they go also when it ends without a goodbye. */
const stages = new Set<string>();
process.on('exit', () => {
  for (const stage of stages) removeStage(stage);
});

function removeStage(stage: string): void {
  rmSync(stage, { recursive: true, force: true });
  stages.delete(stage);
}

/** Removes what processes left that were killed. */
function removeStale(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(STAGE) ? /^(\d+)-/.exec(name.slice(STAGE.length))?.[1] : undefined;
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

/** A process of another user runs as well: it only cannot be asked. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A directory that looks like the project to `twilio-run`, so that the project itself stays as it was generated. It
 * depends on the runtime handler, which its author would install; a link into our own packages spares that, also where
 * `dialplan` is installed far from the plan.
 */
function makeStage(project: string): string {
  removeStale();
  const stage = mkdtempSync(join(tmpdir(), `${STAGE}${process.pid}-`));
  stages.add(stage);
  for (const folder of ['functions', 'assets']) {
    const real = join(project, folder);
    if (existsSync(real)) symlinkSync(real, join(stage, folder), 'junction');
  }
  copyFileSync(join(project, 'package.json'), join(stage, 'package.json'));
  for (const name of ['@twilio/runtime-handler', 'twilio']) {
    const link = join(stage, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(packageDirectory(name), link, 'junction');
  }
  return stage;
}

const quoted = (value: string): string => `"${value.replace(/\n/g, '\\n')}"`;

function writeEnvironment(path: string, environment: { readonly [name: string]: string }): void {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}\n`);
  writeFileSync(path, lines.join(''), { mode: 0o600 });
}

/**
 * Starts the Functions of a generated project with `twilio-run`, in one process that keeps its modules, as a warm
 * container does. Rejects with `FunctionsDidNotStart`, also where the environment is larger than the cloud takes.
 */
export async function launchFunctions(options: LaunchOptions): Promise<RunningFunctions> {
  const { environment, hear, patience = PATIENCE } = options;
  const faults = environmentFaults(environment);
  if (faults.length > 0)
    throw new FunctionsDidNotStart(
      'the environment is larger than Twilio lets it be',
      faults,
      'give what is too long a shorter value in the environment, and start again',
    );
  const stage = makeStage(resolve(options.directory));
  writeEnvironment(join(stage, '.env'), environment);
  const preload = join(stage, 'preload.cjs');
  writeFileSync(preload, PRELOAD);
  const script = join(packageDirectory('twilio-run'), 'bin', 'twilio-run.js');
  const flags = ['--port=0', '--no-fork-process', '--no-live', '--no-logs'];
  const child = spawn(process.execPath, ['--require', preload, script, 'start', ...flags], {
    cwd: stage,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? stage, NO_COLOR: '1', CI: '1' },
  });
  // One listener for each request that waits for a new container.
  child.setMaxListeners(0);
  const ended = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  }).then(() => removeStage(stage));
  const stop = (): Promise<void> => end(child, ended);
  try {
    const port = await listening(child, hear, patience);
    const forget = (): Promise<void> => forgotten(child, ended);
    return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, ended, forget, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Text out of the boxes that `twilio-run` draws around it. */
const framed = (line: string): readonly string[] => {
  const text = line.replace(/[\u2500-\u257f]/g, '').trim();
  return text === '' ? [] : [text];
};

/** The port that the child reports. What it prints before is kept for the case that it reports none. */
function listening(child: ChildProcess, tell: (line: string) => void, patience: number): Promise<number> {
  const lastWords: string[] = [];
  let started = false;
  const hear = (line: string): void => {
    if (!started) lastWords.push(...framed(line));
    else if (isWorthReading(line)) tell(line);
  };
  if (child.stdout) followLines(child.stdout, hear);
  if (child.stderr) followLines(child.stderr, hear);
  return new Promise((settle, reject) => {
    const fail = (message: string): void => {
      clearTimeout(timer);
      reject(new FunctionsDidNotStart(message, lastWords));
    };
    const timer = setTimeout(() => fail(`twilio-run was not ready after ${patience / 1000} s`), patience);
    child.once('error', (error) => fail(`twilio-run could not be started: ${error.message}`));
    child.once('exit', (code) => fail(`twilio-run ended with code ${code ?? 'none'} before it was ready`));
    child.on('message', (message: unknown) => {
      const { listening: port } = Object(message) as { listening?: unknown };
      if (typeof port !== 'number') return;
      clearTimeout(timer);
      started = true;
      settle(port);
    });
  });
}

/** Tells the wishes to forget apart: each is waited for by who had it. */
let wishes = 0;

/** Asks the child to forget its modules, and waits until it has. */
function forgotten(child: ChildProcess, ended: Promise<void>): Promise<void> {
  wishes += 1;
  const wish = wishes;
  const told = new Promise<void>((settle) => {
    const hear = (message: unknown): void => {
      if ((Object(message) as { forgotten?: unknown }).forgotten !== wish) return;
      child.off('message', hear);
      settle();
    };
    child.on('message', hear);
    // An error means that the process is ending.
    child.send({ forget: wish }, () => {});
  });
  return Promise.race([told, ended]);
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), MERCY);
  await ended;
  clearTimeout(timer);
}
