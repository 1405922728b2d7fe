import { describe, expect, it } from 'vitest';
import { check, codesOf, HEAD } from '../support/harness.ts';

/** One slip, one message: what only follows from a reported fault is kept quiet. */

const PLAN = `${HEAD}numbers:
  "+61 2 5550 1000": reception
  "+61 2 5550 1101": alice
  "+61 2 5550 1102": bob
  "+61 2 5550 1103": {to: carol, label: Carol}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, otherwise: reception}
  bob:
    dial: 202
    client: bob
    class: staff
    otherwise: closed
  carol:
    dial: 203
    sip_user: carol
    otherwise: bob
ring_groups:
  reception:
    strategy: simultaneous
    ring: 25s
    members: [alice, bob, carol]
    otherwise: closed
messages:
  closed: {say: "Nobody can take your call at the moment.", then: hangup}
classes_of_restriction:
  staff: {allow: [internal, emergency]}
`;

const edited = (from: string, to: string): string => {
  expect(PLAN).toContain(from);
  return PLAN.replace(from, to);
};

it('the plan itself is right', () => expect(codesOf(PLAN)).toEqual([]));

describe('a section', () => {
  it.each([
    ['extensions:', 'extentions:'],
    ['extensions:', 'phones:'],
    ['ring_groups:', 'ring-group:'],
    ['classes_of_restriction:', 'class_of_restriction:'],
    ['messages:', 'mesages:'],
    ['numbers:\n', 'number:\n'],
    ['emergency:', 'emergncy:'],
    ['country:', 'contry:'],
  ])('%s misspelt as %s', (from, to) => expect(codesOf(edited(from, to))).toEqual(['DP2002']));

  it('that stands twice', () =>
    expect(
      codesOf(
        `${PLAN}messages:\n  night: {say: "Good night.", then: hangup}\nshort_numbers: {"300": night}\n`,
      ),
    ).toEqual(['DP1003']));
});

describe('an entry', () => {
  it('with a name that none can have is known by the name that was meant', () => {
    expect(codesOf(edited('  bob:\n', '  Bob:\n'))).toEqual(['DP2006']);
    expect(codesOf(edited('  "+61 2 5550 1102": bob', '  "+61 2 5550 1102": nobody'))).toEqual(['DP3001']);
  });

  it('with a misspelt key lacks nothing beside it', () => {
    expect(codesOf(edited('sip_user: alice', 'sip_usr: alice'))).toEqual(['DP2003']);
    expect(codesOf(edited('    sip_user: carol', '    sip_usr: carol'))).toEqual(['DP2003']);
    expect(codesOf(edited('    members:', '    membrs:'))).toEqual(['DP2003']);
    expect(codesOf(edited('    sip_user: carol', '    colour: red'))).toEqual(['DP2013', 'DP2003']);
  });

  it('that was pasted into another one', () => {
    const again = '    dial: 204\n    client: dora\n    class: staff\n    otherwise: closed\n';
    expect(codesOf(edited('  carol:\n', `${again}  carol:\n`))).toEqual(['DP1003']);
  });

  it('that stands twice, in one file or in two', () => {
    const again = '  bob:\n    dial: 202\n    client: bob\n    otherwise: closed\n';
    expect(codesOf(edited('  carol:\n', `${again}  carol:\n`))).toEqual(['DP1003']);
    expect(codesOf({ 'dialplan.yaml': PLAN, 'more.yaml': `extensions:\n${again}` })).toEqual(['DP2010']);
  });

  it('whose keys are not indented', () => {
    const text = edited(
      '    dial: 203\n    sip_user: carol\n    otherwise: bob',
      '  dial: 203\n  sip_user: carol\n  otherwise: bob',
    );
    expect(codesOf(text)).toEqual(['DP2004']);
    expect(check(text)).toContain('help: indent `dial`, `sip_user`, `otherwise` deeper than `carol`');
  });
});

describe('one space too few', () => {
  it.each([
    ['    dial: 202', '   dial: 202'],
    ['    client: bob', '   client: bob'],
    ['  bob:\n', ' bob:\n'],
    ['  carol:\n', ' carol:\n'],
    ['    members:', '   members:'],
    ['  "+61 2 5550 1102": bob', ' "+61 2 5550 1102": bob'],
  ])('%j as %j', (from, to) => expect(codesOf(edited(from, to))).toEqual(['DP1001']));

  it('in two sections is two faults', () => {
    const text = edited('    client: bob', '   client: bob').replace('    members:', '   members:');
    expect(codesOf(text)).toEqual(['DP1001', 'DP1001']);
  });
});

it('what is suggested for a number that leads nowhere may stand there', () => {
  const text = edited('  "+61 2 5550 1102": bob', '  "+61 2 5550 1102": elsewhere');
  const help = /^help: define `elsewhere`, or write `(.*)`$/m.exec(check(text))?.[1] ?? '';
  expect(help).toContain('then: hangup');
  expect(codesOf(text.replace('elsewhere', help.replace('…', 'Hello.')))).toEqual([]);
});
