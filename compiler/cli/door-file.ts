import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the front door of a plan is, and which process keeps it open. */
export interface NotedDoor {
  readonly plan: string;
  readonly url: string;
  readonly pid: number;
}

/** `dev` notes its front doors beside the state of their Sync service, one file a plan. */
const doorDirectory = (stateDirectory: string): string => join(stateDirectory, 'doors');

/** Notes where the front door of a plan is, until `forget`. */
export function noteDoor(stateDirectory: string, plan: string, url: string): { forget(): void } {
  const directory = doorDirectory(stateDirectory);
  const file = join(directory, `${plan}.json`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ plan, url, pid: process.pid })}\n`);
  return { forget: () => rmSync(file, { force: true }) };
}

/** The front doors whose process lives. */
export function doorsOf(stateDirectory: string): readonly NotedDoor[] {
  const directory = doorDirectory(stateDirectory);
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.flatMap((name) => readDoor(join(directory, name)) ?? []);
}

function readDoor(file: string): NotedDoor | undefined {
  try {
    const noted: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const { plan, url, pid } = Object(noted) as { [name in keyof NotedDoor]?: unknown };
    if (typeof plan !== 'string' || typeof url !== 'string' || typeof pid !== 'number') return undefined;
    process.kill(pid, 0);
    return { plan, url, pid };
  } catch {
    return undefined;
  }
}
