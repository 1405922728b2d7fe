import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, workplace } from './run-main.ts';

let place: ReturnType<typeof workplace>;
beforeAll(() => {
  place = workplace();
});
afterAll(() => place.away());

const AT = ['--at', '2026-11-24 10:00'] as const;
const trace = (...args: readonly string[]) => run(place.cwd, ['trace', 'acme', ...args]);

describe('dialplan trace', () => {
  it('tells a call in at most 30 lines, with the lines of the plan', async () => {
    const { exit, out } = await trace('--to', '02 5550 1001', '--phone', 'alice=busy', ...AT);
    expect(exit).toBe(0);
    expect(out.split('\n').length).toBeLessThanOrEqual(31);
    expect(out).toContain('calls +61255501001 (dialled 02 5550 1001)');
    expect(out).toMatch(/ring group sales {2}acme\/groups\.yaml:\d+/);
    expect(out).toContain('alice is busy');
    expect(out).toMatch(/ends in the mailbox sales_mailbox, after \d:\d\d\n/);
    expect(out).toContain('mobile +61412345678 (not answered, AU)');
  });

  it('says everything to a program', async () => {
    const { exit, out } = await trace('--to', '0255501001', '--format', 'json', ...AT);
    const [way] = JSON.parse(out).ways;
    expect(exit).toBe(0);
    expect(way.ends).toBe('sales_mailbox');
    expect(way.rings.map((group: readonly { name: string }[]) => group.map(({ name }) => name))).toEqual([
      ['alice'],
      ['bob'],
      ['+61412345678'],
    ]);
    expect(way.steps[0].turns[0]).toMatchObject({ at: 'number:+61255501001', file: 'acme/numbers.yaml' });
  });

  it('shows what each webhook is answered', async () => {
    const { out } = await trace('--to', '0255501001', '--twiml', ...AT);
    expect(out).toMatch(/<Response><Dial answerOnBridge="true" timeout="15"/);
  });

  it('judges what phones dial by their class', async () => {
    const refused = await trace('--from', 'front_1', '--to', '0412 345 678', ...AT);
    expect(refused.out).toContain('ends refused');
    const allowed = await trace(
      '--from',
      'alice',
      '--to',
      '0412 345 678',
      '--phone',
      'default=answers:2s',
      ...AT,
    );
    expect(allowed.out).toContain('ends with +61412345678, after 0:02');
    const emergency = await trace('--from', 'front_1', '--to', '000', '--phone', 'default=answers:1s', ...AT);
    expect(emergency.out).toContain('ends with the emergency service');
    const busy = await trace('--from', 'front_1', '--to', '000', '--phone', '000=busy', ...AT);
    expect(busy.out).toContain('000 is busy');
  });

  it('follows a transfer, and says that it is the same however Twilio behaves', async () => {
    const phone = 'alice=answers:3s,transfers:sip:202@acme.sip.twilio.com@20s';
    const { out } = await trace('--to', '0255501101', '--phone', phone, '--phone', 'bob=answers:4s', ...AT);
    expect(out).toContain('alice transfers the caller to sip:202@acme.sip.twilio.com');
    expect(out).toMatch(/ends with bob, after 0:2\d\n/);
  });

  it('draws the way of the call', async () => {
    const { exit, err } = await trace('--to', '0255501001', '--picture', 'way.svg', ...AT);
    expect([exit, err]).toEqual([0, 'wrote way.svg\n']);
    const drawn = readFileSync(join(place.cwd, 'way.svg'), 'utf8');
    expect(drawn).toMatch(/^<svg xmlns/);
    expect((await run(place.cwd, ['graph', 'acme', 'sales', '--format', 'svg'])).out).not.toBe(drawn);
  });

  it('says how a call fares in the course of a year', async () => {
    writeFileSync(
      join(place.cwd, 'acme/hours.yaml'),
      'schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, special_dates: {"2027-12-25": holiday, "2027-03-26": closed}}}\n' +
        'routes: {day: [{when: {open: office}, to: reception}, {otherwise: closed}]}\n' +
        'short_numbers: {"600": day}\n',
    );
    const { out } = await trace('--from', 'alice', '--to', '600', '--year', '2027');
    expect(out).toBe(
      [
        '600 in 2027, Australia/Sydney; nobody answers, nothing is pressed',
        '',
        'A  otherwise: ends with a hang-up',
        'B  open office: ends in the mailbox office_mailbox',
        '',
        'mon-fri   00:00 A  08:30 B  17:30 A',
        'sat, sun  00:00 A',
        '',
        'not as usual:',
        '2027-03-26 (fri)  00:00 A',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [['--to', '1', '--from', 'alcie'], 'did you mean `alice`?'],
    [['--to', '0255501001', '--on', 'night'], 'is no override of the plan'],
    [['--to', 'nobody'], 'from outside nobody can dial `nobody`'],
    [['--to', '0255501001', '--picture', 'way.png'], 'has the ending of no picture'],
    [['--to', '0255501001', '--at', 'noon'], 'is no date with a time'],
    [['--to', '0255501001', '--phone', 'nobody=busy'], 'nobody is called that'],
    [['--to', '0255501001', '--phone', 'alice=asleep'], 'It wants who=what'],
    [['--to', '1', '--year', '999999'], 'It wants a year such as 2027'],
    [['--to', '1', '--year', '27'], 'It wants a year such as 2027'],
    [[], "required option '--to <number>' not specified"],
  ])('%j is wrong usage', async (args, told) => {
    const { exit, out, err } = await trace(...args);
    expect(exit).toBe(2);
    expect(out + err).toContain(told);
    expect(out + err).not.toMatch(/\n\s+at /);
  });
});

describe('dialplan test', () => {
  const tests = (text: string) => writeFileSync(join(place.cwd, 'acme/tests.yaml'), text);
  const good = `tests:
  - name: sales in turn
    call: {from: "+61 400 000 000", to: "+61 2 5550 1001", at: "2026-11-24 10:00"}
    expect: {rings: [alice, bob, "0412 345 678"], ends: sales_mailbox}
`;
  const bad = good.replace('[alice, bob,', '[bob, alice,');
  const test = (...args: readonly string[]) => run(place.cwd, ['test', 'acme', ...args]);

  it('passes, and says what is covered', async () => {
    tests(good);
    const { exit, out } = await test('--coverage', '--verbose');
    expect(exit).toBe(0);
    expect(out).toMatch(
      /^passes sales in turn\n1 test, all pass\ncoverage \d+ %: \d+ of \d+ rules, keys, exits and states\n/,
    );
    expect(out).toMatch(/^ {2}support: on busy {2}acme\/groups\.yaml:15$/m);
  });

  it('fails with the call and the line', async () => {
    tests(bad);
    const { exit, out } = await test();
    expect(exit).toBe(1);
    expect(out).toContain(
      'error[DP7001] rings-differ: the test `sales in turn` expects that the call rings bob',
    );
    expect(out).toMatch(/--> acme\/tests\.yaml:4:\d+/);
    expect(out).toContain('the call:\n    0:00  number +61255501001');
    expect(out).toContain('1 test, 0 pass, 1 fails');
    expect((await run(place.cwd, ['check', 'acme'])).exit).toBe(1);
    expect((await test('--format', 'github')).out).toMatch(/^::error file=acme\/tests\.yaml,line=4/m);
    expect((await test('--format', 'junit')).out).toContain('failures="1"');
    const [plan] = JSON.parse((await test('--format', 'json')).out).plans;
    expect(plan.tests[0]).toMatchObject({ passed: false, failures: [{ code: 'DP7001' }] });
  });

  it('refuses to be green where nothing was tested', async () => {
    tests(good);
    const { exit, err } = await test('--only', 'nothing of the kind');
    expect(exit).toBe(2);
    expect(err).toContain('no test has `nothing of the kind` in its name');
  });

  it('asks for coverage', async () => {
    tests(good);
    const { exit, err } = await test('--fail-under', '90');
    expect(exit).toBe(1);
    expect(err).toContain('DP7010');
    expect((await test('--fail-under', '101')).exit).toBe(2);
  });

  it('drafts tests that pass', async () => {
    tests(good);
    const { exit, out, err } = await test('--record');
    expect(exit).toBe(0);
    expect(err).toMatch(/^acme: \d+ drafts, coverage 100 %/);
    writeFileSync(join(place.cwd, 'acme/drafts.yaml'), out);
    const again = await test('--fail-under', '100');
    expect([again.exit, again.err]).toEqual([0, '']);
  });
});
