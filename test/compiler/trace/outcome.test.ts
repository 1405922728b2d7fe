import { describe, expect, test } from 'vitest';
import { HEAD } from '../../support/harness.ts';
import { every, type Imagined, playable } from '../../support/imagined.ts';

const PLAN = `${HEAD}
numbers:
  "+61 2 5550 1000": alice
  "+61 2 5550 1001": box
  "+61 2 5550 1002": {play: "https://cdn.example.com/100%.mp3", then: hangup}
  "+61 2 5550 1003": bob
messages:
  away: {say: "Nobody is there.", then: hangup}
mailboxes:
  box: {greeting: "Leave a message.", key_0: alice, notify: {webhook: "https://hooks.acme.example/v"}}
  second: {greeting: "This is Bob.", key_0: box, notify: {webhook: "https://hooks.acme.example/v"}}
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: away}
  bob: {dial: 202, sip_user: bob, otherwise: second}
`;

/** Where a call ends in each way in which it may go, as text, each once. */
async function ends(imagined: Imagined): Promise<readonly string[]> {
  const ways = await every(playable(PLAN), imagined);
  return [
    ...new Set(ways.map(({ outcome: { end } }) => ('name' in end ? `${end.kind} ${end.name}` : end.kind))),
  ];
}

describe('a call that was passed on', () => {
  const passing = (to: string): Imagined => ({
    to: '+61255501000',
    phones: { alice: { does: 'answers', after: 3, transfers: { to, after: 10 } } },
  });

  test('does not end with whoever passed it on, where what follows leads nowhere', async () => {
    expect(await ends(passing('sip:299@acme.sip.twilio.com'))).toEqual(['hangup']);
    expect(await ends(passing('sip:202@acme.sip.twilio.com'))).toContain('mailbox second');
  });

  test('ends with them where they have it back', async () => {
    const { phones = {}, ...call } = passing('sip:202@acme.sip.twilio.com');
    const busy = await ends({ ...call, phones: { ...phones, bob: { does: 'busy' } }, hangsUp: 14 });
    expect(busy).toEqual(['party alice']);
  });
});

describe('a mailbox', () => {
  test('is the end where a message was left, not where the caller pressed 0 after the tone', async () => {
    expect(await ends({ to: '+61255501001', press: ['silence', 'It is me.'] })).toEqual(['mailbox box']);
    expect(await ends({ to: '+61255501001', press: ['silence', '0'] })).toEqual(['hangup']);
  });

  test('that has the message, not the one that the call came to first', async () => {
    const press = ['silence', '0', 'silence', 'It is me.'];
    expect(await ends({ to: '+61255501003', press })).toEqual(['mailbox box']);
    expect(await ends({ to: '+61255501003', press: ['silence', '0', 'silence', 'silence'] })).toEqual([
      'hangup',
    ]);
  });

  test('is reached when the tone comes', async () => {
    const [way] = await every(playable(PLAN), { to: '+61255501001', press: ['silence', 'It is me.'] });
    // Two seconds of greeting, and one in which 0 could have been pressed.
    expect(way?.outcome.reached).toBe(3);
  });
});

test('a sound file whose address is no good one is heard as it is written', async () => {
  const [way] = await every(playable(PLAN), { to: '+61255501002' });
  expect(way?.outcome.heard).toEqual(['100%.mp3']);
});
