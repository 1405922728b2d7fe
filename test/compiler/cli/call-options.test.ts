import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import {
  behaviourOf,
  readActs,
  readPhones,
  readSeconds,
  withBehaviour,
} from '../../../compiler/cli/call-options.ts';
import type { Address } from '../../../compiler/simulate/script.ts';

const number: Address = { kind: 'number', value: '+61491570110' };
const alice: Address = { kind: 'sip', value: 'sip:alice@acme.sip.twilio.com' };
const bob: Address = { kind: 'client', value: 'bob' };

/** The behaviour of a line of options. */
const line = (...words: string[]) => {
  const command = withBehaviour(new Command('x'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return behaviourOf(command.parse(words, { from: 'user' }).opts());
};

describe('times', () => {
  it.each([
    ['3s', 3],
    ['40', 40],
    ['2m', 120],
    ['1m30s', 90],
    ['0s', 0],
  ])('%s', (text, seconds) => expect(readSeconds(text)).toBe(seconds));

  it.each(['', 's', '3h', 'soon', '-1', '1.5s', 'm'])('refuses `%s`', (text) => {
    expect(() => readSeconds(text)).toThrow('write 3s or 2m');
  });
});

describe('what a caller does', () => {
  it('is keys, silence and words', () => {
    expect(readActs('1, silence,12#,the sales team,"yes, please"')).toEqual([
      { does: 'press', keys: '1' },
      { does: 'silence' },
      { does: 'press', keys: '12#' },
      { does: 'say', words: 'the sales team' },
      { does: 'say', words: 'yes, please' },
    ]);
    expect(readActs('')).toEqual([]);
  });
});

describe('what a phone does', () => {
  const phone = (text: string, address: Address) => readPhones([text])(address);

  it.each(['busy', 'no_answer', 'unreachable', 'mailbox'])('%s', (does) => {
    expect(phone(`bob=${does}`, bob)).toEqual({ does });
  });

  it('answers after a time, with more if more is said', () => {
    expect(phone('bob=answers', bob)).toEqual({ does: 'answers', after: 3 });
    expect(phone('bob=answers:7s', bob)).toEqual({ does: 'answers', after: 7 });
    expect(phone('bob=answers:0s,presses:1,presses:22,hangs_up:40s', bob)).toEqual({
      does: 'answers',
      after: 0,
      presses: ['1', '22'],
      hangsUp: 40,
    });
    expect(phone('bob=answers:2s,transfers:sip:202@acme.sip.twilio.com@20s', bob)).toEqual({
      does: 'answers',
      after: 2,
      transfers: { to: 'sip:202@acme.sip.twilio.com', after: 20 },
    });
    expect(phone('bob=answers,transfers:+61255501102', bob)).toMatchObject({
      transfers: { to: '+61255501102', after: 5 },
    });
  });

  it('is meant by number, address, user or client', () => {
    const meant = (who: string) =>
      [number, alice, bob].map((each) => phone(`${who}=busy`, each).does === 'busy');
    expect(meant('+61 491 570 110')).toEqual([true, false, false]);
    expect(meant('61491570110')).toEqual([true, false, false]);
    expect(meant('alice')).toEqual([false, true, false]);
    expect(meant('sip:alice@acme.sip.twilio.com')).toEqual([false, true, false]);
    expect(meant('sip:alice')).toEqual([false, true, false]);
    expect(meant('sip:alice@other.sip.twilio.com')).toEqual([false, false, false]);
    expect(meant('bob')).toEqual([false, false, true]);
    expect(meant('client:bob')).toEqual([false, false, true]);
    expect(meant('default')).toEqual([true, true, true]);
  });

  it('is no_answer where nothing is said, and what is said of one goes before the default', () => {
    expect(readPhones([])(bob)).toEqual({ does: 'no_answer' });
    const phones = readPhones(['default=unreachable', 'bob=busy']);
    expect([phones(alice).does, phones(bob).does]).toEqual(['unreachable', 'busy']);
  });
});

describe('a line', () => {
  it('has it all', () => {
    const { phone, queue, ...rest } = line(
      '--press',
      '1,silence',
      '--phone',
      'bob=busy',
      '--phone',
      'alice=mailbox',
      '--hangs-up',
      '2m',
      '--queue',
      'answers:30s',
      '--header',
      'X-Account: 5',
      '--header',
      'User-to-User: abc;encoding=hex',
    );
    expect(rest).toEqual({
      acts: [{ does: 'press', keys: '1' }, { does: 'silence' }],
      hangsUp: 120,
      parameters: { 'SipHeader_X-Account': '5', 'SipHeader_User-to-User': 'abc;encoding=hex' },
    });
    expect([phone(bob), phone(alice)]).toEqual([{ does: 'busy' }, { does: 'mailbox' }]);
    expect(queue?.('any')).toEqual({ does: 'answers', after: 30 });
  });

  it('with nothing has a caller who waits, and phones that ring', () => {
    const { phone, ...rest } = line();
    expect(rest).toEqual({ acts: [], parameters: {} });
    expect(phone(number)).toEqual({ does: 'no_answer' });
  });

  it.each([
    ['--phone', 'bob'],
    ['--phone', 'bob=asleep'],
    ['--phone', 'bob=busy:3s'],
    ['--phone', 'bob=answers:soon'],
    ['--phone', 'bob=answers:3s,sings:1'],
    ['--hangs-up', 'later'],
    ['--queue', 'long'],
    ['--header', 'From: me'],
  ])('is refused: %s %s', (...words) => {
    expect(() => line(...words)).toThrow(CommanderError);
  });
});
