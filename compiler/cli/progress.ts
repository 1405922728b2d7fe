import type { Progress } from '../reconcile/writer.ts';
import type { Io } from './io.ts';

/** Shows how far a reconcile is. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Takes the bar away. */
  end(): void;
}

/** Milliseconds of work that are worth a line where nobody watches, and from one line to the next. */
const WORTH_A_LINE = 5_000;
const BETWEEN_LINES = 10_000;

/** A bar where a person looks; on a pipe a line now and then, if it takes long. The library is loaded only for the person. */
export async function progressDisplay(io: Pick<Io, 'stderr' | 'now'>): Promise<ProgressDisplay> {
  if (!io.stderr.isTTY) return lines(io);
  const { default: progress } = await import('cli-progress');
  const format = '{step} [{bar}] {value}/{total}{left}';
  const bar = new progress.SingleBar({ format, clearOnComplete: true, hideCursor: true, barsize: 30 });
  let running = false;
  const end = (): void => {
    if (running) bar.stop();
    running = false;
  };
  return {
    end,
    show(next) {
      if (next.step === 'holder') io.stderr.write(holderLine(next));
      if (next.step !== 'writing') return end();
      const left = next.left === undefined ? '' : `, ${timeText(next.left)} left`;
      const seen = { step: 'writing items', left };
      if (!running) bar.start(next.total, next.done, seen);
      else bar.update(next.done, seen);
      running = true;
    },
  };
}

function lines({ stderr, now }: Pick<Io, 'stderr' | 'now'>): ProgressDisplay {
  let told: number | undefined;
  return {
    end: () => {},
    show(next) {
      if (next.step === 'holder') stderr.write(holderLine(next));
      if (next.step !== 'writing' || next.left === undefined) return;
      const { done, total, left } = next;
      if (told === undefined && left < WORTH_A_LINE) return;
      if (told !== undefined && now() - told < BETWEEN_LINES) return;
      told = now();
      const how = done === 0 ? `writing ${total} items` : `${done} of ${total} items written`;
      stderr.write(`${how}, ${timeText(left)} left\n`);
    },
  };
}

const holderLine = ({ holder, milliseconds }: Extract<Progress, { step: 'holder' }>): string =>
  `\`${holder}\` is reconciling this plan, or has died: waiting up to ${Math.round(milliseconds / 1000)} s to find out (--break-lease does not wait)\n`;

/** A length of time as a person needs it: `about 40 s`, `about 3 min`. */
export function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}
