import { copyAcme, type Dev, folder, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// The embedded Sync service answers 429, 500, garbage, or nothing: each webhook is answered with TwiML within three seconds,
// from the snapshot, and the way out is never opened by mistake. An emergency call needs no Sync at all.

const faults = {
  'fine, for comparison': undefined,
  '429, every time': { kind: 'error', code: 54009 },
  'HTTP 500': { kind: 'error', code: 20500 },
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
  for (const [name, fault] of Object.entries(faults)) {
    // Functions leave a failing Sync alone for ten seconds; each fault meets fresh ones.
    const dev = await startDev(place.path);
    try {
      await trouble(dev, name, fault);
    } finally {
      await dev.stop();
    }
  }
  place.remove();
});

async function trouble(dev: Dev, name: string, fault: object | undefined): Promise<void> {
  if (fault !== undefined) {
    await fetch(`${dev.sync}/_dialplan/faults`, { method: 'POST', body: JSON.stringify(fault) });
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
  const lines = dev.text().slice(from);
  const sources = [
    ...lines.matchAll(/\[(bundle|sync|warm|snapshot as Sync failed|snapshot|safe answer),/g),
  ].map(([, source]) => source);
  const stale = sources.filter((source) => source === 'snapshot as Sync failed').length;
  const told = `sources: ${[...new Set(sources)].join(', ')}`;
  claim('  the log says from where', fault === undefined ? stale === 0 : stale > 0, told);
}
