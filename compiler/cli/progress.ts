import type { Progress } from '../reconcile/writer.ts';
import type { Io } from './io.ts';

/** Shows how far a reconcile is. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Takes the bar away. */
  end(): void;
}

const quiet: ProgressDisplay = { show: () => {}, end: () => {} };

/** A bar where a person looks; nothing on a pipe. The library is loaded only for the person. */
export async function progressDisplay(io: Io): Promise<ProgressDisplay> {
  if (!io.stderr.isTTY) return quiet;
  const { default: progress } = await import('cli-progress');
  const format = '{step} [{bar}] {value}/{total}';
  const bar = new progress.SingleBar({ format, clearOnComplete: true, hideCursor: true, barsize: 30 });
  let running = false;
  const end = (): void => {
    if (running) bar.stop();
    running = false;
  };
  return {
    end,
    show(next) {
      if (next.step !== 'writing') return end();
      if (!running) bar.start(next.total, next.done, { step: 'writing items' });
      else bar.update(next.done);
      running = true;
    },
  };
}
