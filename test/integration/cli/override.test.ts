import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run-main.ts';

const PLAN = `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
numbers: {"+61 2 5550 1000": main}
schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}}
overrides:
  night: {forces: {office: closed}, ends: next_opening}
  down: {states: [message, forward], ends: 24h}
routes:
  main:
    - {when: {override: down}, to: {say: "Our system is down.", then: hangup}}
    - {when: {open: office}, to: {say: "We are open.", then: hangup}}
    - otherwise: {say: "We are closed.", then: hangup}
`;

let cwd = '';
/** 12:00 in Sydney, a Tuesday. */
const NOON = Date.parse('2026-11-24T01:00:00Z');
const dialplan = (args: string, now = NOON) =>
  run(
    cwd,
    args.split(/ (?=(?:[^']*'[^']*')*[^']*$)/).map((word) => word.replaceAll("'", '')),
    {
      now: () => now,
      env: { USER: 'ann' },
    },
  );
const shown = async (args: string, now?: number) =>
  (await dialplan(args, now)).out.replace(/^target: .*\n/, '');

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'dialplan-override-'));
  mkdirSync(join(cwd, 'dialplan/acme'), { recursive: true });
  writeFileSync(join(cwd, 'dialplan/acme/dialplan.yaml'), PLAN);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('dialplan override', () => {
  it('shows that nothing is on, and turns nothing, before anything was released', async () => {
    expect(await shown('override')).toBe('night is off\ndown is off\n');
    const turned = await dialplan('override night on');
    expect(turned).toMatchObject({ exit: 5 });
    expect(turned.err).toContain('DP6019');
    expect((await dialplan('reconcile')).exit).toBe(0);
  });

  it('turns an override on until the plan says, and off', async () => {
    expect(await shown('override night on')).toBe(
      'night is on until 2026-11-25 08:30, since 2026-11-24 12:00, by ann, dialplan override\n',
    );
    expect(await shown('override dialplan/acme')).toMatch(/^night is on until .*\ndown is off\n$/);
    expect(await shown('status')).toContain('override night is on until 2026-11-24T21:30:00.000Z\n');
    expect(await shown('override night', Date.parse('2026-11-24T21:30:00Z'))).toBe('night is off\n');
    expect(await shown('override night --off')).toBe('night is off\n');
    expect(await shown('status')).not.toContain('override');
  });

  it('until another time, and to a state', async () => {
    expect(await shown('override down forward --until 18:00')).toMatch(
      /^down is forward until 2026-11-24 18:00,/,
    );
    expect(await shown("override dialplan/acme down message --until '2026-11-30 09:00'")).toMatch(
      /^down is message until 2026-11-30 09:00,/,
    );
    expect(await shown('override night --until 2h')).toMatch(/^night is on until 2026-11-24 14:00,/);
  });

  it('tells machines', async () => {
    const { out, exit } = await dialplan('override down --format json');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      plan: 'dialplan/acme',
      overrides: [{ name: 'down', state: 'message', until: '2026-11-29T22:00:00.000Z' }],
    });
  });

  it('outlives a release, and is no drift', async () => {
    writeFileSync(join(cwd, 'dialplan/acme/dialplan.yaml'), PLAN.replace('We are closed', 'We have closed'));
    expect((await dialplan('reconcile')).exit).toBe(0);
    expect((await dialplan('diff')).exit).toBe(0);
    expect(await shown('override down')).toMatch(/^down is message/);
  });

  it('is warned of by diff when it leaves the plan, and stays across a renaming', async () => {
    const file = join(cwd, 'dialplan/acme/dialplan.yaml');
    writeFileSync(file, PLAN.replaceAll('down', 'broken'));
    const gone = await dialplan('diff');
    expect(gone.exit).toBe(4);
    expect(gone.err).toContain('DP6022] live-state-forgotten: override `down` is message until');
    writeFileSync(file, PLAN.replaceAll('down', 'broken').replace('broken: {', 'broken: {was: down, '));
    expect((await dialplan('diff')).err).not.toContain('DP6022');
    expect((await dialplan('reconcile')).exit).toBe(0);
    expect(await shown('override broken')).toMatch(/^broken is message/);
    expect(await shown('override broken --off')).toBe('broken is off\n');
    writeFileSync(file, PLAN);
  });

  const wrong: readonly (readonly [args: string, code: string])[] = [
    ['override nihgt on', 'DP8024'],
    ['override night shut', 'DP8024'],
    ['override down on', 'DP8024'],
    ['override night on --off', 'DP8024'],
    ['override --off', 'DP8024'],
    ['override dialplan/acme night on now', 'DP8024'],
    ['override night on --until yesterday', 'DP8025'],
    ["override night on --until '2026-11-24 11:00'", 'DP8025'],
  ];
  it.each(wrong)('dialplan %s', async (args, code) => {
    const { exit, err } = await dialplan(args);
    expect([exit, /DP\d+/.exec(err)?.[0]]).toEqual([2, code]);
  });

  it('needs to know of which plan', async () => {
    mkdirSync(join(cwd, 'dialplan/other'));
    writeFileSync(join(cwd, 'dialplan/other/dialplan.yaml'), PLAN.replace('name: acme', 'name: other'));
    const { exit, err } = await dialplan('override night on');
    expect([exit, err]).toEqual([2, expect.stringContaining('nobody can tell of which plan')]);
    rmSync(join(cwd, 'dialplan/other'), { recursive: true });
  });

  it('says what is wrong with the plan first', async () => {
    writeFileSync(join(cwd, 'dialplan/acme/dialplan.yaml'), PLAN.replace('open: office', 'open: ofice'));
    const { exit, err } = await dialplan('override night on');
    expect([exit, err]).toEqual([1, expect.stringContaining('DP3040')]);
  });
});
