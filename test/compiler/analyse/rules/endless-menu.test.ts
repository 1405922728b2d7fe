import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const plan = (menus: string, more = '') =>
  `menus:\n${menus}messages: {closed: {say: "Closed.", then: hangup}${more}}\n`;

describe('endless-menu', () => {
  test('a menu that asks again whoever presses nothing', () => {
    expect(
      check(
        plan('  a: {prompt: "A.", options: {1: closed}, on_timeout: {to: repeat}, otherwise: closed}\n'),
        allPhases,
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP4040 example.yaml:2:60 a caller who presses nothing stays in \`a\` for ever",
      ]
    `);
    expect(
      check(
        plan('  a: {prompt: "A.", options: {1: closed}, on_timeout: {retries: 3}, otherwise: closed}\n'),
        allPhases,
      ),
    ).toEqual([]);
  });

  test('with words in between, by `otherwise`, or by another menu', () => {
    expect(
      check(
        plan('  a: {prompt: "A.", options: {1: closed}, otherwise: {say: "Nothing.", then: repeat}}\n'),
        allPhases,
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP4040 example.yaml:2:54 a caller who presses nothing goes round for ever: \`a\` → the \`say\` of \`a\` → \`a\`",
      ]
    `);
    expect(
      check(
        plan(
          '  a: {prompt: "A.", options: {1: b}, otherwise: b}\n  b: {prompt: "B.", options: {1: closed}, otherwise: m}\n',
          ', m: {say: "M.", then: a}',
        ),
        allPhases,
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP4040 example.yaml:2:49 a caller who presses nothing goes round for ever: \`a\` → \`b\` → \`m\` → \`a\`",
      ]
    `);
  });

  test('a step that comes back to itself', () => {
    const step =
      '  a: {prompt: "A.", options: {1: closed}, otherwise: {menu: b, then: a}}\n  b: {prompt: "B.", options: {1: closed}, otherwise: return}\n';
    expect(check(plan(step), allPhases)).toMatchInlineSnapshot(`
      [
        "DP4040 example.yaml:2:54 a caller who presses nothing goes round for ever: \`a\` → the \`menu\` of \`a\` → \`a\`",
      ]
    `);
  });

  test('one menu as two steps, one after the other', () => {
    const menus =
      '  info: {prompt: "Info.", options: {1: closed}, otherwise: return}\n  a: {prompt: "A.", options: {1: closed}, otherwise: {menu: info, then: b}}\n  b: {prompt: "B.", options: {1: closed}, otherwise: {menu: info, then: closed}}\n';
    expect(check(plan(menus), allPhases)).toEqual([]);
  });

  test('a way round that the caller chooses', () => {
    expect(
      check(
        plan(
          '  a: {prompt: "A.", options: {1: b, star: repeat}, otherwise: closed}\n  b: {prompt: "B.", options: {9: a}, on_invalid: {to: repeat}, otherwise: closed}\n',
        ),
        allPhases,
      ),
    ).toEqual([]);
  });

  test('a menu that names itself', () => {
    expect(
      check(plan('  a: {prompt: "A.", options: {1: closed}, otherwise: a}\n'), allPhases),
    ).toMatchInlineSnapshot(`
      [
        "DP4001 example.yaml:2:54 \`a\` sends its callers back to itself by \`otherwise\`",
      ]
    `);
  });
});
