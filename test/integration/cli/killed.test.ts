import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { embeddedSync, LOCAL_ACCOUNT, LOCAL_TOKEN } from '../../../compiler/cli/embedded.ts';
import { isDeadHolder } from '../../../compiler/cli/target.ts';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';
import { dialplan, edit, place } from './at-work.ts';

// What a killed process leaves behind, and who is taken for one.

const killed = (): string => `pid-${spawnSync(process.execPath, ['--version']).pid}-x`;

it('only a process that has ended counts as dead', () => {
  expect(isDeadHolder(killed())).toBe(true);
  expect(isDeadHolder(`pid-${process.pid}-x`)).toBe(false);
  expect(isDeadHolder(`pid-${process.ppid}-x`)).toBe(false);
  expect(isDeadHolder('somebody')).toBe(false);
});

/** Leaves the lease as a reconcile that was killed in the middle does. */
async function leave(holder: string, changed: object = {}): Promise<void> {
  const { url, close } = await embeddedSync(place.cwd, 'pbx-routing');
  const target = twilioTarget({ url, accountSid: LOCAL_ACCOUNT, authToken: LOCAL_TOKEN });
  const services = await target.findServices('pbx-routing');
  const service = services.kind === 'ok' ? (services.value[0]?.sid ?? '') : '';
  const name = 'dialplan.acme.release';
  const found = await target.fetchDocument(service, name);
  if (found.kind !== 'ok') throw new Error('there is no release document');
  const left = { ...(found.value.data as object), holder, reserved: 7, beat: 1, ...changed };
  await target.updateDocument(service, name, left, found.value.revision);
  await close();
}

describe('the lease of a killed process', () => {
  it("is told of as such, and is in nobody's way", async () => {
    await dialplan('reconcile', 'acme');
    const holder = killed();
    await leave(holder);
    const status = await dialplan('status', 'acme');
    expect(status.out).toContain(
      `died: ${holder}, while it prepared release 7; the next reconcile tidies up\n`,
    );
    edit('numbers.yaml', (text) => text.replace('Sales direct', 'Sales'));
    const next = await dialplan('reconcile', 'acme');
    expect(next).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('release 8 is live') });
    expect((await dialplan('status', 'acme')).out).not.toContain('died');
  });

  it('of a first release leaves nothing released, and `status` ends with 5 as before', async () => {
    expect((await dialplan('status', 'acme')).exit).toBe(5);
    await dialplan('reconcile', 'acme');
    await leave(killed(), { active: null });
    const { exit, out, err } = await dialplan('status', 'acme');
    expect({ exit, err }).toEqual({ exit: 5, err: '' });
    expect(out).toContain('acme: nothing is released yet; run `dialplan reconcile`\n');
    expect(out).toContain('while it prepared release 7; the next reconcile tidies up\n');
    const json = await dialplan('status', '--format', 'json', 'acme');
    expect(json.exit).toBe(5);
    expect(JSON.parse(json.out)).toMatchObject({
      active: null,
      lease: { state: 'died' },
      problems: [{ code: 'DP6019' }],
    });
  });

  it('is not, while the process lives', async () => {
    await dialplan('reconcile', 'acme');
    await leave(`pid-${process.ppid}-x`);
    const { out } = await dialplan('status', 'acme');
    expect(out).toContain(`at work, unless it has died: pid-${process.ppid}-x, preparing release 7\n`);
  });
});
