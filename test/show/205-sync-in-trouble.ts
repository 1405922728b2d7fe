import { copyAcme, folder, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// The embedded Sync service answers 429, 500, garbage, or nothing: each webhook is answered with TwiML within three seconds,
// from the snapshot, and the way out is never opened by mistake. An emergency call needs no Sync at all.

const faults = {
  'fine, for comparison': undefined,
  '429, every time': { kind: 'error', code: 54009 },
  '500': { kind: 'error', code: 20500 },
  garbage: { kind: 'garbage' },
  'a closed connection': { kind: 'reset' },
  'nothing at all': { kind: 'silent' },
} as const;

const DOMAIN = 'acme.sip.twilio.com';

/** What is asked, and what must be heard whatever happens to Sync. */
const calls = [
  ['a call to a group', '/incoming', { To: '+61255501001' }, 'sip:alice@', '<Say'],
  ['an unlisted number stays shut', '/incoming', { To: '+61299990000' }, 'not in service', '<Dial'],
  [
    'a class still holds',
    '/outgoing',
    { From: `sip:front_1@${DOMAIN}`, To: '0491570110' },
    'may not call',
    '<Dial',
  ],
  [
    'a transfer by a stranger still does not',
    '/callTransfer',
    { ReferTransferTarget: '0491570110' },
    'may not be transferred',
    '<Dial',
  ],
  ['the group by its webhook', '/ringGroup', {}, 'sip:bob@', '<Say'],
  [
    '000 from a phone',
    '/outgoing',
    { From: `sip:alice@${DOMAIN}`, To: `sip:000@${DOMAIN}` },
    '<Number>000</Number>',
    'nothing',
  ],
] as const;

await show(async () => {
  const place = folder();
  copyAcme(place.path);
  const dev = await startDev(place.path);
  const control = `${dev.sync}/_dialplan/faults`;
  try {
    for (const [name, fault] of Object.entries(faults)) {
      await fetch(control, { method: 'DELETE' });
      if (fault !== undefined) {
        await fetch(control, { method: 'POST', body: JSON.stringify(fault) });
      }
      let slowest = 0;
      const wrong: string[] = [];
      const from = dev.text().length;
      for (const [what, path, form, expected, never] of calls) {
        const started = performance.now();
        const answer = await dev.webhook(path, form);
        slowest = Math.max(slowest, performance.now() - started);
        if (!answer.includes(expected) || answer.includes(never)) wrong.push(`${what}: ${brief(answer)}`);
      }
      claim(
        `Sync answers ${name}: ${calls.length} calls as they should be`,
        wrong.length === 0,
        wrong.join('; '),
      );
      claim('  within 3 s', slowest < 3_000, `the slowest took ${Math.round(slowest)} ms`);
      const sources = [
        ...dev
          .text()
          .slice(from)
          .matchAll(/\[(bundle|sync|warm|snapshot|stale|safe)/g),
      ].map(([, source]) => source);
      const told = `sources: ${[...new Set(sources)].join(', ')}`;
      claim(
        '  the log says from where',
        fault === undefined ? !sources.includes('stale') : sources.includes('stale'),
        told,
      );
      await fetch(control, { method: 'DELETE' });
      if (fault !== undefined)
        await settled(() => dev.webhook('/incoming', { To: '+61255501001' }), dev.text);
    }
  } finally {
    await dev.stop();
    place.remove();
  }
});

/** Asks until the Functions, which leave a failing Sync alone for ten seconds, are back on it. */
async function settled(ask: () => Promise<string>, text: () => string): Promise<void> {
  for (;;) {
    const from = text().length;
    await ask();
    for (let look = 0; look < 20 && !/\[(sync|stale)/.test(text().slice(from)); look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    if (/\[sync/.test(text().slice(from))) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
