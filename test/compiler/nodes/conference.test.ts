import { expect, describe as group, test } from 'vitest';
import { describe } from '../../../compiler/nodes/index.ts';
import { check, codesOf, compilePlan, HEAD } from '../../support/harness.ts';

const PHONES = 'extensions: {alice: {dial: 201, sip_user: alice}, bob: {dial: 202, client: bob}}\n';

/** A plan with one conference `standup`, written below it. */
const planOf = (standup: string, more = PHONES) =>
  `${HEAD}${more}conferences:\n  standup: ${standup}\nnumbers: {"+61 2 5550 1000": standup}\n`;

const nodeOf = (standup: string, more = PHONES) => {
  const { program, diagnostics } = compilePlan(planOf(standup, more));
  expect(diagnostics).toEqual([]);
  const node = program?.nodes['conference:standup'];
  if (node === undefined) throw new Error('no conference');
  return node;
};

group('a conference', () => {
  test('is a room with a tone, and nothing more', () => {
    const node = nodeOf('{}');
    expect(node).toEqual({ kind: 'conference', room: 'standup', beep: true, exits: {} });
    expect(describe(node)).toBe('joins the conference standup');
  });

  test('has a greeting, a size, moderators and a way on', () => {
    const node = nodeOf(
      '{greeting: {en: "Welcome.", fr: "Bienvenue."}, max_participants: 20, beep: false, moderated: {by: [alice, bob], muted: true, ends: true}, otherwise: alice}',
      `${PHONES}languages: {en: {}, fr: {}}\n`,
    );
    expect(node).toEqual({
      kind: 'conference',
      room: 'standup',
      greeting: [{ say: { en: 'Welcome.', fr: 'Bienvenue.' } }],
      most: 20,
      beep: false,
      moderated: { by: ['extension:alice', 'extension:bob'], muted: true, ends: true },
      exits: { otherwise: 'extension:alice' },
    });
    expect(describe(node)).toBe(
      'says “Welcome.”, joins the conference standup (at most 20; without tones; moderated by extension:alice, extension:bob; others listen; ends with them); otherwise: extension:alice',
    );
  });

  test('can stand wherever a name can', () => {
    const plan = `${HEAD}${PHONES}conferences: {standup: {}}
short_numbers: {"600": standup}
menus: {main: {prompt: "For the standup press 1.", options: {1: standup}, otherwise: standup}}
routes: {line: [{when: {origin: extension}, to: standup}, {otherwise: main}]}
numbers: {"+61 2 5550 1000": line}
`;
    const { program, diagnostics } = compilePlan(plan);
    expect(diagnostics).toEqual([]);
    expect(program?.dials['dial:600']).toBe('conference:standup');
  });
});

group('its mistakes', () => {
  const faultOf = (standup: string) => check(planOf(standup)).split('\n')[0];

  test.each([
    ['{max_participants: 1}', 'at least 2'],
    ['{max_participants: 251}', 'at most 250'],
    ['{moderated: {by: []}}', '`by`'],
    ['{moderated: {muted: true}}', '`by`'],
    ['{pin: 1234}', '`pin`'],
    ['{moderated: {by: [carol]}}', '`standup` is moderated by `carol`, but no extension has that name'],
    [
      '{moderated: {by: [standup]}}',
      '`standup` is moderated by `standup`, which is a conference, not an extension',
    ],
    ['{otherwise: carol}', '`standup` sends calls to `carol` by `otherwise`, but nothing has that name'],
    ['{greeting: "Hello {{who}}."}', '`who`'],
  ])('%s', (standup, told) => {
    expect(faultOf(standup)).toContain(told);
  });

  test('a name that does not fit into the 128 characters of a room', () => {
    const named = (length: number) => planOf('{}').replaceAll('standup', 'x'.repeat(length));
    expect(codesOf(named(60))).toEqual([]);
    expect(check(named(61))).toContain('longer than the 60 characters');
  });

  test('a way round without end, and too late a refusal', () => {
    expect(codesOf(planOf('{otherwise: standup}'))).toEqual(['DP4001']);
    expect(codesOf(planOf('{otherwise: {reject: busy}}'))).toEqual(['DP4005']);
  });

  test('one that no call can reach', () => {
    expect(
      codesOf(
        planOf('{}', `${PHONES}messages: {x: {say: "Hello.", then: standup}}\n`).replace(
          '000": standup',
          '000": alice',
        ),
      ),
    ).toEqual(['DP4042', 'DP4042']);
  });
});
