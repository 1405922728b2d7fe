import { expect, test } from 'vitest';
import { answer, check, codesOf, compilePlan, HEAD } from '../../support/harness.ts';

const PLAN = `${HEAD}numbers: {"+61 2 5550 1000": closed}
messages: {closed: {say: "We are closed.", then: hangup}}
extensions: {alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1000"}}
classes_of_restriction: {staff: {allow: [internal, emergency]}}
`;

test('a phone inside reaches any place by them', () => {
  const compiled = compilePlan(
    `${PLAN}short_numbers: {0: closed, "600": {say: "Sales.", then: hangup}, 601: {number: "0412 345 678"}}\n`,
  );
  expect(compiled.diagnostics).toEqual([]);
  const dial = (digits: string) =>
    answer(compiled, {
      entry: 'outgoing',
      from: 'sip:alice@acme.sip.twilio.com',
      to: `sip:${digits}@acme.sip.twilio.com`,
    });
  expect(dial('0').lines).toEqual(['say We are closed.', 'hangup']);
  expect(dial('600').lines).toEqual(['say Sales.', 'hangup']);
  expect(dial('601').state).toMatchObject({ at: 'dial:601' });
  expect(dial('201').lines[0]).toContain('dial sip:alice@');
});

test('one that an extension has already is told with both places', () => {
  const told = check(`${PLAN}short_numbers: {"201": closed}\n`);
  expect(told).toContain('`alice` and the short number `201` are both dialled as `201`');
  expect(told).toContain('plan/dialplan.yaml:11:17');
  expect(told).toContain('::: plan/dialplan.yaml:9:28');
});

test('an emergency number is never taken', () => {
  const told = check(`${PLAN}short_numbers: {"000": closed}\n`);
  expect(told).toContain('the short number `000` is dialled as `000`, which is an emergency number');
  expect(told).toContain('plan/dialplan.yaml:11:17');
});

test.each([
  ['{"600": slaes}', 'DP3001'],
  ['{"600": outbound}', 'DP3010'],
  ['{"6OO": closed}', 'DP2006'],
  ['{"600": {say: "x", then: nowhere}}', 'DP3001'],
])('%s', (line, code) => {
  expect(codesOf(`${PLAN}short_numbers: ${line}\n`)).toEqual([code]);
});
