import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const CLOSED = 'messages: {closed: {say: "Closed.", then: hangup}}\n';
const DESKS = `emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {alice: {dial: 2, client: alice}, bob: {dial: 2001, client: bob}}
`;
const menu = (lines: string): string =>
  `menus: {main: {prompt: "Choose.", otherwise: closed, ${lines}}}\n${CLOSED}`;

describe('option-keys', () => {
  test('a choice longer than what is waited for', () => {
    expect(check(menu('options: {1: closed, 21: closed}, digits: 1'), allPhases)).toMatchInlineSnapshot(`
      [
        "DP3050 example.yaml:1:75 nobody can press \`21\` in \`main\`",
      ]
    `);
    expect(check(menu('options: {1: closed, 21: closed}, digits: 2'), allPhases)).toEqual([]);
  });

  test('one key in two writings', () => {
    expect(
      check(menu('options: {star: closed, "*": closed, pound: closed, "#": closed}'), allPhases),
    ).toMatchInlineSnapshot(`
      [
        "DP3051 example.yaml:1:78 \`main\` has the key \`star\` twice",
        "DP3051 example.yaml:1:106 \`main\` has the key \`pound\` twice",
      ]
    `);
  });

  test('a choice that begins another, and for how long the caller waits', () => {
    expect(
      check(menu('options: {1: closed, 12: closed}, on_timeout: {after: 2s}'), allPhases),
    ).toMatchInlineSnapshot(`
      [
        "DP4043 example.yaml:1:64 a caller of \`main\` who presses 1 waits 2 s",
      ]
    `);
    expect(check(menu('options: {1: closed, 21: closed}'), allPhases)).toEqual([]);
  });

  test('digits of an extension that are a choice, or too many', () => {
    const plan = menu('options: {2: closed}, digits: 3, extension_dialling: {allow: all, after: 3s}') + DESKS;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3050 example.yaml:1:115 nobody can dial \`alice\` in \`main\`",
        "DP3050 example.yaml:1:115 nobody can dial \`bob\` in \`main\`",
      ]
    `);
    const list =
      menu('options: {2: closed}, digits: 3, extension_dialling: {allow: [bob], after: 3s}') + DESKS;
    expect(check(list, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3050 example.yaml:1:116 nobody can dial \`bob\` in \`main\`",
      ]
    `);
  });

  test('who lets callers dial has said how long a choice may wait', () => {
    const plan = menu('options: {20: closed}, extension_dialling: {allow: [bob], after: 3s}') + DESKS;
    expect(check(plan, allPhases)).toEqual([]);
  });
});
