import type { World } from './world.ts';

/** What Sync refuses in a storm, and for how long. */
export interface Storm {
  /** 54009: the limits of one map; 20429: the account has too many requests under way (docs/api/errors). */
  readonly code: 54009 | 20429;
  /** Which paths it meets; a regular expression. */
  readonly path?: string;
  /** Milliseconds after the first write until it begins, and until it ends. */
  readonly begins: number;
  readonly ends: number;
}

/** A forecast that was shown. */
export interface Shown {
  /** Milliseconds that it said are left, and that were. */
  readonly said: number;
  readonly took: number;
}

/** One release in a storm. */
export interface Weathered {
  readonly code: number | null;
  readonly text: string;
  /** Every forecast that was shown, in order. */
  readonly shown: readonly Shown[];
  /** Requests that were answered 429. */
  readonly refused: number;
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Releases a version in a storm, or in its absence. */
export async function weather(world: World, version: number, storm?: Storm): Promise<Weathered> {
  const said: { readonly at: number; readonly left: number }[] = [];
  let blowing: Promise<void> | undefined;
  const faults = `${world.sync.url}/_dialplan/faults`;
  const blow = async ({ code, path, begins, ends }: Storm): Promise<void> => {
    await sleep(begins);
    const fault = { kind: 'error', code, ...(path === undefined ? {} : { path }) };
    await fetch(faults, { method: 'POST', body: JSON.stringify(fault) });
    await sleep(ends - begins);
    await fetch(faults, { method: 'DELETE' });
  };
  const onText = (text: string): void => {
    for (const [, amount, unit] of text.matchAll(/about (\d+) (s|min) left/g)) {
      said.push({ at: performance.now(), left: Number(amount) * (unit === 's' ? 1_000 : 60_000) });
      if (storm !== undefined) blowing ??= blow(storm);
    }
  };
  world.write(version);
  await fetch(`${world.sync.url}/_dialplan/requests`, { method: 'DELETE' });
  const { code, text } = await world.begin(['reconcile'], { onText }).ended;
  const over = performance.now();
  await blowing;
  const requests = await fetch(`${world.sync.url}/_dialplan/requests`);
  const { last } = (await requests.json()) as { last: { status: number | null }[] };
  return {
    code,
    text,
    shown: said.map(({ at, left }) => ({ said: left, took: over - at })),
    refused: last.filter(({ status }) => status === 429).length,
  };
}
