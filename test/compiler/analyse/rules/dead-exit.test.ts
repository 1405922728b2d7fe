import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const menu = (more: string) =>
  check(
    `menus:\n  a: {prompt: "A.", options: {1: closed}${more}}\nmessages: {closed: {say: "Closed.", then: hangup}}\n`,
    allPhases,
  );

describe('dead-exit', () => {
  test('nothing is left for the `otherwise` of a menu, also where extensions can be dialled', () => {
    const both = ', on_timeout: {to: closed}, on_invalid: {to: closed}, otherwise: closed';
    expect(menu(both)).toMatchInlineSnapshot(`
      [
        "DP4049 example.yaml:2:95 no call leaves \`a\` by \`otherwise\`",
      ]
    `);
    expect(
      check(
        `menus: {a: {prompt: "A.", extension_dialling: {allow: all}${both}}}\nextensions: {b: {dial: 201, client: b}}\nemergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}\nnumbers: {"+61 2 5550 1000": a}\nmessages: {closed: {say: "Closed.", then: hangup}}\n`,
        allPhases,
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP4049 example.yaml:1:113 no call leaves \`a\` by \`otherwise\`",
      ]
    `);
  });

  test('one of the two leaves something for it', () => {
    expect(menu(', on_timeout: {to: closed}, otherwise: closed')).toEqual([]);
    expect(menu(', on_invalid: {to: closed}, otherwise: closed')).toEqual([]);
    expect(menu(', on_timeout: {to: closed}, on_invalid: {to: closed}')).toEqual([]);
    expect(menu(', on_timeout: {retries: 1}, on_invalid: {retries: 1}, otherwise: closed')).toEqual([]);
  });

  test('a group keeps its `otherwise`: a hand edit may empty it', () => {
    expect(
      check(
        `ring_groups: {a: {strategy: sequential, members: [{sip: "sip:a@b.example"}], on_busy: closed, on_no_answer: closed, on_failed: closed, otherwise: closed}}\nmessages: {closed: {say: "Closed.", then: hangup}}\n`,
        allPhases,
      ),
    ).toEqual([]);
  });
});
