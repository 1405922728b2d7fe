import { launchFunctions } from '../../compiler/local/functions/launch.ts';
import { run } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// `dialplan call` drives an application that dialplan did not make: a PBX written by hand (test/support/old-style-pbx),
// served by twilio-run. Its faults are the usual ones; nobody has told the simulator of them.

const DOMAIN = 'acme.sip.twilio.com';
let calls = 0;

/** One call, as a person types it: what was printed, and how the command ended. */
async function dialled(url: string, ...args: string[]): Promise<{ text: string; code: number | null }> {
  calls += 1;
  const { stdout, stderr, code } = await run(process.cwd(), ['call', url, ...args]);
  return { text: `${stdout}${stderr}`, code };
}

/** A claim that is seen in what was printed, which is shown when it is not. */
function sees(what: string, { text }: { text: string }, ...wanted: readonly (string | RegExp)[]): void {
  const missing = wanted.filter((each) =>
    typeof each === 'string' ? !text.includes(each) : !each.test(text),
  );
  const last = text.split('\n').find((line) => line.startsWith('after ')) ?? '';
  claim(what, missing.length === 0, missing.length === 0 ? last : `no ${missing.join(', ')} in\n${text}`);
}

async function groups(url: string): Promise<void> {
  const answered = await dialled(
    `${url}/ringGroup`,
    '--phone',
    'alice=busy',
    '--phone',
    'bob=answers:4s,hangs_up:30s',
  );
  sees(
    'a ring group: the first is busy, the second answers',
    answered,
    /2 s {2}sip:alice@\S+ is busy/,
    /6 s {2}the caller talks with sip:bob@/,
  );
  claim('  exit 0', answered.code === 0, `${answered.code}`);

  const exhausted = await dialled(`${url}/ringGroup`);
  sees(
    'FAULT FOUND a group that is exhausted ends in silence',
    exhausted,
    'the dial ends: no-answer',
    'after 35 s the line went dead, and the caller was not told why',
  );
  const every = await dialled(
    `${url}/ringGroup?ringGroupId=mobiles`,
    '--phone',
    '+61491570110=mailbox',
    '--phone',
    'bob=answers:4s',
    '--every',
  );
  sees(
    'a mailbox answers for a mobile phone and cannot press 1: three possibilities',
    every,
    'possibility 3 of 3',
  );
  const [, , , canceled = ''] = every.text.split(/^possibility \d of 3/m);
  sees(
    'FAULT FOUND where Twilio says `canceled`, the group listens for `cancelled`: silence',
    { text: canceled },
    'the dial ends: canceled',
    'the line went dead, and the caller was not told why',
  );
  const [, completed = ''] = every.text.split(/^possibility \d of 3/m);
  sees(
    'FAULT FOUND where Twilio says `completed`, the group takes the mailbox for a talk: silence',
    { text: completed },
    'the dial ends: completed',
    'the line went dead, and the caller was not told why',
  );
  claim('  with `no-answer` it rings on', /no-answer[\s\S]*talks with sip:bob@/.test(every.text));
}

async function transfers(url: string): Promise<void> {
  const alice = (to: string) => [
    '--to',
    '+61255501101',
    '--phone',
    `+61255501101=answers:3s,transfers:${to}@20s`,
  ];
  const good = await dialled(
    `${url}/callToSIPwithRefer`,
    ...alice(`sip:+61255501102@${DOMAIN}`),
    '--phone',
    'client:bob=answers:5s,hangs_up:60s',
  );
  sees(
    'a REFER to a number of the table',
    good,
    /23 s {2}sip:\+61255501101@\S+ transfers the caller/,
    /28 s {2}\S+ is out of the call/,
    /28 s {2}the caller talks with client:bob/,
  );
  const nobody = await dialled(`${url}/callToSIPwithRefer`, ...alice(`sip:+61255501103@${DOMAIN}`));
  sees(
    'a REFER that nobody answers: the caller is back with the phone',
    nobody,
    /58 s {2}the caller is back with sip:\+61255501101@/,
  );
  const extension = await dialled(`${url}/callToSIPwithRefer`, ...alice(`sip:1001@${DOMAIN}`));
  sees(
    'FAULT FOUND a REFER to extension 1001 dials +1001 on the public network',
    extension,
    'rings +1001 for',
  );
  const twice = await dialled(
    `${url}/callToSIPwithRefer`,
    ...alice(`sip:+61255501101@${DOMAIN}`),
    '--phone',
    'alice=answers:2s,transfers:+61255501102@10s',
  );
  sees('FAULT FOUND a call that was transferred cannot be transferred again', twice, '! 13802');
}

async function menus(url: string): Promise<void> {
  const support = await dialled(`${url}/menu`, '--press', 'silence,1', '--phone', 'alice=answers:3s');
  sees(
    'a menu: silence repeats it, 1 rings the group',
    support,
    /does nothing[\s\S]*presses 1[\s\S]*talks with sip:alice@/,
  );
  const sales = await dialled(
    `${url}/menu`,
    '--press',
    '2',
    '--phone',
    '+61491570110=answers:3s,hangs_up:30s',
    '--hangs-up',
    '90s',
  );
  sees(
    'FAULT FOUND after a good talk the caller is told that nobody is available',
    sales,
    /hangs up[\s\S]*said "Nobody is available/,
  );
  const silent = await dialled(`${url}/menu`);
  sees('FAULT FOUND who says nothing hears the menu for ever', silent, 'it would go on for ever');
  claim('  exit 3', silent.code === 3, `${silent.code}`);
  const refused = await dialled(
    `${url}/callToPSTNwithRefer`,
    '--from',
    `sip:alice@${DOMAIN}`,
    '--to',
    `sip:reception@${DOMAIN}`,
  );
  sees(
    'FAULT FOUND a SIP phone that dials a name: an application error',
    refused,
    '! 11200',
    'application error',
  );
  claim('  exit 3', refused.code === 3, `${refused.code}`);
}

await show(async () => {
  const functions = await launchFunctions({
    directory: 'test/support/old-style-pbx',
    environment: { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: '0'.repeat(32), SIP_DOMAIN_URI: DOMAIN },
    hear: () => undefined,
  });
  try {
    const started = performance.now();
    await groups(functions.url);
    await transfers(functions.url);
    await menus(functions.url);
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `\n${calls} calls, each its own command, in ${seconds.toFixed(1)} s. The group that nobody answers:\n`,
    );
    console.log((await dialled(`${functions.url}/ringGroup`)).text);
  } finally {
    await functions.stop();
  }
});
