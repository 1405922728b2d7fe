import { join } from 'node:path';
import { launchFunctions, type RunningFunctions } from '../../compiler/local/functions/launch.ts';
import { CALLER, copyAcme, type Dev, type Form, folder, run, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// What the hand-written PBX did, row by row, over HTTP through twilio-run and the embedded Sync service.

const has = (what: string, answer: string, expected: string | RegExp, never?: string | RegExp): void => {
  const found = typeof expected === 'string' ? answer.includes(expected) : expected.test(answer);
  const wrong =
    never !== undefined && (typeof never === 'string' ? answer.includes(never) : never.test(answer));
  claim(what, found && !wrong, brief(answer));
};

const DOMAIN = 'acme.sip.twilio.com';
const SID = `CA${'1'.repeat(32)}`;
const alice = { From: `sip:alice@${DOMAIN}` };

async function uui(dev: Dev): Promise<void> {
  const to = (form: Form) => dev.webhook('/incoming', { To: '+61255501234', ...form });
  const all = { 'SipHeader_x-inin-cnv': 'conversation-7', 'SipHeader_User-to-User': 'standard;encoding=hex' };
  has('UUI from x-inin-cnv', await to(all), 'User-to-User=conversation-7');
  const { 'SipHeader_x-inin-cnv': _none, ...standard } = all;
  has('UUI from User-to-User, escaped', await to(standard), 'User-to-User=standard%3Bencoding%3Dhex');
  has('UUI from the call SID', await to({}), `User-to-User=${SID}`);
  const nasty = { 'SipHeader_x-inin-cnv': '"/><Number>+1900</Number>&x=1' };
  has('UUI cannot break out', await to(nasty), 'User-to-User=%22%2F%3E%3CNumber%3E', '<Number>');
  has(
    'no UUI on a client',
    await dev.webhook('/incoming', { To: '+61255501300', ...all }),
    '<Client>',
    'User-to-User',
  );
  has(
    'no UUI on the PSTN',
    await dev.webhook('/incoming', { To: '+61255501400', ...all }),
    '<Number>',
    'User-to-User',
  );
}

async function groups(dev: Dev): Promise<void> {
  for (const status of ['busy', 'no-answer', 'failed', 'canceled']) {
    const first = await dev.webhook('/incoming', { To: '+61255501001' });
    const second = await dev.follow(first, 'action', { DialCallStatus: status });
    has(`sequential: goes on after ${status}`, second, 'sip:bob@', 'sip:alice@');
  }
  const first = await dev.webhook('/incoming', { To: '+61255501001' });
  has(
    'sequential: stops after completed',
    await dev.follow(first, 'action', { DialCallStatus: 'completed' }),
    '<Hangup/>',
    '<Dial',
  );
  const second = await dev.follow(first, 'action', { DialCallStatus: 'busy' });
  const third = await dev.follow(second, 'action', { DialCallStatus: 'no-answer' });
  has('sequential: a mobile is asked to press 1', third, '<Number url="/confirm?');
  has('  it hears the question', await dev.follow(third, 'url', {}), '<Gather numDigits="1"');
  const asked = await dev.follow(third, 'url', {});
  has('  1 takes the call', await dev.follow(asked, 'action', { Digits: '1' }), '<Response/>');
  has('  2 does not', await dev.follow(asked, 'action', { Digits: '2' }), '<Hangup/>');
  has(
    'sequential: exhausted, it speaks',
    await dev.follow(third, 'action', { DialCallStatus: 'no-answer' }),
    '<Say',
  );
  has(
    'simultaneous: all at once',
    await dev.webhook('/incoming', { To: '+61255501000' }),
    /<Sip>sip:front_1.*<Client>front_2/,
  );
  has('ringGroupId, default "1"', await dev.webhook('/ringGroup', {}), 'sip:bob@');
  has('ringGroupId=sales', await dev.webhook('/ringGroup?ringGroupId=sales', {}), 'sip:alice@');
  has('unknown group speaks', await dev.webhook('/ringGroup?ringGroupId=nope', {}), /<Say.*<Hangup\/>/);
}

async function transfers(dev: Dev): Promise<void> {
  const talk = await dev.webhook('/incoming', { To: '+61255501101' });
  const refer = (target: string) =>
    dev.follow(talk, 'referUrl', target === '' ? {} : { ReferTransferTarget: target });
  has(
    'REFER to a number mapped to SIP',
    await refer(`<sip:+61255501234@${DOMAIN}>`),
    `corporate.sip.twilio.com?User-to-User=${SID}`,
  );
  has('REFER to a number mapped to a client', await refer('sip:61255501300@x'), `callerId="${CALLER}"`);
  has(
    'REFER to a number mapped to the PSTN',
    await refer('tel:+61255501400'),
    '<Number>+61491570006</Number>',
  );
  has(
    'REFER to an unmapped number, by policy',
    await refer('sip:0491570110@x'),
    '<Number>+61491570110</Number>',
  );
  has(
    'REFER to an unmapped number that the class forbids',
    await refer('sip:+442079460958@x'),
    '<Say',
    '<Dial',
  );
  has('REFER to sip:1001, which is nothing', await refer(`sip:1001@${DOMAIN}`), '<Say', /Reject|\+1001/);
  has('REFER to sip:202, an extension', await refer(`sip:202@${DOMAIN}`), 'sip:bob@');
  has('REFER without a target', await refer(''), '<Say', '<Reject');
  has('REFER can be repeated', await refer('202'), 'referUrl=');
  await dev.edit('numberConfig', '+61255501777', { type: 'pstn', uri: '+61491570110' });
  has('old type pstn', await refer('+61255501777'), '<Number>+61491570110</Number>');
}

async function entries(dev: Dev): Promise<void> {
  const toSip = await dev.webhook('/callToSIPwithRefer', { To: '+61255509876' });
  has('/callToSIPwithRefer', toSip, `sip:+61255509876@${DOMAIN}?User-to-User=${SID}`);
  claim(
    '  answerOnBridge and referUrl',
    /answerOnBridge="true"/.test(toSip) && /referUrl="\/callTransfer/.test(toSip),
  );
  const toPstn = await dev.webhook('/callToPSTNwithRefer', { ...alice, To: `sip:+61491570110@${DOMAIN}` });
  has('/callToPSTNwithRefer', toPstn, /callerId="\+61255501101".*<Number>\+61491570110<\/Number>/);
  claim(
    '  answerOnBridge and referUrl',
    /answerOnBridge="true"/.test(toPstn) && /referUrl="\/callTransfer/.test(toPstn),
  );
  has(
    '  nonsense is spoken about',
    await dev.webhook('/callToPSTNwithRefer', { ...alice, To: 'sip:@@' }),
    '<Say',
  );
}

async function setup(dev: Dev, cwd: string): Promise<void> {
  const link = await run(cwd, ['status', 'dialplan/acme', '--link']);
  const path = /(\/setupSync\?\S+)/.exec(link.text)?.[1] ?? '/setupSync';
  const [first, second] = [await dev.get(path), await dev.get(path)];
  claim(
    '/setupSync shows the service and its maps',
    /SYNC_SERVICE_SID=IS[0-9a-f]{32}/.test(first.text) && /map numberConfig/.test(first.text),
    `${first.status}`,
  );
  claim('/setupSync twice: the same answer', first.text === second.text && second.status === 200);
  const without = await dev.get('/setupSync');
  claim('/setupSync without a link', without.status === 403, `${without.status}`);
  const bent = await dev.get(path.replace(/expires=(\d)/, 'expires=9$1'));
  claim('/setupSync with a bent link', bent.status === 403, `${bent.status}`);
}

/** The compiled project behind twilio-run alone, as an operator sets its variables. */
async function withEnvironment(
  directory: string,
  environment: Form,
): Promise<RunningFunctions & { lines: string[] }> {
  const lines: string[] = [];
  const running = await launchFunctions({ directory, environment, hear: (line) => lines.push(line) });
  return { ...running, lines };
}

const post = async (url: string, form: Form): Promise<string> => {
  const body = new URLSearchParams({ CallSid: SID, From: CALLER, CallStatus: 'ringing', ...form });
  return (await fetch(url, { method: 'POST', body })).text();
};

async function environments(dev: Dev, cwd: string): Promise<void> {
  await run(cwd, ['compile', 'dialplan/acme']);
  const project = join(cwd, 'dist/acme');
  const account = { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: '0'.repeat(32) };

  const bare = await withEnvironment(project, account);
  has(
    'no SYNC_SERVICE_SID: numbers from the snapshot',
    await post(`${bare.url}/incoming`, { To: '+61255501101' }),
    'sip:alice@',
  );
  const talk = await post(`${bare.url}/incoming`, { To: '+61255501101' });
  const refer = /referUrl="([^"]+)"/.exec(talk)?.[1]?.replaceAll('&amp;', '&') ?? '';
  has(
    '  REFER to a number skips the map',
    await post(bare.url + refer, { ReferTransferTarget: 'sip:+61491570110@x' }),
    '+61491570110</Number>',
  );
  has(
    '  REFER to an extension asks the snapshot',
    await post(bare.url + refer, { ReferTransferTarget: '202' }),
    'sip:bob@',
  );
  has(
    '  an unlisted number stays shut',
    await post(`${bare.url}/incoming`, { To: '+61299990000' }),
    '<Say',
    '<Dial',
  );
  await bare.stop();
  const told = bare.lines.find((line) => line.includes('"fn":"incoming"')) ?? '';
  claim('  the log says so', /"source":"snapshot".*SYNC_SERVICE_SID is not set/.test(told), told);

  const services = (await (await fetch(`${dev.sync}/v1/Services`)).json()) as {
    services: { sid: string; friendly_name: string }[];
  };
  const sid = services.services.find((each) => each.friendly_name === 'pbx-routing')?.sid ?? '';
  const local = { ...account, SYNC_SERVICE_SID: sid, DIALPLAN_SYNC_URL: dev.sync };
  const regional = await withEnvironment(project, { ...local, TWILIO_REGION: 'au1', TWILIO_EDGE: 'sydney' });
  has(
    'TWILIO_REGION is set and ignored',
    await post(`${regional.url}/incoming`, { To: '+61255501101' }),
    'sip:alice@',
  );
  await regional.stop();
  const line = regional.lines.find((each) => each.includes('"fn":"incoming"')) ?? '';
  claim(
    'the log line: rule, release, time, source',
    /"rule":"number:\+612…01: listed number > extension:alice/.test(line) &&
      /"release":1/.test(line) &&
      /"source":"sync"/.test(line) &&
      /"ms":\d+/.test(line),
    line,
  );
  claim('  no full number, no secret', !/61255501101|0{32}|dp_s/.test(line.replace(/"call":"[^"]*"/, '')));
}

await show(async () => {
  const place = folder();
  copyAcme(place.path);
  const dev = await startDev(place.path);
  try {
    await uui(dev);
    await groups(dev);
    await transfers(dev);
    await entries(dev);
    await setup(dev, place.path);
    await environments(dev, place.path);
  } finally {
    await dev.stop();
    place.remove();
  }
});
