import type { StagedProject } from './functions-stage.ts';

/** One plan in development: what is done each time it is saved. */
export interface SessionWork<P extends StagedProject> {
  /** Reads and compiles the plan; undefined: it has mistakes, which have been shown. */
  readonly build: () => P | undefined;
  /** Makes it live in Sync; false: that was refused, and why has been shown. */
  readonly publish: (project: P) => Promise<boolean>;
  /** Puts it behind the front door. */
  readonly stage: (project: P) => Promise<'started' | 'kept'>;
  /** Told after each time that all of this went well. `milliseconds` from the save to the end. */
  readonly live: (project: P, milliseconds: number, functions: 'started' | 'kept') => void;
  /** Told of anything that went wrong and is nobody's mistake in the plan. */
  readonly failed: (error: unknown) => void;
}

/** Runs the work, once at a time. */
export interface Session {
  /** The plan was saved. Saves that come while it is being worked on are one more time of work. */
  saved(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
}

/** A session over some work. */
export function session<P extends StagedProject>(work: SessionWork<P>, now: () => number): Session {
  let again: number | undefined;
  let running: Promise<void> | undefined;

  async function once(since: number): Promise<void> {
    try {
      const project = work.build();
      if (project === undefined) return;
      // Items first: Functions that are new may need them, Functions that are old read what they know.
      if (!(await work.publish(project))) return;
      const functions = await work.stage(project);
      work.live(project, now() - since, functions);
    } catch (error) {
      work.failed(error);
    }
  }

  async function loop(): Promise<void> {
    while (again !== undefined) {
      const since = again;
      again = undefined;
      await once(since);
    }
    running = undefined;
  }

  return {
    saved() {
      again ??= now();
      running ??= loop();
    },
    idle: async () => running,
  };
}
