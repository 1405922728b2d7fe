import { expect, test } from 'vitest';
import { testDiagnostics } from '../../../compiler/cli/plan-tests.ts';
import { formatDiagnostics } from '../../../compiler/report/diagnostics.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';
import { tested } from '../../support/tested.ts';

/** What failing tests say, as `dialplan test` prints it. */
async function told(text: string): Promise<string> {
  const compiled = compilePlan(text);
  const found = testDiagnostics(await tested(compiled));
  return formatDiagnostics(found, compiled.locator, { format: 'text', files: 1 });
}

const PLAN = `${HEAD}
numbers:
  "+61 2 5550 1000": main_line
  "+61 2 5550 1001": sales
schedules:
  office: {hours: {mon-fri: "09:30-17:30", sat-sun: closed}}
routes:
  main_line:
    - when: {open: office}
      to: alice
    - otherwise: closed
ring_groups:
  sales: {strategy: simultaneous, members: [alice, bob], on_busy: closed, otherwise: alice}
messages:
  closed: {say: "Closed.", then: hangup}
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: closed}
  bob: {dial: 202, sip_user: bob, otherwise: closed}
tests:
`;

test('the expectation that is not met, and the last decision before the call took another way', async () => {
  const text = `${PLAN}  - name: open at nine
    call: {from: "+61 400 000 000", to: "+61 2 5550 1000", at: "2026-11-24 09:00"}
    expect: {rings: [alice]}
`;
  expect(await told(text)).toMatchInlineSnapshot(`
    "error[DP7001] rings-differ: the test \`open at nine\` expects that the call rings alice
      --> plan/dialplan.yaml:28:22
       |
    28 |     expect: {rings: [alice]}
       |                      ^^^^^ not met
      ::: plan/dialplan.yaml:17:18
    17 |     - otherwise: closed
       |                  ------ the call came this way: otherwise (no rule holds: closed: weekly hours tue 09:30-17:30, 2026-11-24 09:00 (Tue))
    why:  the call rings nobody
    help: change the plan, or the test where the plan is right
    more: dialplan explain DP7001

    1 problem (1 error) in 1 file
    "
  `);
});

test('what happens in some of the ways in which Twilio may behave is said to be so', async () => {
  const text = `${PLAN}  - name: one is busy
    call: {from: "+61 400 000 000", to: "+61 2 5550 1001", at: "2026-11-24 10:00", phones: {bob: busy}}
    expect: {rings: [[alice, bob], alice]}
`;
  const found = await told(text);
  expect(found).toContain('the call came this way: on busy (busy)');
  expect(found).toContain('it is so in 1 of 2 ways in which Twilio may behave, such as');
});

test('a call that ends badly fails a test that asks for nothing of the kind', async () => {
  const compiled = compilePlan(`${HEAD}
numbers: {"+61 2 5550 1000": shut}
messages:
  shut: {say: "Closed.", then: hangup}
tests:
  - name: who listens to all of it
    call: {from: "+61 400 000 000", to: "+61 2 5550 1000", at: "2026-11-24 10:00"}
    expect: {rings: []}
`);
  // A document of 64 kB is the most that Twilio takes. The compiler refuses such a plan, so it is made too long afterwards.
  const shut = compiled.program?.nodes['message:shut'];
  if (shut?.kind !== 'message') throw new Error('no message of that name');
  Object.assign(shut, { prompt: [{ say: { en: 'word '.repeat(14_000) } }] });
  const [found] = testDiagnostics(await tested(compiled));
  expect(found?.code).toBe('DP7008');
  expect(found?.message).toBe('the test `who listens to all of it` expects that the call ends well');
  expect(found?.why).toBe('the call ends with the words of Twilio that an application error has occurred');
});
