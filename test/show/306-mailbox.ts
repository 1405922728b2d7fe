import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dev, folder, run, startDev, write } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// A call to a closed office leaves a message and the webhook gets it. With the webhook down the message waits, where `status`
// tells of it, and arrives once the webhook is back: nothing is lost, nothing comes twice.

const TUESDAY_EVENING = '2026-11-24 19:00';

const plan = (webhook: string): string => `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
sip: {domain: acme.sip.twilio.com}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
notify: {webhook: "${webhook}/mail?key=\${HOOK_KEY}"}
numbers: {"+61 2 5550 1000": main_line, "+61 2 5550 1101": alice}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}
routes:
  main_line:
    - when: {open: office}
      to: alice
    - otherwise: office_mailbox
extensions:
  alice: {dial: 201, sip_user: alice, mailbox: alice_mailbox}
mailboxes:
  office_mailbox:
    greeting: "Our office is closed. Please leave a message, or press 0 to ring the duty phone."
    notify: {email: office@acme.example}
    key_0: {number: "+61 491 570 110", otherwise: hangup}
  alice_mailbox:
    greeting: {busy: "Alice is on another call.", otherwise: "Alice is away."}
    notify: {webhook: "${webhook}/alice"}
`;

type Told = { readonly path: string; readonly body: { readonly [name: string]: unknown } };

/** The people's webhook: takes what it is told, unless it is down. */
async function openHook() {
  const told: Told[] = [];
  let answer = (response: ServerResponse): void => void response.end('ok');
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      told.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(parts).toString()) });
      answer(response);
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    works: () => {
      answer = (response) => void response.end('ok');
    },
    fails: () => {
      answer = (response) => void response.writeHead(500).end();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const SID = (n: number): string => `RE${String(n).repeat(32)}`;

/** Twilio's report of a recording, for the link that the answer of a call carries. */
function report(dev: Dev, answer: string, n: number, at: string): Promise<string> {
  const link = /recordingStatusCallback="([^"]+)"/.exec(answer)?.[1]?.replaceAll('&amp;', '&') ?? '/recorded';
  const form = {
    RecordingSid: SID(n),
    RecordingStatus: 'completed',
    RecordingDuration: '20',
    RecordingUrl: `https://api.twilio.com/2010-04-01/Recordings/${SID(n)}`,
  };
  return dev.webhook(link, form, { 'X-Dialplan-At': at });
}

await show(async () => {
  const place = folder();
  const hook = await openHook();
  write(place.path, { 'dialplan/acme/dialplan.yaml': plan(hook.url) });
  const dev = await startDev(place.path, 'dialplan/acme', { env: { ...process.env, HOOK_KEY: 'hush-hush' } });
  const call = (at: string, to = '+61255501000') =>
    dev.webhook('/incoming', { To: to }, { 'X-Dialplan-At': at });
  const status = async () => (await run(place.path, ['status', 'dialplan/acme'])).stdout;
  try {
    const closed = await call(TUESDAY_EVENING);
    claim(
      'a call to the closed office is asked for a message',
      /Our office is closed.*<Record /.test(closed),
      brief(closed),
    );
    claim(
      '  a caller who says nothing hears so',
      /<Record [^>]*\/><Say[^>]*>We did not hear a message/.test(closed),
    );
    const duty = await dev.follow(closed, 'action', { Digits: '0' });
    claim(
      '  key 0 during the greeting rings the duty phone',
      duty.includes('+61491570110</Number>'),
      brief(duty),
    );
    const link = closed.slice(closed.indexOf('<Record'));
    const thanks = await dev.follow(link, 'action', {
      RecordingUrl: 'https://x',
      RecordingDuration: '20',
      Digits: '#',
    });
    claim('  after a message it says thanks', thanks.includes('Your message has been taken'), brief(thanks));

    await report(dev, closed, 1, TUESDAY_EVENING);
    const [first] = hook.told;
    claim('the webhook gets it', first?.body.id === SID(1), JSON.stringify(first));
    claim(
      '  with the address of the mailbox, and who called where and when',
      first?.body.email === 'office@acme.example' &&
        first.body.caller === '+61491570156' &&
        first.body.called === '+61255501000' &&
        first.body.at === '2026-11-24T08:00:00.000Z',
    );
    claim('  and the secret that is in no file', first?.path === '/mail?key=hush-hush', first?.path);
    await report(dev, closed, 1, '2026-11-24 19:05');
    claim('reported again by Twilio: told once', hook.told.length === 1, `${hook.told.length} told`);

    hook.fails();
    const second = await report(dev, closed, 2, '2026-11-24 20:00');
    claim('the webhook is down: Twilio hears nothing of it', second === '', `answered 200 "${second}"`);
    const waiting = await status();
    const line = waiting.split('\n').find((each) => each.includes('message')) ?? '';
    claim(
      '  `dialplan status` tells of the message',
      /^1 message waits .*office_mailbox: the webhook answered 500$/.test(line),
      line,
    );
    await run(place.path, ['reconcile', 'dialplan/acme']);
    claim('  a reconcile leaves it alone', (await status()).includes('1 message waits'));

    hook.works();
    hook.told.length = 0;
    const busy = await dev.follow(await call('2026-11-25 10:00', '+61255501101'), 'action', {
      DialCallStatus: 'busy',
    });
    claim(
      'a caller of a busy phone hears that it is busy',
      busy.includes('Alice is on another call.'),
      brief(busy),
    );
    await report(dev, busy, 3, '2026-11-25 10:01');
    const arrived = hook.told.map(
      ({ path, body }) => `${path.replace(/\?.*/, '')} ${String(body.id).slice(0, 4)}`,
    );
    claim(
      'the next message brings the one that waited along',
      arrived.join(', ') === '/alice RE33, /mail RE22',
      arrived.join(', '),
    );
    claim('  and nothing waits any more', !(await status()).includes('waits'));

    const forged = await dev.webhook('/recorded?dp_entry=x&dp_at=mailbox:alice_mailbox', {
      RecordingSid: SID(4),
      RecordingStatus: 'completed',
      RecordingUrl: 'https://x',
    });
    claim('a link that we did not sign tells nobody', forged === '' && hook.told.length === 2);
    const unsigned = await dev.get('/recorded');
    claim(
      'a request that Twilio did not sign does not get in',
      unsigned.status === 403,
      `${unsigned.status}`,
    );
    const log = dev.text();
    claim(
      'the log never shows the secret of the webhook',
      !log.includes('hush-hush') && !log.includes(hook.url),
    );
  } finally {
    await dev.stop();
    hook.close();
    place.remove();
  }
});
