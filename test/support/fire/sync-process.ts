import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Held, Spoiling, When, Which } from './gate.ts';
import type { Told } from './sync-main.ts';

/** The embedded Sync service in a process of its own, and the gate by which commands come to it. */
export interface SyncProcess {
  /** For callers: past the gate. */
  readonly url: string;
  /** For commands that are not told of it by its directory. */
  readonly gate: string;
  /** Holds one request of a command: `held` resolves when it is there, and `go` lets it on, or drops it. */
  hold(which: Which, when: When): Hold;
  spoil(spoiling?: Spoiling): void;
  /** Requests through the gate since the last `hold` or `disarm`, and how many were lost since `spoil`. */
  count(): Promise<{ readonly requests: number; readonly spoilt: number }>;
  disarm(): void;
  close(): Promise<void>;
}

export interface Hold {
  readonly held: Promise<Held>;
  /** Resolves when it has been carried out and answered, or dropped. */
  go(how: 'forward' | 'drop'): Promise<void>;
}

type Said =
  | { readonly say: 'ready'; readonly url: string; readonly gate: string }
  | { readonly say: 'held'; readonly held: Held }
  | { readonly say: 'passed' }
  | { readonly say: 'count'; readonly requests: number; readonly spoilt: number };

/** Makes the program of the process, a file below `folder`, for any number of `startSync`. */
export async function buildSync(folder: string): Promise<string> {
  const outfile = join(folder, 'sync-main.mjs');
  await build({
    entryPoints: ['test/support/fire/sync-main.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    loader: { '.hbs': 'text', '.md': 'text' },
  });
  return outfile;
}

/** Starts the service on a directory. `rates`: with the limits of Sync. */
export async function startSync(program: string, directory: string, rates = false): Promise<SyncProcess> {
  const child = spawn(process.execPath, [program, directory, rates ? 'rates' : ''], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const tell = (told: Told): void => {
    child.send(told);
  };
  const ready = await said(child, 'ready');
  let onHeld: (held: Held) => void = () => {};
  child.on('message', (message: Said) => {
    if (message.say === 'held') onHeld(message.held);
  });
  return {
    url: ready.url,
    gate: ready.gate,
    hold(which, when) {
      const held = new Promise<Held>((resolve) => {
        onHeld = resolve;
      });
      tell({ tell: 'arm', which, when });
      return {
        held,
        async go(how) {
          const passed = said(child, 'passed');
          tell({ tell: 'go', how });
          await passed;
        },
      };
    },
    spoil: (spoiling) => tell({ tell: 'spoil', ...(spoiling === undefined ? {} : { spoiling }) }),
    count() {
      const counted = said(child, 'count');
      tell({ tell: 'count' });
      return counted;
    },
    disarm: () => tell({ tell: 'disarm' }),
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

/** The next message of a kind. */
function said<K extends Said['say']>(child: ChildProcess, kind: K): Promise<Extract<Said, { say: K }>> {
  return new Promise((resolve, reject) => {
    const look = (message: Said): void => {
      if (message.say !== kind) return;
      child.off('message', look);
      child.off('exit', gone);
      resolve(message as Extract<Said, { say: K }>);
    };
    const gone = (): void => reject(new Error('the Sync process has ended'));
    child.on('message', look);
    child.once('exit', gone);
  });
}
