import { expect, it } from 'vitest';
import { session } from '../../../../compiler/local/dev/session.ts';

const project = { files: [], digest: 'd', timezone: 'UTC', calls: [] };

/** A session whose work is noted, and whose publishing waits until it is let go. */
function scene(options: { builds?: boolean; publishes?: boolean; throws?: boolean } = {}) {
  const notes: string[] = [];
  const gates: (() => void)[] = [];
  const work = session(
    {
      build: () => {
        notes.push('build');
        if (options.throws) throw new Error('gone');
        return options.builds === false ? undefined : project;
      },
      publish: async () => {
        notes.push('publish');
        await new Promise<void>((settle) => gates.push(settle));
        return options.publishes !== false;
      },
      stage: async () => {
        notes.push('stage');
        return 'kept';
      },
      live: () => notes.push('live'),
      failed: (error) => notes.push(String(error)),
    },
    () => 0,
  );
  const release = () => {
    for (const open of gates.splice(0)) open();
  };
  return { work, notes, release };
}

it('publishes, then stages; saves that come meanwhile are one more round', async () => {
  const { work, notes, release } = scene();
  work.saved();
  work.saved();
  work.saved();
  expect(notes).toEqual(['build', 'publish']);
  release();
  await Promise.resolve();
  while (notes.length < 6) await Promise.resolve();
  release();
  await work.idle();
  expect(notes).toEqual(['build', 'publish', 'stage', 'live', 'build', 'publish', 'stage', 'live']);
});

it('leaves what is live alone when a plan has mistakes or is refused', async () => {
  const broken = scene({ builds: false });
  broken.work.saved();
  await broken.work.idle();
  expect(broken.notes).toEqual(['build']);
  const refused = scene({ publishes: false });
  refused.work.saved();
  refused.release();
  await refused.work.idle();
  expect(refused.notes).toEqual(['build', 'publish']);
});

it('goes on after a failure', async () => {
  const { work, notes } = scene({ throws: true });
  work.saved();
  await work.idle();
  work.saved();
  await work.idle();
  expect(notes).toEqual(['build', 'Error: gone', 'build', 'Error: gone']);
});
