import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const plan = (number: string, ways: string, more = '') => `numbers: {"+61 2 5550 1000": ${number}}
menus:
  info: {prompt: "For terms press 6.", options: {6: {say: "Terms.", then: repeat}}, ${ways}}
${more}messages: {closed: {say: "Closed.", then: hangup}}
`;

describe('return-to-nowhere', () => {
  test('a menu that is reached by its name', () => {
    expect(check(plan('info', 'otherwise: return'), allPhases)).toMatchInlineSnapshot(`
      [
        "DP3052 example.yaml:3:96 \`info\` says \`return\`, but no step leads here",
        "DP4042 example.yaml:4:12 no call gets to \`closed\`",
      ]
    `);
  });

  test('a menu that a step asks, and that comes back', () => {
    expect(check(plan('{menu: info, then: closed}', 'otherwise: return'), allPhases)).toEqual([]);
  });

  test('a menu that some callers reach by its name', () => {
    const main =
      '  main: {prompt: "Main.", options: {1: {menu: info, then: closed}, 2: info}, otherwise: closed}\n';
    expect(check(plan('main', 'otherwise: return', main), allPhases)).toMatchInlineSnapshot(`
      [
        "DP3052 example.yaml:3:96 \`info\` says \`return\`, but some callers come here by no step",
      ]
    `);
  });

  test('a menu that another menu of the same step leads to by its name', () => {
    const main = '  main: {prompt: "Main.", options: {2: info}, otherwise: closed}\n';
    expect(check(plan('{menu: main, then: closed}', 'otherwise: return', main), allPhases)).toEqual([]);
  });

  test('what follows a step is no longer in it', () => {
    const main = '  main: {prompt: "Main.", options: {1: return}, otherwise: closed}\n';
    expect(
      check(plan('{menu: main, then: info}', 'otherwise: return', main), allPhases),
    ).toMatchInlineSnapshot(`
      [
        "DP3052 example.yaml:3:96 \`info\` says \`return\`, but no step leads here",
      ]
    `);
  });

  test('a step that does not say what follows', () => {
    expect(check(plan('{menu: info}', 'otherwise: return'), allPhases)).toMatchInlineSnapshot(`
      [
        "DP4003 example.yaml:1:30 the \`menu\` of \`+61255501000\` says nothing about what follows, and \`info\` comes back",
        "DP4042 example.yaml:4:12 no call gets to \`closed\`",
      ]
    `);
    expect(check(plan('{menu: info}', 'otherwise: closed'), allPhases)).toEqual([]);
  });

  test('`repeat` and `return` outside a menu', () => {
    expect(
      check('messages: {a: {say: "A.", then: repeat}, b: {say: "B.", then: return}}\n', allPhases),
    ).toMatchInlineSnapshot(`
      [
        "DP3010 example.yaml:1:33 \`repeat\` means nothing here",
        "DP3010 example.yaml:1:63 \`return\` means nothing here",
      ]
    `);
  });
});
