import { describe, expect, test } from 'vitest';
import { judge } from '../../../compiler/plan-tests/judge.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';
import { play, playable } from '../../support/imagined.ts';
import { verdicts } from '../../support/tested.ts';

const PLAN = `${HEAD}
languages: {en: {}, fr: {}}
numbers:
  "+61 2 5550 1000": main_menu
  "+61 2 5550 1001": sales
  "+61 2 5550 1002": {reject: busy}
  "+61 2 5550 1003": standup
  "+61 2 5550 1004": {number: "0412 345 678"}
short_numbers: {"600": standup}
menus:
  main_menu:
    prompt: "Welcome to Acme. For sales press 1, for “Bob’s” desk press 2."
    options: {1: sales, 2: bob, 3: standup}
    on_timeout: {after: 5s, to: office_mailbox}
    on_invalid: {retries: 1, to: office_mailbox}
ring_groups:
  sales: {strategy: sequential, ring: 15s, members: [alice, bob], otherwise: reception}
  reception: {strategy: simultaneous, ring: 25s, members: [alice, bob], otherwise: office_mailbox}
conferences:
  standup: {greeting: "Welcome to the standup.", otherwise: office_mailbox}
mailboxes:
  office_mailbox: {greeting: "Please leave a message.", notify: {webhook: "https://hooks.acme.example/v"}}
classes_of_restriction:
  staff: {allow: [internal, emergency, mobile]}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1000", otherwise: office_mailbox}
  bob: {dial: 202, client: bob, otherwise: office_mailbox}
tests:
`;

/** One test of one call to the menu's number at ten, each part as it stands in braces. */
const judged = (call: string, expected: string): Promise<string> =>
  verdicts(
    `${PLAN}  - name: x\n    call: {from: "+61 400 000 000", at: "2026-11-24 10:00", ${call}}\n    expect: {${expected}}\n`,
  );

const passes = async (call: string, expected: string): Promise<void> => {
  expect(await judged(call, expected)).toBe('passes x\n');
};

/** What is told of a failing test, without the place. */
const told = async (call: string, expected: string): Promise<string> =>
  (await judged(call, expected)).replace(/^fails {2}x\n/, '').replace(/^ {2}(\w+) \d+:\d+ /gm, '$1 ');

const SALES = 'to: "+61 2 5550 1001"';
const MENU = 'to: "+61 2 5550 1000"';

describe('rings', () => {
  test('all of them, in order, together where they stand in a list', async () => {
    await passes(SALES, 'rings: [alice, bob, [bob, alice]]');
    await passes(SALES, 'rings: [{phone: alice, for: 15s}, bob, [{phone: alice, for: 25s}, bob]]');
    await passes(SALES, 'rings: [{any_order: [bob, alice]}, [alice, bob]]');
    await passes('to: "+61 2 5550 1002"', 'rings: []');
  });

  test('differ at the first that is not as expected', async () => {
    const rings = 'rings alice for 15 s, bob for 15 s, alice for 25 s + bob for 25 s';
    expect(await told(SALES, 'rings: [bob, alice, [alice, bob]]')).toBe(
      `DP7001 expects that it rings bob, alice, alice + bob; it ${rings}\n`,
    );
    expect(await told(SALES, 'rings: [alice, bob]')).toContain(`it ${rings}`);
    expect(await told(SALES, 'rings: [alice, bob, [alice, bob], alice]')).toContain(`it ${rings}`);
    expect(await told(SALES, 'rings: [[alice, bob], [alice, bob]]')).toContain(`it ${rings}`);
    expect(await told(SALES, 'rings: [{phone: alice, for: 14s}, bob, [alice, bob]]')).toContain(
      'expects that it rings alice for 14 s, bob',
    );
    expect(await told(SALES, 'rings: []')).toContain('expects that it rings nobody');
    expect(await told(SALES, 'rings: [alice, {any_order: [alice, bob]}]')).toContain('in any order');
    expect(await judged(SALES, 'rings: [alice, bob, bob]')).toContain('\n  DP7001 37:34 ');
  });

  test('any order takes each phone once', async () => {
    expect(await told(SALES, 'rings: [{any_order: [alice, alice]}, [alice, bob]]')).toContain('DP7001');
  });

  test('phones that must not ring', async () => {
    await passes(`${SALES}, phones: {alice: {answers: 2s}}`, 'never_rings: [bob, 0412 345 678]');
    expect(await told(SALES, 'never_rings: [bob]')).toBe(
      'DP7002 expects that it never rings bob; it rings bob after 20 s\n',
    );
  });
});

describe('the way and the words', () => {
  test('places in their order, with others between', async () => {
    await passes(`${MENU}, press: [1]`, 'through: [main_menu, reception, office_mailbox]');
    expect(await told(`${MENU}, press: [1]`, 'through: [reception, sales]')).toBe(
      'DP7003 expects that it goes through ring_group:sales; it comes to menu:main_menu, ring_group:sales, ring_group:reception, mailbox:office_mailbox\n',
    );
    expect(await told('to: "+61 2 5550 1002"', 'through: sales')).toContain('comes to no place with a name');
  });

  test('parts of what is heard, in order; case, spaces and typographic marks do not count', async () => {
    await passes(MENU, `hears: ["welcome  to ACME", 'for "bob''s" desk', "Please leave a message."]`);
    await passes(MENU, 'hears: [press 1, press 2]');
    expect(await told(MENU, 'hears: [press 2, press 1]')).toBe(
      'DP7004 expects that it hears "press 1"; it hears "Welcome to Acme. For sales press 1, for “Bob’s” desk press 2.", "Please leave a message."\n',
    );
    expect(await told(MENU, 'hears: [Welcome to Acme, Welcome to Acme]')).toContain('DP7004');
    expect(await told('to: "+61 2 5550 1002"', 'hears: Hello')).toContain('it hears nothing');
  });
});

describe('ends', () => {
  test('at a phone, a number, a mailbox, a conference, or by a word', async () => {
    await passes(`${MENU}, press: [2], phones: {bob: {answers: 2s}}`, 'ends: bob');
    await passes(`${MENU}, press: [2]`, 'ends: office_mailbox');
    await passes('to: "+61 2 5550 1002"', 'ends: reject');
    await passes('to: "+61 2 5550 1003"', 'ends: standup, rings: []');
    await passes('to: "+61 2 5550 1004", phones: {"0412 345 678": {answers: 2s}}', 'ends: 0412 345 678');
    await passes('to: "+61 2 5550 1009"', 'ends: hangup');
  });

  test('differ', async () => {
    expect(await told(`${MENU}, press: [2]`, 'ends: bob')).toBe(
      'DP7005 expects that it ends with bob; it ends in the mailbox office_mailbox\n',
    );
    expect(await told(`${MENU}, press: [3]`, 'ends: office_mailbox')).toBe(
      'DP7005 expects that it ends in the mailbox office_mailbox; it ends in the conference standup\n',
    );
    expect(await told(`${MENU}, press: [2]`, 'ends: standup')).toBe(
      'DP7005 expects that it ends in the conference standup; it ends in the mailbox office_mailbox\n',
    );
    expect(await told('to: "+61 2 5550 1002"', 'ends: hangup')).toBe(
      'DP7005 expects that it ends with hangup; it ends with reject\n',
    );
  });

  test('at a mailbox only with a message', async () => {
    await passes(`${MENU}, press: [silence, It is me.]`, 'ends: office_mailbox');
    expect(await told(`${MENU}, press: [silence, silence]`, 'ends: office_mailbox')).toBe(
      'DP7005 expects that it ends in the mailbox office_mailbox; it ends with hangup\n',
    );
  });

  test('a caller who hangs up ends it where they are', async () => {
    await passes(`${SALES}, hangs_up: 18s`, 'rings: [alice], ends: hangup');
  });
});

describe('the number that is shown, and the time', () => {
  test('what outside numbers see counts, else what phones do', async () => {
    await passes('to: "+61 2 5550 1004"', 'caller_id: "+61 400 000 000"');
    await passes(SALES, 'caller_id: "+61 400 000 000"');
    expect(await told('to: "+61 2 5550 1004"', 'caller_id: withheld')).toBe(
      'DP7006 expects that it shows withheld; it shows +61400000000\n',
    );
    expect(await told('to: "+61 2 5550 1002"', 'caller_id: withheld')).toContain('it rings nobody');
  });

  test('how long it takes to where it ends, with the seconds that Twilio adds', async () => {
    await passes(`${SALES}, phones: {bob: {answers: 3s}}`, 'within: 23s');
    expect(await told(`${SALES}, phones: {bob: {answers: 3s}}`, 'within: 22s')).toBe(
      'DP7007 expects that it is where it ends within 22 s; it needs 23 s\n',
    );
  });
});

test('all that differs in one call is told, and each call of several is judged', async () => {
  const text = `${PLAN}  - name: several
    calls:
      - {from: "+61 400 000 000", to: "+61 2 5550 1001", at: "2026-11-24 10:00", rings: [bob], ends: bob, hears: Goodbye}
      - {from: alice, to: "202", at: "2026-11-24 10:05", ends: alice}
`;
  expect((await verdicts(text)).match(/DP\d+/g)).toEqual(['DP7001', 'DP7004', 'DP7005', 'DP7005']);
});

test('a bad end fails every test, whatever it asks for', async () => {
  const compiled = compilePlan(
    `${PLAN}  - name: x\n    call: {from: withheld, to: "+61 2 5550 1000", at: "2026-11-24 10:00"}\n    expect: {rings: []}\n`,
  );
  const { people } = playable(compiled);
  const { outcome } = await play(compiled, { from: 'withheld', to: '+61255501000' });
  const [call] = compiled.plan?.tests[0]?.calls ?? [];
  const ends = (['silence', 'application_error', 'endless'] as const).flatMap((what) =>
    call === undefined ? [] : judge(call, { ...outcome, end: { kind: 'fault', what } }, people),
  );
  expect(ends.map(({ code, expected, actual }) => `${code} ${expected}: ${actual}`)).toEqual([
    'DP7008 ends well: ends in a dead line, and the caller has heard nothing',
    'DP7008 ends well: ends with the words of Twilio that an application error has occurred',
    'DP7008 ends well: goes round for ever',
  ]);
});

test('an emergency service answers, unless a test says otherwise', async () => {
  const emergency = (phones: string): Promise<string> =>
    verdicts(
      `${PLAN}  - name: x\n    call: {from: bob, to: "000", at: "2026-11-24 10:00", ${phones}}\n    expect: {ends: emergency, caller_id: "+61 2 5550 1000"}\n`,
    );
  expect(await emergency('phones: {default: busy}')).toBe('passes x\n');
  expect(await emergency('phones: {"000": busy}')).toContain('ends with hangup');
});
