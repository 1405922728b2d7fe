import { describe, expect, test } from 'vitest';
import { chargesOf } from '../../../compiler/trace/cost.ts';
import { classify } from '../../../runtime/classify.ts';
import { HEAD } from '../../support/harness.ts';
import { every, play, playable, traced } from '../../support/imagined.ts';

const PLAN = `${HEAD}
numbers:
  "+61 2 5550 1000": main_line
  "+61 2 5550 1001": sales
  "+61 2 5550 1002": alice
short_numbers: {"600": sales}
unmapped: {extension: outbound}
classes_of_restriction:
  staff: {allow: [internal, emergency, mobile]}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}
overrides:
  night: {forces: {office: closed}, feature_code: "*28", by: [alice], ends: next_opening}
lists:
  blocklist: ["+61 499 999 999"]
routes:
  main_line:
    - when: {caller: blocklist}
      to: {reject: busy}
    - when: {open: office}
      to: main_menu
    - otherwise: office_mailbox
menus:
  main_menu:
    prompt: "For sales press 1."
    options: {1: sales}
    on_timeout: {after: 5s, to: office_mailbox}
    on_invalid: {retries: 1, to: office_mailbox}
    otherwise: office_mailbox
ring_groups:
  sales:
    strategy: sequential
    ring: 15s
    members: [alice, {number: "0412 345 678", confirm: true}]
    otherwise: office_mailbox
mailboxes:
  office_mailbox: {greeting: "Please leave a message.", notify: {webhook: "https://hooks.acme.example/v"}}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1000", otherwise: office_mailbox}
  bob: {dial: 202, client: bob, otherwise: office_mailbox}
`;

describe('a trace', () => {
  test('says which rule decided, which lost, who rang and how it ended', async () => {
    expect(
      await traced(PLAN, { to: '+61255501000', press: ['1'], phones: { alice: { does: 'busy' } } }),
    ).toMatchInlineSnapshot(`
      "  0:00  number +61255501000  plan/dialplan.yaml:9
        0:00  route main_line  plan/dialplan.yaml:23
                → open office (open: weekly hours tue 08:30-17:30, 2026-11-24 10:00 (Tue))  plan/dialplan.yaml:27
                  not caller blocklist: the caller is not in blocklist
        0:00  menu main_menu  plan/dialplan.yaml:30
        0:00    says "For sales press 1."
        0:03    the caller presses 1
                → key 1  plan/dialplan.yaml:32
        0:03  ring group sales  plan/dialplan.yaml:37
        0:03    rings alice for 15 s, shows +61400000000
        0:05    alice is busy
        0:05    rings +61412345678 for 15 s, shows +61400000000
        0:25    +61412345678 does not answer
                → on no answer  plan/dialplan.yaml:41
        0:25  mailbox office_mailbox  plan/dialplan.yaml:43
        0:25    says "Please leave a message."
        0:37    records a message of 10 s
        0:37    the caller hangs up
      ends in the mailbox office_mailbox, after 0:27
      "
    `);
  });

  test('cuts a long call in the middle', async () => {
    const text = await traced(PLAN, { to: '+61255501000', press: ['9', '9'], phones: {} });
    expect(text.split('\n').length).toBeLessThanOrEqual(31);
  });

  test('says why a phone may not dial', async () => {
    expect(await traced(PLAN, { from: 'bob', to: '0412345678' })).toMatchInlineSnapshot(`
      "  0:00  outbound +61412345678
                refused: client:bob may not make mobile calls
        0:00    says "Sorry, this phone may not call that number."
        0:04    hangs up
      ends refused, after 0:04
      "
    `);
  });
});

describe('an outcome', () => {
  const ends = async (imagined: Parameters<typeof play>[1]) => (await play(PLAN, imagined)).outcome.end;

  test.each([
    [
      'a phone that answers',
      { to: '+61255501001', phones: { alice: { does: 'answers', after: 4 } } },
      { kind: 'party', name: 'alice' },
    ],
    ['a mailbox', { to: '+61255501001' }, { kind: 'mailbox', name: 'office_mailbox' }],
    [
      'the mailbox of a mobile is no talk where somebody must accept',
      { to: '+61255501001', phones: { '0412 345 678': { does: 'mailbox' } } },
      { kind: 'mailbox', name: 'office_mailbox' },
    ],
    [
      'who accepts',
      { to: '+61255501001', phones: { '0412 345 678': { does: 'answers', after: 5, presses: ['1'] } } },
      { kind: 'party', name: '+61412345678' },
    ],
    ['a refusal before anything answers', { from: '+61499999999', to: '+61255501000' }, { kind: 'reject' }],
    ['a class that forbids it', { from: 'bob', to: '0412345678' }, { kind: 'refused' }],
    [
      'a class that allows it',
      { from: 'alice', to: '0412345678', phones: { '0412345678': { does: 'answers', after: 2 } } },
      { kind: 'party', name: '+61412345678' },
    ],
    [
      'an emergency',
      { from: 'bob', to: '000', phones: { default: { does: 'answers', after: 2 } } },
      { kind: 'emergency' },
    ],
    ['a caller who hangs up while it rings', { to: '+61255501001', hangsUp: 3 }, { kind: 'hangup' }],
    [
      'outside hours',
      { to: '+61255501000', at: '2026-11-28T10:00+11:00' },
      { kind: 'mailbox', name: 'office_mailbox' },
    ],
    ['an override', { to: '+61255501000', on: { night: 'on' } }, { kind: 'mailbox', name: 'office_mailbox' }],
  ] as const)('%s', async (_what, imagined, end) => {
    expect(await ends(imagined)).toEqual(end);
  });

  test('a transfer ends with whoever it was transferred to', async () => {
    const transfers = { to: 'sip:202@acme.sip.twilio.com', after: 10 };
    const runs = await every(playable(PLAN), {
      to: '+61255501002',
      phones: { alice: { does: 'answers', after: 3, transfers }, bob: { does: 'answers', after: 2 } },
    });
    expect(runs.map(({ outcome }) => outcome.end)).toEqual([
      { kind: 'party', name: 'bob' },
      { kind: 'party', name: 'bob' },
    ]);
  });

  test('what it costs in kind', async () => {
    const { played } = await play(PLAN, {
      to: '+61255501001',
      phones: { '+61412345678': { does: 'answers', after: 5, presses: ['1'], hangsUp: 65 } },
    });
    expect(chargesOf(played, playable(PLAN).plan, (number) => classify(number, 'AU'))).toEqual([
      { what: 'SIP', seconds: 0 },
      { what: 'mobile', number: '+61412345678', country: 'AU', seconds: 65 },
    ]);
  });
});
