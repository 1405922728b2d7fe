import { describe, expect, test } from 'vitest';
import { allPhases, answer, compilePlan, HEAD } from '../../support/harness.ts';
import { check } from '../../support/yaml.ts';

const plan = (override: string, schedules = 'office'): string => `numbers: {"+61 2 5550 1000": main}
extensions: {front: {sip_user: front}, bob: {sip_user: bob}}
schedules:
${schedules
  .split(' ')
  .map((name) => `  ${name}: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}\n`)
  .join('')}overrides:
  night: ${override}
routes:
  main:
    - {when: {override: night}, to: {say: "It is night.", then: hangup}}
${schedules
  .split(' ')
  .map((name) => `    - {when: {open: ${name}}, to: {say: "We are open.", then: hangup}}\n`)
  .join('')}    - otherwise: {say: "We are closed.", then: hangup}
`;
const compiled = (override: string, schedules?: string) => compilePlan(`${HEAD}${plan(override, schedules)}`);
const lowered = (override: string, schedules?: string) =>
  compiled(override, schedules).program?.overrides['override:night'];
const codes = (override: string, schedules?: string) =>
  check({ 'example.yaml': `${HEAD}${plan(override, schedules)}` }, allPhases);

describe('what an override is', () => {
  test('everything of it', () => {
    expect(
      lowered(
        '{forces: {office: closed}, feature_code: "*28", by: [front, bob], ends: next_opening, was: evening}',
      ),
    ).toEqual({
      by: ['extension:front', 'extension:bob'],
      forces: { 'schedule:office': 'closed' },
      ends: { kind: 'opening', schedules: ['schedule:office'] },
      was: 'override:evening',
    });
    expect(lowered('{states: [message, forward], ends: never}')).toEqual({
      by: [],
      forces: {},
      states: ['message', 'forward'],
    });
  });

  const ends: readonly (readonly [written: string, ends: object])[] = [
    ['24h', { kind: 'after', seconds: 86_400 }],
    ['90s', { kind: 'after', seconds: 90 }],
    ['"18:00"', { kind: 'time', minutes: 1_080, timezone: 'Australia/Sydney' }],
    ['24:00', { kind: 'time', minutes: 0, timezone: 'Australia/Sydney' }],
    ['next_change', { kind: 'change', schedules: ['schedule:office'] }],
  ];
  test.each(ends)('ends: %s', (written, expected) => {
    expect(lowered(`{ends: ${written}}`)?.ends).toEqual(expected);
  });

  test('it ends by the schedules that it forces, else by the only one', () => {
    const forces = '{forces: {workshop: closed}, ends: next_opening}';
    expect(lowered(forces, 'office workshop')?.ends).toMatchObject({ schedules: ['schedule:workshop'] });
    expect(codes('{ends: next_opening}', 'office workshop')).toEqual([
      'DP3047 example.yaml:13:17 override `night` ends at the `next_opening`, but nobody can tell of which schedule',
    ]);
  });
});

describe('feature codes', () => {
  const dials = (override: string) =>
    Object.fromEntries(
      Object.entries(compiled(override).program?.dials ?? {}).map(([key, to]) => [
        key,
        typeof to === 'object' && 'to' in to ? to.to : to,
      ]),
    );

  test('the code toggles, with 1 and 0 behind it turns on and off', () => {
    expect(dials('{feature_code: "*28", by: [front], ends: 24h}')).toEqual({
      'dial:*28': 'toggle',
      'dial:*281': 'on',
      'dial:*280': 'off',
    });
  });

  test('with states the digit behind chooses one', () => {
    expect(dials('{feature_code: "*9#", states: [message, forward], by: [front], ends: 24h}')).toEqual({
      'dial:*9#1': 'message',
      'dial:*9#2': 'forward',
      'dial:*9#0': 'off',
    });
  });

  test('from the phone to what it hears', () => {
    const whole = compiled('{feature_code: "*28", by: [front], ends: next_opening}');
    const dial = (user: string) =>
      answer(whole, {
        entry: 'outgoing',
        from: `sip:${user}@acme.sip.twilio.com`,
        to: 'sip:*28@acme.sip.twilio.com',
        when: '2026-11-24T12:00+11:00',
      }).lines;
    expect(dial('front')).toEqual(['say night is on until Wednesday 08:30.', 'hangup']);
    expect(dial('bob')).toEqual(['say Sorry, this phone may not call that number.', 'hangup']);
  });
});

describe('mistakes', () => {
  test('who may turn it is no extension', () => {
    expect(codes('{feature_code: "*28", by: [front, frunt, main], ends: 24h}')).toEqual([
      'DP3046 example.yaml:12:44 override `night` names `frunt` in `by`, but no extension has that name',
      'DP3046 example.yaml:12:51 override `night` names `main` in `by`, which is a route, not an extension',
    ]);
  });

  test('a schedule that it forces does not exist, which is told once', () => {
    expect(codes('{forces: {ofice: closed}, ends: next_opening}', 'office workshop')).toEqual([
      'DP3040 example.yaml:13:20 override `night` asks for the schedule `ofice`, but the plan has no such schedule',
    ]);
  });

  test('it was one that still exists', () => {
    expect(codes('{ends: 24h, was: night}')).toEqual([
      'DP3049 example.yaml:12:27 override `night` says that it was `night`, but the plan still has `night`',
    ]);
  });

  const shapes: readonly (readonly [override: string, code: string])[] = [
    ['{ends: tomorrow}', 'DP2006'],
    ['{ends: 0h}', 'DP2006'],
    ['{ends: "25:00"}', 'DP2006'],
    ['{ends: 24h, states: [on]}', 'DP2012'],
    ['{ends: 24h, states: []}', 'DP2007'],
    ['{ends: 24h, states: [a, b, c, d, e, f, g, h, i, j]}', 'DP2007'],
    ['{ends: 24h, feature_code: "+28"}', 'DP2006'],
    ['{ends: 24h, forces: {office: shut}}', 'DP2005'],
    ['{ends: 24h, until: 18:00}', 'DP2003'],
  ];
  test.each(shapes)('%s', (override, code) => {
    expect(codes(override).map((each) => each.slice(0, 6))).toEqual([code]);
  });
});
