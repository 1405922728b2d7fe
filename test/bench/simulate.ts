import { callOf, HOST } from '../support/twiml-app.ts';

/** A simulated call of five webhooks in this process, the application a table: how long the simulator itself takes. */

const dial = (action: string) =>
  `<Dial action="${action}" answerOnBridge="true" timeout="20" callerId="+61255501000" referUrl="/refer?dp_at=group"><Sip>sip:alice@acme.sip.twilio.com?User-to-User=CA1</Sip><Number>+61491570110</Number></Dial>`;

const app = (unique: () => string) => ({
  '/': () =>
    `<Gather numDigits="1" action="/menu${unique()}"><Say>Welcome. Press 1 for sales.</Say></Gather>`,
  '/menu': () => dial(`/one${unique()}`),
  '/one': () => dial(`/two${unique()}`),
  '/two': () =>
    `<Say>Nobody can take your call. Please leave a message.</Say><Record action="/thanks${unique()}"/>`,
  '/thanks': () => '<Say>Thank you.</Say><Hangup/>',
});

async function microseconds(unique: () => string): Promise<number> {
  const given = app(unique);
  const once = async () => {
    const record = await callOf(given, {
      acts: '1 "Please call me back."',
      phones: { 'sip:alice@acme': { does: 'busy' } },
    });
    if (record.ending !== 'hangup') throw new Error(`${HOST} ended the call with ${record.ending}`);
  };
  for (let i = 0; i < 500; i++) await once();
  const rounds = 2_000;
  const started = performance.now();
  for (let i = 0; i < rounds; i++) await once();
  return ((performance.now() - started) * 1000) / rounds;
}

let n = 0;
console.log(
  JSON.stringify({ again: await microseconds(() => ''), anew: await microseconds(() => `?n=${n++}`) }),
);
