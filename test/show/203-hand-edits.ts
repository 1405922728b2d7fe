import { copyAcme, folder, run, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// An edit in the Console, in both of its forms, changes the next call, and `diff` reports it; a hand-made group works.

await show(async () => {
  const place = folder();
  copyAcme(place.path);
  const dev = await startDev(place.path);
  const call = (to: string) => dev.webhook('/incoming', { To: to });
  try {
    const before = await run(place.path, ['diff', 'dialplan/acme']);
    claim('diff is clean before', before.code === 0, `exit ${before.code}`);

    await dev.edit('numberConfig', '+61255501101', { type: 'client', uri: 'client:relief' });
    const bare = await call('+61255501101');
    claim('a bare edit is heard at once', bare.includes('<Client>relief</Client>'), brief(bare));

    await dev.edit('numberConfig', '+61255501102', {
      Data: { type: 'sip', uri: 'sip:relief@corporate.sip.twilio.com' },
    });
    const wrapped = await call('+61255501102');
    claim(
      'an edit in {"Data": …} is heard at once',
      wrapped.includes('sip:relief@corporate'),
      brief(wrapped),
    );

    await dev.edit('ringGroup', 'sales', {
      Data: {
        group: [{ name: 'Zoe', type: 'sip', destination: 'sip:zoe@corporate.sip.twilio.com', timeout: 12 }],
      },
    });
    const group = await call('+61255501001');
    claim('a hand-made group rings', /timeout="12"[^>]*><Sip>sip:zoe@/.test(brief(group)), brief(group));
    const after = await dev.follow(group, 'action', { DialCallStatus: 'no-answer' });
    claim('  and ends in words', /<Say.*<Hangup\/>/.test(after), brief(after));

    await dev.edit('ringGroup', 'night', {
      group: [{ name: 'A', type: 'number', destination: '+61491570110', timeout: 20 }],
    });
    const foreign = await dev.webhook('/ringGroup?ringGroupId=night', {});
    claim('a group that git does not know rings too', foreign.includes('+61491570110'), brief(foreign));

    const diff = await run(place.path, ['diff', 'dialplan/acme']);
    console.log(diff.text.replace(/^/gm, '     | '));
    claim('diff reports drift', diff.code === 4, `exit ${diff.code}`);
    for (const key of ['+61255501101', '+61255501102', 'sales', 'night']) {
      claim(`  it names ${key}`, diff.text.includes(key));
    }
    const refused = await run(place.path, ['reconcile', 'dialplan/acme']);
    claim('reconcile overwrites nothing that it was not told to', refused.code === 5, `exit ${refused.code}`);
    const still = await call('+61255501101');
    claim('  the edit is still live', still.includes('<Client>relief</Client>'));
  } finally {
    await dev.stop();
    place.remove();
  }
});
