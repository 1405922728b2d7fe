import { folder, run, startDev, write } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// An override that a permitted phone turns with a feature code closes the office on the next call and ends by itself at the next
// opening; another phone is refused. It outlives a reconcile and a renaming. The same by command and by hand.

const DAY = 24 * 60 * 60 * 1_000;

/** The next Tuesday that is a week away or more: live state that is set for it is still to come for the command line. */
function comingTuesday(): number {
  let day = Math.floor(Date.now() / DAY) + 7;
  while (new Date(day * DAY).getUTCDay() !== 2) day += 1;
  return day;
}

const date = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const tuesday = date(comingTuesday());
const wednesday = date(comingTuesday() + 1);

const NIGHT = 'night: {forces: {office: closed}, feature_code: "*28", by: [front], ends: next_opening}';

const plan = (override: string, words = 'We are closed.'): string => `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
sip: {domain: acme.sip.twilio.com}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
numbers: {"+61 2 5550 1000": main_line}
extensions:
  front: {dial: 201, sip_user: front, otherwise: closed}
  bob: {dial: 202, sip_user: bob, otherwise: closed}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}
overrides:
  ${override}
routes:
  main_line:
    - when: {open: office}
      to: front
    - otherwise: closed
messages:
  closed: {say: "${words}", then: hangup}
`;

await show(async () => {
  const place = folder();
  const file = 'dialplan/acme/dialplan.yaml';
  write(place.path, { [file]: plan(NIGHT) });
  const dev = await startDev(place.path);
  const dial = (user: string, code: string, at: string) =>
    dev.webhook(
      '/outgoing',
      { From: `sip:${user}@acme.sip.twilio.com`, To: `sip:${code}@acme.sip.twilio.com` },
      { 'X-Dialplan-At': at },
    );
  const call = (at: string) => dev.webhook('/incoming', { To: '+61255501000' }, { 'X-Dialplan-At': at });
  const command = async (...args: readonly string[]) => {
    const done = await run(place.path, args);
    console.log(done.text.trimEnd().replace(/^/gm, '     | '));
    return done;
  };
  const open = async (what: string, at: string): Promise<void> => {
    const answer = await call(at);
    claim(`${what}: ${at} rings`, answer.includes('<Sip>sip:front@'), brief(answer));
  };
  const closed = async (what: string, at: string): Promise<void> => {
    const answer = await call(at);
    claim(`${what}: ${at} is closed`, /<Say[^>]*>We (are|have) closed/.test(answer), brief(answer));
  };
  const edit = async (text: string): Promise<void> => {
    const from = dev.text().length;
    write(place.path, { [file]: text });
    await dev.printed(/live after \d+ ms/, from);
  };
  try {
    await open('before', `${tuesday} 12:00`);
    const refused = await dial('bob', '*28', `${tuesday} 12:00`);
    claim('another phone is refused', /<Say.*may not.*<Hangup\/>/.test(refused), brief(refused));
    await open('  and has switched nothing', `${tuesday} 12:01`);
    const outside = await dev.webhook('/incoming', { To: '*28' });
    claim('an outside caller cannot dial it', /<Say.*not in service/.test(outside), brief(outside));

    const switched = await dial('front', '*28', `${tuesday} 12:02`);
    claim('the phone is told', switched.includes('night is on until Wednesday 08:30.'), brief(switched));
    await closed('the next call', `${tuesday} 12:03`);
    const asked = await command('override', 'dialplan/acme', 'night');
    claim('the command sees it', asked.stdout.includes(`is on until ${wednesday} 08:30`));
    claim('  and who it was', asked.stdout.includes('by phone:front'));
    const status = await command('status', 'dialplan/acme');
    claim('status tells it', status.stdout.includes('override night is on until'));

    await edit(plan(NIGHT, 'We have closed.'));
    const again = await run(place.path, ['reconcile', 'dialplan/acme']);
    claim('a reconcile has nothing to do with it', again.code === 0 && again.text.includes('nothing to do'));
    await closed('after a release', `${tuesday} 12:04`);
    await closed('overnight', `${wednesday} 08:29`);
    await open('at the next opening', `${wednesday} 08:30`);

    const toggled = await dial('front', '*28', `${tuesday} 13:00`);
    claim('the code again ends it', toggled.includes('night is off.'), brief(toggled));
    await open('ended', `${tuesday} 13:01`);
    for (const _ of ['once', 'twice']) await dial('front', '*281', `${tuesday} 13:02`);
    await closed('the code and 1, twice', `${tuesday} 13:03`);
    await dial('front', '*280', `${tuesday} 13:04`);
    await open('the code and 0', `${tuesday} 13:05`);

    await command('override', 'dialplan/acme', 'night', 'on', '--until', `${wednesday} 10:00`);
    await closed('by command', `${wednesday} 09:59`);
    await open('until its time', `${wednesday} 10:00`);
    await command('override', 'dialplan/acme', 'night', '--off');
    await open('ended by command', `${wednesday} 09:00`);
    const wrong = await command('override', 'dialplan/acme', 'nigth', 'on');
    claim('a slip is answered', wrong.code === 2 && wrong.text.includes('did you mean `night`?'));

    await dev.edit('dialplan.acme.state', 'override:night', { Data: { state: 'on' } });
    await closed('by hand', `${wednesday} 09:00`);
    const diff = await run(place.path, ['diff', 'dialplan/acme']);
    claim('which is no drift', diff.code === 0, `exit ${diff.code}`);

    const renamed = NIGHT.replace('night:', 'after_hours:');
    write(place.path, { 'other/dialplan.yaml': plan(renamed) });
    const forgets = await command('diff', 'other');
    claim('diff says what would be forgotten', forgets.stderr.includes('DP6022') && forgets.code === 4);
    write(place.path, { 'other/dialplan.yaml': plan(renamed.replace('ends:', 'was: night, ends:')) });
    const keeps = await run(place.path, ['diff', 'other']);
    claim(
      '  and nothing with `was`',
      !keeps.text.includes('DP6022') && keeps.code === 4,
      `exit ${keeps.code}`,
    );
    await edit(plan(renamed.replace('ends:', 'was: night, ends:'), 'We have closed.'));
    await closed('renamed', `${wednesday} 09:00`);
    const off = await dial('front', '*28', `${wednesday} 09:01`);
    claim('the code ends what was on under the old name', off.includes('after hours is off.'), brief(off));
    await open('ended', `${wednesday} 09:02`);
  } finally {
    await dev.stop();
    place.remove();
  }
});
