import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { CALLER, type Dev, type Form, folder, root, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// Three ways in which a person would try to telephone at the hospital's expense, over HTTP, as Twilio asks: a transfer to a
// premium number, the way outside from a menu, a From that is somebody else's; and what people try who have seen our URLs.
// Each attempt is told: who, what, what was answered. Beside them, what must go on working.

const DOMAIN = 'st-anne.sip.twilio.com';
/** A weekday at ten, when the office is open. */
const AT: Form = { 'X-Dialplan-At': '2026-11-24 10:00' };

const sip = (user: string): string => `sip:${user}@${DOMAIN}`;
const MOBILE = '+1 416 555 0123';
const PREMIUM = '+1 900 555 1234';
const dialled = (number: string): string => number.replaceAll(' ', '');
const rings = (number: string): RegExp => new RegExp(`<Number>\\${dialled(number)}</Number>`);

/** Words that refuse, and a hang-up: nothing is rung. */
const REFUSED = /^<Response><Say[^>]*>[^<]+<\/Say><Hangup\/><\/Response>$/;

/** Tells what became of an attempt. */
function told(who: string, holds: boolean, twiml: string): void {
  claim(who, holds, '');
  console.log(`       ${brief(twiml).slice(0, 300)}`);
}

const refused = (who: string, twiml: string): void =>
  told(who, REFUSED.test(brief(twiml)) && !twiml.includes('<Dial'), twiml);

/** What must work, or a refusal proves nothing. */
const works = (who: string, expected: RegExp, twiml: string): void => told(who, expected.test(twiml), twiml);

/** The parameters that our URL in an attribute carries. */
function linkIn(twiml: string, attribute: string): { readonly path: string; readonly state: Form } {
  const [, url = ''] = new RegExp(`\\b${attribute}="([^"]+)"`).exec(twiml) ?? [];
  const [path = '', query = ''] = url.replaceAll('&amp;', '&').split('?');
  return { path, state: Object.fromEntries(new URLSearchParams(query)) };
}

const asQuery = (state: Form): string => new URLSearchParams(state).toString();

async function byTransfer(dev: Dev): Promise<void> {
  console.log(
    '\n     a transfer (REFER) at our expense: every phone that could have asked must be allowed to call there',
  );
  const call = (user: string, To: string) =>
    dev.webhook('/outgoing', { From: sip(user), To, SipUsername: user });
  const refer = (twiml: string, From: string, target: string) =>
    dev.follow(twiml, 'referUrl', { From, ReferTransferTarget: target });

  works('desk_a may call a mobile phone itself', rings(MOBILE), await call('desk_a', MOBILE));
  refused('the lobby phone may not', await call('lobby', MOBILE));
  const honest = await call('desk_a', '211');
  works(
    'desk_a has called desk_b, one of them transfers to the mobile phone: both may',
    rings(MOBILE),
    await refer(honest, sip('desk_a'), MOBILE),
  );
  refused('... to a premium number: neither may', await refer(honest, sip('desk_a'), PREMIUM));
  const colleague = await call('lobby', '211');
  works('the lobby phone calls desk_b', /<Sip>sip:desk_b@/, colleague);
  refused(
    'and has the call transferred to the mobile phone: desk_b may, the lobby phone may not',
    await refer(colleague, sip('lobby'), MOBILE),
  );
  for (const target of [
    PREMIUM,
    `<sip:${dialled(PREMIUM)}@evil.example>`,
    `tel:${dialled(PREMIUM)};postd=,,1`,
  ])
    refused(`... to a premium number, written ${target}`, await refer(colleague, sip('lobby'), target));
  const second = await refer(colleague, sip('lobby'), '310');
  works(
    'it has itself transferred to the bookings desk, which is inside',
    /<Client>bookings<\/Client>/,
    second,
  );
  refused('and from there to the mobile phone', await refer(second, sip('lobby'), MOBILE));
  refused(
    'it has itself transferred to a feature code, which only a phone of the staff may dial',
    await refer(colleague, sip('lobby'), '*701'),
  );
  const outside = await dev.webhook('/incoming', { To: '+16135550100' }, AT);
  works('an outside caller is in the menu, where nobody has answered', /<Gather/, outside);
  const { state } = linkIn(outside, 'action');
  const forged = await dev.webhook(`/callTransfer?${asQuery(state)}`, { ReferTransferTarget: MOBILE });
  refused('and sends a transfer with the URL of the menu', forged);
}

async function byMenu(dev: Dev): Promise<void> {
  console.log(
    '\n     from the menu into the telephone network: a caller reaches what the menu offers, and nothing else that has digits',
  );
  const arrived = await dev.webhook('/incoming', { To: '+16135550100' }, AT);
  const press = (twiml: string, Digits: string) => {
    const { path, state } = linkIn(twiml, 'action');
    return dev.webhook(
      `${path}?${asQuery(state)}`,
      { To: '+16135550100', CallStatus: 'in-progress', Digits },
      AT,
    );
  };
  const notice = await press(arrived, '1');
  const menu = await press(notice, '');
  works(
    'an outside caller dials 210, an extension that the menu offers',
    /<Sip>sip:desk_a@/,
    await press(menu, '210'),
  );
  for (const [what, digits] of [
    ['400, an extension that the menu does not offer', '400'],
    ['77, the short number that leads to the doctor on call outside', '77'],
    ['9 and a number, as old PBXs have it', '914165550123'],
    ['a number', '4165550123'],
    ['a premium number', '19005551234'],
    ['*701, which says which doctor is on call', '*701'],
    ['*71, which locks the wards', '*71'],
    ['911', '911'],
    ['a number with a pause and more digits', '210,,914165550123'],
  ] as const) {
    const answer = await press(menu, digits);
    told(`... dials ${what}: asked again`, /<Gather/.test(answer) && !answer.includes('<Dial'), answer);
  }
}

async function byFrom(dev: Dev): Promise<void> {
  console.log(
    '\n     a From that is somebody else: only a phone of our domain is one of ours, and only as who it logged in as',
  );
  const call = (From: string, form: Form = {}) => dev.webhook('/outgoing', { From, To: MOBILE, ...form });
  works('desk_a, logged in as desk_a', rings(MOBILE), await call(sip('desk_a'), { SipUsername: 'desk_a' }));
  for (const [who, from] of [
    ['desk_a of another domain', 'sip:desk_a@evil.example'],
    ['desk_a of a domain that begins like ours', `sip:desk_a@${DOMAIN}.evil.example`],
    ['our domain in a parameter', `sip:desk_a@evil.example;maddr=${DOMAIN}`],
    ['two hosts', `sip:desk_a@${DOMAIN}@evil.example`],
    ['desk_a as the name that is shown', `"${sip('desk_a')}" <sip:mallory@evil.example>`],
    ['desk_a in brackets as the name', `"<${sip('desk_a')}>" <sip:mallory@evil.example>`],
    ['desk_a in brackets behind the address', `<sip:mallory@evil.example>;x="<${sip('desk_a')}>"`],
    ['desk_a in a line of its own', `sip:mallory@evil.example\r\nFrom: <${sip('desk_a')}>`],
    ['a number of the hospital as the user', `sip:+16135550110@${DOMAIN}`],
  ] as const)
    refused(`${who}: ${JSON.stringify(from)}`, await call(from));
  const posing = { SipUsername: 'lobby' };
  refused(
    'the lobby phone, logged in as itself, writes desk_a into its From',
    await call(sip('desk_a'), posing),
  );
  const inside = await call(sip('desk_a'), { ...posing, To: '211' });
  works('so it may call inside, as strangers may', /<Sip>sip:desk_b@/, inside);
  refused(
    'and has that call transferred outside, where Twilio says no more who logged in',
    await dev.follow(inside, 'referUrl', { From: sip('desk_a'), ReferTransferTarget: MOBILE }),
  );
  for (const from of ['+16135550110', CALLER, 'anonymous']) {
    const answer = await call(from);
    told(
      `an outside caller at the phones' webhook, From ${from}: gets what outside callers get, the switchboard`,
      !rings(MOBILE).test(answer) && /<Sip>sip:front_1@/.test(answer),
      answer,
    );
  }
  works(
    'an emergency call is placed for anybody',
    /<Number>911<\/Number>/,
    await call(sip('desk_a'), { ...posing, To: '911' }),
  );
}

async function byUrl(dev: Dev): Promise<void> {
  console.log(
    '\n     our own URLs, seen and used again, forged, made by hand: a link is worth what it was signed for',
  );
  const lobby = { From: sip('lobby'), CallStatus: 'in-progress' };
  const seen = await dev.webhook('/outgoing', { From: sip('desk_a'), To: '211', SipUsername: 'desk_a' });
  const { path, state } = linkIn(seen, 'referUrl');
  const use = (at: string, link: Form, form: Form) =>
    dev.webhook(`${at}?${asQuery(link)}`, { ...lobby, ...form });
  const target = { ReferTransferTarget: MOBILE };
  refused(
    "the staff's transfer URL, used by the lobby phone with a target of its own",
    await use(path, state, target),
  );
  refused(
    '... with the place changed',
    await use(path, { ...state, dp_at: `outbound:${dialled(PREMIUM)}` }, target),
  );
  refused(
    '... with half a signature',
    await use(path, { ...state, dp_s: (state.dp_s ?? '').slice(0, 11) }, target),
  );
  refused('... with a signature from nowhere', await use(path, { ...state, dp_s: 'A'.repeat(22) }, target));
  const action = linkIn(seen, 'action');
  refused('the URL of the end of a dial, used for a transfer', await use(path, action.state, target));
  const made: Form = {
    dp_entry: 'number:+16135550100',
    dp_at: `outbound:${dialled(PREMIUM)}`,
    DialCallStatus: 'busy',
  };
  refused(
    'a way on made by hand, to a premium number',
    await dev.webhook('/continue', { ...lobby, ...made }),
  );
  refused(
    'the same with a signature that was seen elsewhere',
    await dev.webhook('/continue', { ...lobby, ...made, dp_s: action.state.dp_s ?? '' }),
  );
  refused(
    'a call that was refused, and then its end: busy',
    await use(
      '/continue',
      { ...action.state, dp_at: `outbound:${dialled(PREMIUM)}` },
      { DialCallStatus: 'busy' },
    ),
  );
  const response = await fetch(`${dev.url}${path}?${asQuery(state)}`, {
    method: 'POST',
    body: new URLSearchParams({ ...lobby, ...target }),
  });
  const text = await response.text();
  claim(
    'and without a signature of Twilio there is no answer at all',
    response.status === 403,
    `${response.status} ${text.trim()}`,
  );
}

await show(async () => {
  const place = folder();
  cpSync(join(root, 'dialplan/st-anne'), join(place.path, 'dialplan/st-anne'), { recursive: true });
  const dev = await startDev(place.path, 'dialplan/st-anne');
  try {
    await byTransfer(dev);
    await byMenu(dev);
    await byFrom(dev);
    await byUrl(dev);
  } finally {
    await dev.stop();
    place.remove();
  }
});
