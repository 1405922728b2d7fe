import { join } from 'node:path';
import type { ProjectFile } from '../../model/artifacts.ts';
import type { Door, Upstream } from '../functions/door.ts';
import type { LaunchOptions, RunningFunctions } from '../functions/launch.ts';
import { projectRoutes } from '../functions/project-routes.ts';
import type { TrialCall } from '../functions/trial.ts';

/** A generated project, and what the front door has to know of it. */
export interface StagedProject {
  readonly files: readonly ProjectFile[];
  /** Digest of the plan: it stands in every file, and is no reason to start the Functions anew. */
  readonly digest: string;
  readonly timezone: string;
  readonly calls: readonly TrialCall[];
}

export interface StageOptions {
  /** Where projects are written, two in turn. */
  readonly directory: string;
  readonly door: Door;
  /** Replaces all of a directory by a project. */
  readonly write: (directory: string, files: readonly ProjectFile[]) => void;
  /** Brings single files of a running project up to date. */
  readonly update: (directory: string, files: readonly ProjectFile[]) => void;
  readonly environment: () => { readonly [name: string]: string };
  readonly hear: (line: string) => void;
  readonly tell: (line: string) => void;
  readonly launch: (options: LaunchOptions) => Promise<RunningFunctions>;
}

/** The Functions behind the front door, replaced when a plan changes what is built into them. */
export interface FunctionsStage {
  /** Puts a project on stage. `started`: the Functions were started anew. */
  show(project: StagedProject): Promise<'started' | 'kept'>;
  close(): Promise<void>;
}

/** What Functions hold in memory: all but the digest, the snapshot and the items. */
function builtIn({ files, digest }: StagedProject): string {
  const parts = files.flatMap((file) => {
    if ('gzip' in file || file.path === 'items.json') return [];
    return [file.path, 'text' in file ? file.text.replaceAll(digest, '') : file.asset];
  });
  return parts.join('\0');
}

/** What the front door has to know of Functions that run. */
const behind = ({ url, forget }: RunningFunctions, { files, timezone, calls }: StagedProject): Upstream => ({
  url,
  forget,
  timezone,
  calls,
  routes: projectRoutes(files.map(({ path }) => path)),
});

/** Times that Functions are started again when they end by themselves, and the milliseconds within which they count. */
const REVIVALS = 3;
const REVIVALS_WITHIN = 30_000;

/** Manages the Functions of one plan. Their first start rejects with `FunctionsDidNotStart`. */
export function functionsStage(options: StageOptions): FunctionsStage {
  const { directory, door, write, update, environment, hear, tell, launch } = options;
  let current:
    | { readonly project: StagedProject; readonly place: string; readonly running: RunningFunctions }
    | undefined;
  let turn = 0;
  /** The turn whose Functions were put on stage last. */
  let onStage = 0;
  let reviving: Promise<unknown> | undefined;
  let closed = false;
  let deaths: number[] = [];

  async function start(project: StagedProject): Promise<void> {
    turn += 1;
    const mine = turn;
    const place = join(directory, turn % 2 === 0 ? 'even' : 'odd');
    write(place, project.files);
    const running = await launch({ directory: place, environment: environment(), hear });
    // What was begun later and is there already is newer.
    if (closed || mine < onStage) return running.stop();
    onStage = mine;
    const before = current;
    current = { project, place, running };
    void running.ended.then(() => {
      reviving = Promise.all([reviving, revive(running)]);
    });
    const idle = door.open(behind(running, project));
    // Calls that are being answered end where they began.
    if (before !== undefined) void idle.then(() => before.running.stop());
  }

  async function revive(ended: RunningFunctions): Promise<void> {
    if (closed || current?.running !== ended) return;
    const { project } = current;
    current = undefined;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < REVIVALS_WITHIN), now];
    if (deaths.length > REVIVALS)
      return tell('the Functions end again and again; save the plan to try once more');
    tell('the Functions ended by themselves; they are started again');
    await start(project).catch((error: unknown) => tell(`they could not be started: ${String(error)}`));
  }

  return {
    async show(project) {
      if (current !== undefined && builtIn(current.project) === builtIn(project)) {
        update(current.place, project.files);
        current = { ...current, project };
        void door.open(behind(current.running, project));
        return 'kept';
      }
      await start(project);
      return 'started';
    },
    async close() {
      closed = true;
      await current?.running.stop();
      await reviving;
    },
  };
}
