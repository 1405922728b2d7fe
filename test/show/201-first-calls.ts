import { spawn } from 'node:child_process';
import { copyAcme, folder, startDev } from '../support/command-line.ts';
import { brief, claim, show } from './show.ts';

// `npm start`, then the curls that it prints: a call to a SIP phone, a client, a number and a group; each right.

/** Runs a printed line in a shell, as it would be pasted. */
const shell = (line: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', line.replace(/^curl/, 'curl -s')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });

const expected: readonly (readonly [title: RegExp, answer: RegExp])[] = [
  [
    /rings a SIP phone/,
    /<Dial answerOnBridge="true"[^>]*><Sip>sip:alice@acme\.sip\.twilio\.com\?User-to-User=CA\w+<\/Sip>/,
  ],
  [/rings a Twilio Client/, /<Dial [^>]*><Client>front_2<\/Client>/],
  [/dials another number/, /<Dial [^>]*callerId="\+61491570156"[^>]*><Number>\+61491570006<\/Number>/],
  [/rings a group/, /<Sip>sip:front_1@acme\.sip\.twilio\.com\?[^<]*<\/Sip><Client>front_2<\/Client>/],
  [/alice dials 202/, /callerId|<Sip>sip:bob@acme\.sip\.twilio\.com/],
];

await show(async () => {
  const place = folder();
  copyAcme(place.path);
  const started = performance.now();
  const dev = await startDev(place.path);
  try {
    claim('ready', true, `${Math.round(performance.now() - started)} ms after the command`);
    await dev.printed(/Ctrl-C ends/);
    const printed = [...dev.text().matchAll(/^# (.+)\n(curl .+)$/gm)];
    claim('it prints curls to try', printed.length >= 4, `${printed.length}`);
    for (const [title, answer] of expected) {
      const line = printed.find(([, each = '']) => title.test(each));
      const seen = line?.[2] === undefined ? 'no such curl' : await shell(line[2]);
      claim(line?.[1] ?? String(title), answer.test(seen), brief(seen));
    }
  } finally {
    await dev.stop();
    place.remove();
  }
});
