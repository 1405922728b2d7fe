import { describe, expect, test } from 'vitest';
import { allPhases, check as checkInFull, codesOf, HEAD } from '../../support/harness.ts';
import { check } from '../../support/yaml.ts';

const GROUP = 'strategy: sequential, otherwise: {say: "Sorry.", then: hangup}';

describe('names', () => {
  test('a slip is shown with the nearest name and where that stands', () => {
    const text = checkInFull(`${HEAD}numbers: {"+61 2 5550 1000": closd}
messages: {closed: {say: "Closed.", then: hangup}}
`);
    expect(text).toMatchInlineSnapshot(`
      "error[DP3001] unknown-target: \`+61255501000\` sends calls to \`closd\`, but nothing has that name
       --> plan/dialplan.yaml:7:30
        |
      7 | numbers: {"+61 2 5550 1000": closd}
        |                              ^^^^^ no conference, extension, mailbox, menu, message, ring group or route of this name
       ::: plan/dialplan.yaml:8:12
      8 | messages: {closed: {say: "Closed.", then: hangup}}
        |            ------ \`closed\` is defined here
      why:  a caller who gets here would hear that the number is not in service
      help: did you mean \`closed\`?
      more: dialplan explain DP3001

      1 problem (1 error) in 1 file
      "
    `);
  });

  test('every unknown name at its place, by which way calls go there', () => {
    const plan = `numbers: {"+61 2 5550 1000": {to: x1, label: Main}, "+61 2 5550 1001": {client: c, otherwise: x2}}
unmapped: {outside_caller: x3, extension: x4}
extension_defaults: {on_busy: x5}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {a: {client: a, otherwise: x6}, b: {client: b}}
ring_groups: {g: {${GROUP}, members: [x7, {extension: x8}], on_failed: x9}}
messages: {m: {say: "Hello.", then: x10}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3001 example.yaml:1:35 \`+61255501000\` sends calls to \`x1\`, but nothing has that name",
        "DP3001 example.yaml:1:95 the \`client\` of \`+61255501001\` sends calls to \`x2\` by \`otherwise\`, but nothing has that name",
        "DP3001 example.yaml:2:28 \`unmapped.outside_caller\` sends calls to \`x3\`, but nothing has that name",
        "DP3001 example.yaml:2:43 \`unmapped.extension\` sends calls to \`x4\`, but nothing has that name",
        "DP3001 example.yaml:3:31 \`extension_defaults\` sends calls to \`x5\` by \`on_busy\`, but nothing has that name",
        "DP3001 example.yaml:5:40 \`a\` sends calls to \`x6\` by \`otherwise\`, but nothing has that name",
        "DP3002 example.yaml:6:93 \`g\` has the member \`x7\`, but no extension has that name",
        "DP3002 example.yaml:6:109 \`g\` has the member \`x8\`, but no extension has that name",
        "DP3001 example.yaml:6:126 \`g\` sends calls to \`x9\` by \`on_failed\`, but nothing has that name",
        "DP3001 example.yaml:7:37 \`m\` sends calls to \`x10\` by \`then\`, but nothing has that name",
      ]
    `);
  });

  test('a name that is wrong itself is not also unknown', () => {
    const plan = `${HEAD}numbers: {"+61 2 5550 1000": closed, "+61 2 5550 1001": support}
messages: {closed: {say: 7, then: hangup}}
queues: {support: {max_wait: 5m}}
`;
    expect(codesOf(plan)).toEqual(['DP2004', 'DP2009']);
  });

  test('a file that is not YAML may define every name', () => {
    const files = {
      'dialplan.yaml': `${HEAD}numbers: {"+61 2 5550 1000": closed}\nextensions: {a: {client: a, class: staff}}\n`,
      'more.yaml': 'messages: {closed: [\n',
    };
    expect(codesOf(files).every((code) => code.startsWith('DP1'))).toBe(true);
  });

  test('one name in two sections: both places, and the mistakes of both', () => {
    const plan = `ring_groups: {sales: {${GROUP}, members: [nobody]}}
messages: {sales: {say: "Sales.", then: nowhere}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3004 example.yaml:1:15 \`sales\` is the name of a message and of a ring group",
        "DP3002 example.yaml:1:97 \`sales\` has the member \`nobody\`, but no extension has that name",
        "DP3001 example.yaml:2:41 \`sales\` sends calls to \`nowhere\` by \`then\`, but nothing has that name",
      ]
    `);
  });

  test('one key for two groups: by two ids, or by a name that is the id of another', () => {
    const members = 'members: [{client: c}]';
    const plan = `ring_groups:
  "a": {id: b, ${GROUP}, ${members}}
  b: {${GROUP}, ${members}}
  c: {id: "1", ${GROUP}, ${members}}
  d: {id: 1, ${GROUP}, ${members}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3017 example.yaml:3:3 \`a\` and \`b\` would both be the ring group \`b\`",
        "DP3017 example.yaml:5:11 \`c\` and \`d\` would both be the ring group \`1\`",
      ]
    `);
  });

  test('words of the language where they mean nothing', () => {
    const plan = `unmapped: {outside_caller: unassigned, extension: outbound, transfer: {client: c, otherwise: outbound}}
numbers: {"+61 2 5550 1000": outbound, "+61 2 5550 1001": repeat, "+61 2 5550 1002": unassigned}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3010 example.yaml:1:28 \`unassigned\` means nothing here",
        "DP3010 example.yaml:1:94 \`outbound\` means nothing here",
        "DP3010 example.yaml:2:30 \`outbound\` means nothing here",
        "DP3010 example.yaml:2:59 \`repeat\` means nothing here",
      ]
    `);
  });

  test('thousands of slips are each reported, with suggestions for the first', () => {
    const numbers = Array.from({ length: 3000 }, (_, i) => `  "+61 2 5550 ${1000 + i}": closd\n`).join('');
    const plan = `${HEAD}messages: {closed: {say: "Closed.", then: hangup}}\nnumbers:\n${numbers}`;
    expect(codesOf(plan).length).toBe(3000);
  });
});
