import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const MESSAGES = `messages:
  hello: {say: "{{brand}} welcomes you.", then: closed}
  closed: {say: "{{brand}} is closed until {{day}}.", then: hangup}
`;

describe('prompt-without-variable', () => {
  test('a number that lacks what another gives, in both places', () => {
    const plan = `numbers:
  "+61 2 5550 1000": {to: hello, vars: {brand: Acme, day: Monday}}
  "+61 2 5550 1001": {to: hello, vars: {brand: Apex}}
  "+61 2 5550 1002": closed
${MESSAGES}`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3053 example.yaml:3:3 callers of +61255501001 hear \`{{day}}\`, but the number has no \`day\`",
        "DP3053 example.yaml:4:3 callers of +61255501002 hear \`{{brand}}\`, but the number has no \`brand\`",
        "DP3053 example.yaml:4:3 callers of +61255501002 hear \`{{day}}\`, but the number has no \`day\`",
      ]
    `);
  });

  test('words that no number knows are one fault', () => {
    const plan = `numbers: {"+61 2 5550 1000": hello, "+61 2 5550 1001": hello, "+61 2 5550 1002": {to: hello, vars: {brand: Apex}}}
${MESSAGES}`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3053 example.yaml:1:11 callers of +61255501000 hear \`{{brand}}\`, but the number has no \`brand\`",
        "DP3053 example.yaml:1:37 callers of +61255501001 hear \`{{brand}}\`, but the number has no \`brand\`",
        "DP3053 example.yaml:4:17 callers hear \`{{day}}\`, but none of the 3 numbers that lead here has it",
      ]
    `);
  });

  test('a number that does not get to the words needs nothing', () => {
    const plan = `numbers: {"+61 2 5550 1000": {to: hello, vars: {brand: Acme, day: 1}}, "+61 2 5550 1001": {say: "Hello.", then: hangup}}
${MESSAGES}`;
    expect(check(plan, allPhases)).toEqual([]);
  });

  test('through a menu as a step, and in its own words', () => {
    const plan = `numbers: {"+61 2 5550 1000": {menu: main, then: closed}, "+61 2 5550 1001": {to: {menu: main, then: closed}, vars: {x: a, y: b}}}
menus: {main: {prompt: "{{x}}", on_invalid: {say: "{{x}}?"}, otherwise: return}}
messages: {closed: {say: "{{y}}", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3053 example.yaml:1:11 callers of +61255501000 hear \`{{x}}\`, but the number has no \`x\`",
        "DP3053 example.yaml:1:11 callers of +61255501000 hear \`{{y}}\`, but the number has no \`y\`",
      ]
    `);
  });

  test('callers of numbers that are not listed, and braces that are no variable', () => {
    const plan = `unmapped: {outside_caller: {say: "{{brand}} is gone.", then: hangup}}
messages: {a: {say: "{{ brand }} is closed.", then: b}, b: {say: "{{Brand}", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3053 example.yaml:1:34 callers of numbers that are not listed hear \`{{brand}}\`, and such numbers have no variables",
        "DP3053 example.yaml:2:21 \`{{ brand }}\` is no variable",
        "DP3053 example.yaml:2:66 \`{{Brand}\` is no variable",
      ]
    `);
  });
});
