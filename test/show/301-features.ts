import { type Dev, folder, run, startDev, write } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// Each feature of the language, from its YAML to the TwiML that a caller gets, by HTTP, with Twilio's signature.

const FILE = 'dialplan/acme/dialplan.yaml';

const PLAN = `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
languages:
  en: {voice: Polly.Olivia-Neural}
  fr: {voice: Polly.Lea-Neural}
sip: {domain: acme.sip.twilio.com}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
number_files: [numbers.csv]
notify: {webhook: "https://hooks.acme.example/mail"}

numbers:
  "+61 2 5550 1000": main_line
  "+61 2 5550 1001": {to: welcome, vars: {line: the help line, ligne: la ligne d’aide}}
  "+61 2 5550 1002": {to: welcome, language: fr, vars: {line: the Montreal line, ligne: la ligne de Montréal}}
  "+61 2 5550 1003": late_line
  "+61 2 5550 1004": desk_line
  "+61 2 5550 1005": {play: audio/sorry.mp3, then: bye}
  "+61 2 5550 1006": alice
  "+61 2 5550 1007": chain_one
  "+61 2 5550 1100": closed
  "+61 2 5550 11XX": {extension: "2XX", otherwise: vacant}
  "+61 2 5550 1200..+61 2 5550 1249": shut

short_numbers: {"600": bye}

holidays:
  nsw: {"2026-12-25": Christmas Day, "2026-12-26": Boxing Day}
schedules:
  office:
    hours: {mon-fri: "08:30-17:30", sat-sun: closed}
    holidays: [nsw, ours]
    special_dates: {"2026-12-23": "08:30-12:00"}
  late: {hours: {fri-sat: "18:00-02:00", sun-thu: closed}}
  dawn: {hours: {sun: "01:00-05:00", mon-sat: closed}}

lists:
  blocklist: ["+61 491 570 110"]
  customers: ["+61 491 570 157"]

routes:
  main_line:
    - when: {caller: blocklist}
      to: {reject: busy}
    - when: {holiday: office}
      to: holiday
    - when: {open: office, unless: {caller: customers}}
      to: front
    - when: {open: office}
      to: alice
    - otherwise: closed
  late_line:
    - when: {open: late}
      to: front
    - otherwise: closed
  desk_line:
    - when: {open: dawn}
      to: front
    - otherwise: closed

extensions:
  front: {dial: 200, sip_user: front, otherwise: closed}
  alice: {dial: 201, sip_user: alice, mailbox: alice_mailbox}
  bob: {dial: 202, sip_user: bob, otherwise: closed}

menus:
  welcome:
    prompt: {en: "For sales press 1, for French 2.", fr: "Pour les ventes, le 1."}
    options: {1: front, 2: {menu: info, language: fr, then: bye}, star: repeat}
    extension_dialling: {allow: [alice], after: 3s}
    on_timeout: {after: 5s, retries: 1, say: {en: "Nothing was pressed.", fr: "Rien."}, to: bye}
    on_invalid: {retries: 1, say: {en: "Not one of the choices.", fr: "Pas un choix."}, to: closed}
  info:
    prompt: {en: "This is {{line}}.", fr: "C’est {{ligne}}."}
    options: {5: return}
    otherwise: return

mailboxes:
  alice_mailbox:
    greeting:
      busy: {en: "Alice is on another call.", fr: "Alice est en ligne."}
      unreachable: {en: "Her phone is off.", fr: "Son téléphone est éteint."}
      otherwise: {en: "Alice is away.", fr: "Alice est absente."}
    notify: {email: alice@acme.example}

messages:
  closed: {say: {en: "We are closed.", fr: "C’est fermé."}, then: hangup}
  holiday: {say: "We are closed for the holiday.", then: hangup}
  vacant: {say: "Nobody has this number.", then: hangup}
  shut: {say: "This range is shut.", then: hangup}
  bye: {say: {en: "Goodbye.", fr: "Au revoir."}, then: hangup}
  chain_one: {say: "One.", then: chain_two}
  chain_two: {say: "Two.", then: bye}
`;

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Acme//EN',
  'BEGIN:VEVENT',
  'UID:1@acme.example',
  'DTSTART;VALUE=DATE:20261222',
  'DTEND;VALUE=DATE:20261223',
  'SUMMARY:Company outing',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const place = folder();
write(place.path, {
  [FILE]: PLAN,
  'dialplan/acme/numbers.csv': 'number,to,label\n+61 2 5550 1300,shut,Deliveries\n',
  'dialplan/acme/audio/sorry.mp3': 'not really a sound',
  'ours.ics': CALENDAR,
});

/** A weekday on which the office is open. */
const TUESDAY = '2026-11-24 10:00';
const PHONE = 'sip:bob@acme.sip.twilio.com';

/** What callers of the tests do. */
const actors = (dev: Dev) => ({
  call: (last: string, at = TUESDAY, from = '+61491570156') =>
    dev.webhook('/incoming', { To: `+6125550${last}`, From: from }, { 'X-Dialplan-At': at }),
  press: (answer: string, keys: string) => dev.follow(answer, 'action', { Digits: keys }),
  phone: (digits: string) =>
    dev.webhook('/outgoing', { From: PHONE, To: `sip:${digits}@acme.sip.twilio.com` }),
});
type Actors = ReturnType<typeof actors>;

/** A claim about one answer. */
const answers = (what: string, twiml: string, expected: RegExp): void =>
  claim(what, expected.test(twiml), brief(twiml));

const RINGS = (user: string): RegExp => new RegExp(`<Dial[^>]*><Sip[^>]*>sip:${user}@`);
const SAYS = (words: string): RegExp => new RegExp(`<Say[^>]*>${words}`);

async function commands(): Promise<void> {
  const path = 'dialplan/acme/holidays/ours.yaml';
  const args = ['holidays', 'import', 'ours.ics', '--list', 'ours', '-y', '2026', '-o', path];
  const imported = await run(place.path, args);
  claim('holidays come from a calendar file', imported.code === 0, imported.text.trim().split('\n')[0]);
  const checked = await run(place.path, ['check', 'dialplan/acme']);
  claim('  and the plan with them is clean', checked.code === 0, checked.text.trim());
  const formatted = await run(place.path, ['fmt', '--check', 'dialplan/acme']);
  claim('`fmt --check` is clean', formatted.code === 0, formatted.text.trim());
}

async function numbers({ call, phone }: Actors): Promise<void> {
  answers('a number from the CSV file', await call('1300'), SAYS('This range is shut'));
  answers('a block rings the extension by its digits', await call('1101'), RINGS('alice'));
  answers('  the next number the next extension', await call('1102'), RINGS('bob'));
  answers('  a number without extension goes on', await call('1177'), SAYS('Nobody has this number'));
  answers('  the single number in the block wins', await call('1100'), SAYS('We are closed'));
  answers('a range, its first number', await call('1200'), SAYS('This range is shut'));
  answers('  its last', await call('1249'), SAYS('This range is shut'));
  answers('  one after it is not in service', await call('1250'), SAYS('[^<]*not in service'));
  answers('a short number from a phone', await phone('600'), SAYS('Goodbye'));
  answers('  is none to an outside caller', await call('600'), SAYS('[^<]*not in service'));
}

async function times({ call }: Actors): Promise<void> {
  const at = async (what: string, number: string, when: string, expected: RegExp): Promise<void> =>
    answers(`${what}, ${when}`, await call(number, when), expected);
  await at('open', '1000', '2026-11-24 08:30', RINGS('front'));
  await at('not open yet', '1000', '2026-11-24 08:29', SAYS('We are closed'));
  await at('closed', '1000', '2026-11-24 17:30', SAYS('We are closed'));
  await at('weekend', '1000', '2026-11-28 10:00', SAYS('We are closed'));
  await at('holiday', '1000', '2026-12-25 10:00', SAYS('We are closed for the holiday'));
  await at('imported holiday', '1000', '2026-12-22 10:00', SAYS('We are closed for the holiday'));
  await at('special date', '1000', '2026-12-23 11:59', RINGS('front'));
  await at('special date, its end', '1000', '2026-12-23 12:00', SAYS('We are closed'));
  await at('over midnight', '1003', '2026-11-28 01:59', RINGS('front'));
  await at('over midnight, its end', '1003', '2026-11-28 02:00', SAYS('We are closed'));
  await at('clocks go forward at 02:00', '1004', '2026-10-04 01:59', RINGS('front'));
  await at('clocks have gone forward', '1004', '2026-10-04 03:00', RINGS('front'));
  await at('clocks have gone forward', '1004', '2026-10-04 05:00', SAYS('We are closed'));
  await at('clocks go back at 03:00', '1004', '2026-04-05 04:59', RINGS('front'));
  await at('clocks have gone back', '1004', '2026-04-05 05:00', SAYS('We are closed'));
}

async function callers({ call }: Actors): Promise<void> {
  const blocked = await call('1000', TUESDAY, '+61491570110');
  answers('a route refuses a caller of a list', blocked, /<Reject reason="busy"\/>/);
  answers('  `unless` the caller is a customer', await call('1000', TUESDAY, '+61491570157'), RINGS('alice'));
  answers('  anybody else', await call('1000'), RINGS('front'));
}

async function menus({ call, press }: Actors): Promise<void> {
  const menu = await call('1001');
  answers('a menu asks', menu, /<Gather.*For sales press 1, for French 2.*<\/Gather>/);
  answers('  a key', await press(menu, '1'), RINGS('front'));
  const wrong = await press(menu, '7');
  answers('  a wrong key', wrong, /<Gather.*Not one of the choices\..*For sales/);
  answers('  and another', await press(wrong, '7'), /We are closed.*<Hangup\/>/);
  const silent = await press(menu, '');
  answers('  silence', silent, /<Gather.*Nothing was pressed\..*For sales/);
  answers('  and silence again', await press(silent, ''), /Goodbye.*<Hangup\/>/);
  answers('  star says it again', await press(menu, '*'), /<Gather[^>]*><Say[^>]*>For sales/);
  const step = await press(menu, '2');
  answers('  a step in another language', step, /<Gather[^>]*><Say[^>]*Lea[^>]*>C’est la ligne d’aide\./);
  answers('  comes back in that language', await press(step, '5'), /<Say[^>]*Lea[^>]*>Au revoir\./);
  answers('  an extension that callers may dial', await press(menu, '201'), RINGS('alice'));
  const refused = await press(menu, '202');
  answers('  one that they may not', refused, /Not one of the choices/);
  const french = await call('1002');
  answers('a number has its language', french, /<Gather.*<Say[^>]*Lea[^>]*>Pour les ventes/);
  answers('  and its words in a prompt', await press(french, '2'), SAYS('C’est la ligne de Montréal'));
}

async function sounds(dev: Dev, { call }: Actors): Promise<void> {
  const played = await call('1005');
  const [, url = ''] = /<Play>([^<]+)<\/Play>/.exec(played) ?? [];
  answers('a sound file of the plan', played, /<Play>[^<]+<\/Play><Say[^>]*>Goodbye/);
  const fetched = await dev.get(url.replace(dev.url, ''));
  const whole = fetched.status === 200 && fetched.text === 'not really a sound';
  claim('  is there to be fetched', whole, `${url} → ${fetched.status}`);
  answers('messages follow one another', await call('1007'), /One\..*Two\..*Goodbye\..*<Hangup\/>/);
}

async function mailboxes(dev: Dev, { call }: Actors): Promise<void> {
  const ended = async (status: string): Promise<string> =>
    dev.follow(await call('1006'), 'action', { DialCallStatus: status });
  answers(
    'a mailbox greets by the reason: busy',
    await ended('busy'),
    /Alice is on another call\..*<Record /,
  );
  answers('  no answer', await ended('no-answer'), /Alice is away\..*<Record /);
  answers('  unreachable', await ended('failed'), /Her phone is off\..*<Record /);
  const record = (await ended('busy')).replace(/^.*(?=<Record )/s, '');
  const thanks = await dev.follow(record, 'action', { RecordingUrl: 'https://x', RecordingDuration: '9' });
  answers('  and thanks for the message', thanks, SAYS('[^<]*has been taken'));
}

await show(async () => {
  try {
    await commands();
    const dev = await startDev(place.path);
    try {
      const people = actors(dev);
      await numbers(people);
      await times(people);
      await callers(people);
      await menus(people);
      await sounds(dev, people);
      await mailboxes(dev, people);
    } finally {
      await dev.stop();
    }
  } finally {
    place.remove();
  }
});
