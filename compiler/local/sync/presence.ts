import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { isRunning, readIdentity, thisProcess } from './process-identity.ts';

/** A server that runs on a directory: where it listens, and which process it is. */
export interface RunningSync {
  readonly url: string;
  readonly pid: number;
}

/** Name of the file that tells where the server of a directory listens. */
export const PRESENCE_FILE = 'server.json';

/** Milliseconds for the health question: a live server answers in a few. */
const HEALTH_TIMEOUT = 2_000;

/** Says in the directory where its server listens, until `clear`. */
export function announce(directory: string, url: string, startedAt: string): { clear(): void } {
  const path = join(directory, PRESENCE_FILE);
  const text = JSON.stringify({ url, ...thisProcess(), startedAt }, null, 2);
  writeFileSync(`${path}.new`, `${text}\n`);
  renameSync(`${path}.new`, path);
  return { clear: () => rmSync(path, { force: true }) };
}

/**
 * The server that runs on a directory: the one that it names, if that process lives and says so itself.
 * What a dead process left behind is ignored.
 */
export async function findSync(directory: string): Promise<RunningSync | undefined> {
  const named = readPresence(directory);
  if (!named || !isRunning(named)) return undefined;
  const { url, pid } = named;
  const health = await getJson(`${url}/_dialplan/health`);
  return readIdentity(health)?.pid === pid ? { url, pid } : undefined;
}

function readPresence(directory: string) {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, PRESENCE_FILE), 'utf8'));
    const identity = readIdentity(value);
    const { url } = Object(value) as Record<string, unknown>;
    return identity && typeof url === 'string' && url.startsWith('http://127.0.0.1:')
      ? { ...identity, url }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON of a URL; undefined whatever goes wrong. `node:http`, since `fetch` takes longer to load than to ask. */
function getJson(url: string): Promise<unknown> {
  return new Promise((resolve) => {
    const give = (value: unknown): void => resolve(value);
    const request = get(url, { agent: false, timeout: HEALTH_TIMEOUT }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', () => give(undefined));
      response.on('end', () => {
        try {
          give(JSON.parse(text));
        } catch {
          give(undefined);
        }
      });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => give(undefined));
  });
}
