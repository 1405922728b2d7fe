import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const MENU = (
  allow: string,
) => `menus: {main: {prompt: "Dial.", extension_dialling: {allow: ${allow}}, otherwise: closed}}
messages: {closed: {say: "Closed.", then: hangup}}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
`;

describe('dialled-extensions', () => {
  test('an extension without digits, one that is none, and one that nobody knows', () => {
    const plan = `${MENU('[alice, closed, bbo, bob]')}extensions: {alice: {client: alice}, bob: {dial: 202, client: bob}}\n`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3055 example.yaml:1:62 \`main\` lets callers dial \`alice\`, which has no digits",
        "DP3003 example.yaml:1:69 \`main\` lets callers dial \`closed\`, which is a message, not an extension",
        "DP3002 example.yaml:1:77 \`main\` lets callers dial \`bbo\`, but no extension has that name",
      ]
    `);
  });

  test('all of them, of which none has digits', () => {
    expect(check(`${MENU('all')}extensions: {alice: {client: alice}}\n`, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3055 example.yaml:1:61 \`main\` lets callers dial extensions, but none has digits",
      ]
    `);
    expect(check(`${MENU('all')}extensions: {alice: {dial: 201, client: alice}}\n`, allPhases)).toEqual([]);
  });
});
