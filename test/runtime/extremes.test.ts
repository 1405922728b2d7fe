import { expect, it } from 'vitest';
import { classify } from '../../runtime/classify.ts';
import { handle } from '../../runtime/handler.ts';
import type { Program } from '../../runtime/program.ts';
import { SyncStore } from '../../runtime/sync-store.ts';
import { judgeTwiml } from '../support/fuzz/twiml-rules.ts';
import { bundle, program } from '../support/program.ts';

// Answers stay within what Twilio takes and callers hear, whatever a caller sends and a plan says.

const lines: string[] = [];
const post = (plan: Program, parameters: { readonly [name: string]: unknown }): Promise<string> =>
  handle(
    'incoming',
    { CallSid: 'CA1', ...parameters },
    { AUTH_TOKEN: 'k' },
    {
      bundle,
      store: new SyncStore(),
      snapshot: () => plan,
      classify: (number) => classify(number, 'AU'),
      log: (line) => lines.push(line),
    },
  );

const MAILBOX: Program = {
  ...program,
  numbers: { '+61255501000': { to: 'mailbox:office' } },
  nodes: {
    'mailbox:office': {
      kind: 'mailbox',
      greetings: {},
      maxLength: 120,
      silence: 5,
      transcribe: true,
      notify: { webhook: 'https://hooks.example/x' },
      exits: {},
    },
  },
};

it.each([
  ['a SIP name', `sip:${'漢'.repeat(4_000)}@carrier.example`],
  ['a host', `sip:x@${'漢'.repeat(4_000)}`],
  ['a client', `client:${'😀'.repeat(2_000)}`],
])('%s of any length can leave a message', async (_name, From) => {
  const document = await post(MAILBOX, { From, To: '+61255501000' });
  expect(judgeTwiml(document).faults).toEqual([]);
  expect(document).toContain('<Record');
});

it('a document is measured in bytes, as Twilio does', async () => {
  const words = { say: { en: '漢'.repeat(2_900) } };
  const plan: Program = {
    ...program,
    numbers: { '+61255501000': { to: { kind: 'message', prompt: Array(8).fill(words), exits: {} } } },
  };
  const document = await post(plan, { From: '+61491570156', To: '+61255501000' });
  expect(judgeTwiml(document).faults).toEqual([]);
  expect(lines.at(-1)).toContain('bytes');
});

it('words that come to nothing, a variable that the call does not have, are not silence', async () => {
  const message = { kind: 'message', prompt: [{ say: { en: '{{brand}}' } }], exits: {} } as const;
  const plan: Program = { ...program, numbers: { '+61255501000': { to: message } } };
  const document = await post(plan, { From: '+61491570156', To: '+61255501000' });
  expect(judgeTwiml(document).faults).toEqual([]);
  expect(document).toMatch(/<Say [^>]*>[^<]*not in service[^<]*<\/Say><Hangup\/>/);
});
