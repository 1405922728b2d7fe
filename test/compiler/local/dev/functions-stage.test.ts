import { expect, test } from 'vitest';
import { functionsStage, type StagedProject } from '../../../../compiler/local/dev/functions-stage.ts';
import type { Door, Upstream } from '../../../../compiler/local/functions/door.ts';
import type { RunningFunctions } from '../../../../compiler/local/functions/launch.ts';

const project = (text: string): StagedProject => ({
  files: [{ path: 'functions/incoming.js', text }],
  digest: 'd',
  timezone: 'UTC',
  calls: [],
});

/** Functions that start when the test says so, and tell when they are stopped. */
function stageOfTests() {
  const shown: string[] = [];
  const stopped: string[] = [];
  const starting: { readonly name: string; ready(): Promise<void>; fail(): void; die(): void }[] = [];
  const door: Pick<Door, 'open'> = {
    open: async ({ url }: Upstream) => {
      shown.push(url);
    },
  };
  const names = new Map<string, string>();
  const stage = functionsStage({
    directory: '/nowhere',
    door: { ...door, url: '', port: 0, close: async () => {} },
    write: (place, [file]) => names.set(place, file !== undefined && 'text' in file ? file.text : ''),
    update: () => {},
    environment: () => ({}),
    hear: () => {},
    tell: () => {},
    launch: ({ directory }) => {
      const name = names.get(directory) ?? '';
      return new Promise((settle, reject) => {
        let die = (): void => {};
        const ended = new Promise<void>((over) => {
          die = over;
        });
        const running: RunningFunctions = {
          url: name,
          pid: 0,
          ended,
          forget: async () => {},
          stop: async () => {
            stopped.push(name);
            die();
          },
        };
        const ready = async (): Promise<void> => {
          settle(running);
          // All that follows at once has followed.
          await new Promise((next) => setImmediate(next));
        };
        starting.push({ name, ready, fail: () => reject(new Error(name)), die });
      });
    },
  });
  const next = async (name: string) => {
    await expect.poll(() => starting.at(-1)?.name).toBe(name);
    const found = starting.at(-1);
    if (found === undefined) throw new Error(name);
    return found;
  };
  return { stage, shown, stopped, next };
}

test.each(['the old ones are ready last', 'the old ones are ready first'])(
  'Functions that died do not come back in the place of what was saved meanwhile: %s',
  async (order) => {
    const { stage, shown, stopped, next } = stageOfTests();
    const first = stage.show(project('old'));
    const running = await next('old');
    await running.ready();
    expect(await first).toBe('started');
    running.die();
    await new Promise((settle) => setImmediate(settle));
    const revived = await next('old');
    const saved = stage.show(project('new'));
    const started = await next('new');
    const both = order.endsWith('last') ? [started, revived] : [revived, started];
    for (const each of both) await each.ready();
    expect(await saved).toBe('started');
    expect([shown.at(-1), stopped]).toEqual(['new', ['old']]);
  },
);

test('closing waits for Functions that are being started again, and stops them', async () => {
  const { stage, stopped, next } = stageOfTests();
  const first = stage.show(project('old'));
  const running = await next('old');
  await running.ready();
  await first;
  running.die();
  await new Promise((settle) => setImmediate(settle));
  const revived = await next('old');
  let isClosed = false;
  const closing = stage.close().then(() => {
    isClosed = true;
  });
  await new Promise((settle) => setImmediate(settle));
  expect(isClosed).toBe(false);
  await revived.ready();
  await closing;
  expect(stopped).toEqual(['old']);
});
