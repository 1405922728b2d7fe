import { expect, it } from 'vitest';
import { HEAD } from '../../support/harness.ts';
import { play } from '../../support/imagined.ts';

const PLAN = `${HEAD}
overrides:
  night: {feature_code: "*28", by: [alice], ends: 24h}
routes:
  main_line:
    - when: {override: night}
      to: closed
    - otherwise: alice
messages: {closed: {say: "We are closed.", then: hangup}}
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: closed}
numbers:
  "+61 2 5550 1000": main_line
`;

it('tells the phone that dials a feature code what the code has done, not what it would do next', async () => {
  const heard = async (on: { readonly [override: string]: string }): Promise<readonly string[]> =>
    (await play(PLAN, { from: 'alice', to: '*28', on })).outcome.heard;
  expect(await heard({})).toEqual([expect.stringMatching(/^night is on until /)]);
  expect(await heard({ night: 'on' })).toEqual(['night is off.']);
});
