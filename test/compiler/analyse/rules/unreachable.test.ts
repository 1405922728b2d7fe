import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const MESSAGES = `messages:
  closed: {say: "Closed.", then: hangup}
  lost: {say: "Lost.", then: found}
  found: {say: "Found.", then: hangup}
`;

describe('unreachable', () => {
  test('what no number, digits, policy or exit leads to', () => {
    expect(check(`numbers: {"+61 2 5550 1000": closed}\n${MESSAGES}`, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4042 example.yaml:4:3 no call gets to \`lost\`",
        "DP4042 example.yaml:5:3 no call gets to \`found\`",
      ]
    `);
  });

  test('by a policy, a short number, a transfer, a group, an extension, a key, a menu as a step', () => {
    const ways = `numbers: {"+61 2 5550 1000": {menu: main, then: b}}
short_numbers: {600: a}
unmapped: {outside_caller: c, transfer: d}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {desk: {client: desk, otherwise: e}}
ring_groups: {team: {strategy: sequential, members: [desk], otherwise: f}}
menus: {main: {prompt: "Main.", options: {1: g}, otherwise: return}}
messages: {${[...'abcdefg'].map((name) => `${name}: {say: "${name}", then: hangup}`).join(', ')}}
`;
    expect(check(ways, allPhases)).toEqual([]);
  });

  test('the `then` of a step that never comes back', () => {
    const plan = `numbers: {"+61 2 5550 1000": {menu: main, then: after}}
menus: {main: {prompt: "Main.", otherwise: closed}}
messages: {closed: {say: "Closed.", then: hangup}, after: {say: "After.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4042 example.yaml:1:49 no call gets to the \`then\` of the \`menu\` of \`+61255501000\`: \`main\` never says \`return\`",
        "DP4042 example.yaml:3:52 no call gets to \`after\`",
      ]
    `);
  });

  test('says nothing where something else is wrong, or where no number is written yet', () => {
    expect(check(MESSAGES, allPhases)).toEqual([]);
    expect(check(`numbers: {"+61 2 5550 1000": closd}\n${MESSAGES}`, allPhases)).toHaveLength(1);
    expect(
      check(`numbers: {"+61 2 5550 1000": closed, "+61 2 5550 1001": {sya: "x"}}\n${MESSAGES}`, allPhases),
    ).toHaveLength(1);
    expect(
      check(`numbers: {"+61 2 5550 1000": closed, "02 5550 1000": lost}\n${MESSAGES}`, allPhases).join(),
    ).not.toContain('`lost`');
  });
});
