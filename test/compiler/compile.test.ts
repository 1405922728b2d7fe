import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, compilePlan, HEAD } from '../support/harness.ts';
import { WHOLE_PLAN } from '../support/yaml.ts';

const files = { runtime: '// runtime', classify: '// classify' };

describe('compile', () => {
  test('goes all the way when nothing is wrong, and as far as it can without a runtime', () => {
    const text = `${HEAD}numbers: {"+61 2 5550 1000": {say: "Hello.", then: hangup}}\n`;
    const whole = compilePlan(text, { files });
    expect(whole.diagnostics).toEqual([]);
    expect(whole.artifacts?.items.counts).toMatchObject({ number_map: 1 });
    const { program, artifacts } = compilePlan(text);
    expect(program).toEqual(whole.program);
    expect(artifacts?.items.counts).toMatchObject({ number_map: 1 });
    // Nothing is rendered that nobody asked for.
    expect(artifacts?.files).toEqual([]);
  });

  test('warnings stop nothing', () => {
    const text = `${HEAD}numbers: {"+61 2 5550 1001": {say: "Hello.", then: hangup}}\n
extensions: {a: {client: a, caller_id: "+61 2 5550 1002"}}\n`;
    const { diagnostics, artifacts } = compilePlan(text, { files });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(artifacts).toBeDefined();
  });

  test('what does not fit into an item is reported at its place', () => {
    const text = `${HEAD}messages: {long: {say: ["${'Hello. '.repeat(400)}", "${'Hello. '.repeat(400)}"], then: hangup}}\n`;
    const { diagnostics, artifacts, locator } = compilePlan(text, { files });
    expect(diagnostics.map(({ code }) => code)).toEqual(['DP5001']);
    expect(diagnostics[0]?.origin && locator.span(diagnostics[0].origin)?.start).toEqual({
      line: 7,
      column: 12,
    });
    expect(artifacts).toBeUndefined();
  });

  test('the same sources give the same artifacts', () => {
    const once = () => JSON.stringify(compilePlan(WHOLE_PLAN, { files }).artifacts);
    expect(once()).toBe(once());
  });

  test('ten mistakes of all phases are ten diagnostics', () => {
    const { diagnostics } = compilePlan({
      'dialplan.yaml': `${HEAD}numbers:
  "+61 2 5550 1000": salse
  "+61 2 5550 1001": {to: sales, labl: Sales}
  "02 5550 1000": sales
ring_groups:
  sales: {strategy: simultaneous, ring: 2s, members: [alice, bob], otherwise: sales}
extensions:
  alice: {dial: 201, sip_user: alice, class: staf}
  carol: {dial: 201, sip_user: carol}
`,
      'more.yaml': `messages:
  closed: {say: "Closed"}
  gone: {say: "Gone.", then: hangup}
  gone: {say: "Gone.", then: hangup}
`,
    });
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'DP3001',
      'DP2003',
      'DP3013',
      'DP4010',
      'DP3002',
      'DP4001',
      'DP3005',
      'DP3015',
      'DP4003',
      'DP1003',
    ]);
  });

  test('no text makes it throw', () => {
    const lines = WHOLE_PLAN.split('\n');
    const words = [
      'hangup',
      'sales',
      '"+61 2 5550 1000"',
      '{',
      '}',
      '[]',
      '1',
      'null',
      `\${X}`,
      '~',
      'alice',
      ': ',
      '- ',
    ];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ at: fc.nat(lines.length - 1), cut: fc.nat(60), word: fc.constantFrom(...words) }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        (edits) => {
          const edited = [...lines];
          for (const { at, cut, word } of edits) {
            const line = edited[at] ?? '';
            edited[at] = `${line.slice(0, cut)}${word}${line.slice(cut + 3)}`;
          }
          const { diagnostics, locator } = compilePlan(edited.join('\n'), { files });
          for (const { origin } of diagnostics) if (origin) expect(locator.span(origin)).toBeDefined();
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('calls of a compiled plan', () => {
  const plan = `${HEAD}numbers: {"+61 2 5550 1000": sales}
unmapped: {outside_caller: {say: "This number is not in service.", then: hangup}, extension: outbound}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1000"}
  bob: {dial: 202, client: bob}
ring_groups:
  sales: {strategy: sequential, ring: 15s, members: [alice, {number: "0412 345 678", confirm: true}], otherwise: {say: "Sorry.", then: hangup}}
classes_of_restriction: {staff: {allow: [internal, local, mobile]}}
`;

  test('a group is rung member by member, then speaks', () => {
    expect(call(plan, { to: '+61255501000' }, ['busy', 'no-answer'])).toMatchInlineSnapshot(`
      "dial sip:alice@acme.sip.twilio.com?User-to-User=CA00, for 15 s, as +61400000000, then continue ring_group:sales alice
      - busy
      dial +61412345678 (press 1), for 15 s, as +61400000000, then continue ring_group:sales +61412345678
      - no-answer
      say Sorry.
      hangup
      "
    `);
  });

  test('a number that is not listed is told so', () => {
    expect(call(plan, { to: '+61255501099' })).toMatchInlineSnapshot(`
      "say This number is not in service.
      hangup
      "
    `);
  });

  test('phones inside: digits, numbers outside within their class, emergency', () => {
    const from = 'sip:alice@acme.sip.twilio.com';
    const dial = (to: string, who = from) => call(plan, { entry: 'outgoing', from: who, to });
    expect(dial('sip:202@acme.sip.twilio.com')).toMatchInlineSnapshot(`
      "dial client:bob, then continue extension:bob
      "
    `);
    expect(dial('sip:0298765432@acme.sip.twilio.com')).toMatchInlineSnapshot(`
      "dial +61298765432, as +61255501000, then continue outbound:+61298765432
      "
    `);
    expect(dial('0298765432', 'client:bob')).toMatchInlineSnapshot(`
      "say Sorry, this phone may not call that number.
      hangup
      "
    `);
    expect(dial('sip:000@acme.sip.twilio.com')).toMatchInlineSnapshot(`
      "dial 000, for 600 s, as +61255501000
      say The emergency call has ended, or could not be connected. If you still need help, hang up and dial again.
      hangup
      "
    `);
  });
});
