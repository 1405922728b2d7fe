import { describe, expect, it } from 'vitest';
import { HEAD, check as told } from '../../support/harness.ts';

const PLAN = `${HEAD}numbers:
  "+61 2 5550 1000": main
  "+61 2 5550 1001": box
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: box}
messages:
  closed: {say: "We are closed.", then: hangup}
menus:
  main: {prompt: "Press one.", options: {"1": alice}, otherwise: closed}
mailboxes:
  box: {greeting: {busy: "Busy.", no_answer: "Out.", unreachable: "Gone.", otherwise: "Hello."}, notify: {email: bob@example.com}}
notify: {webhook: "https://example.com/told"}
`;

/** The codes and the helps that an edit of the plan gives. */
function edited(from: string, to: string): readonly string[] {
  expect(PLAN).toContain(from);
  const text = told(PLAN.replace(from, to));
  return [...text.matchAll(/^(?:error|warning)\[(\w+)\]|^help: (.*)$/gm)].map(
    ([, code, help]) => code ?? help ?? '',
  );
}

it('the plan itself is right', () => expect(edited('main', 'main')).toEqual([]));

describe('a key by another word', () => {
  it.each([
    ['prompt:', 'say:', 'prompt'],
    ['prompt:', 'mesage:', 'prompt'],
    ['options:', 'keys:', 'options'],
    ['options:', 'choices:', 'options'],
    ['notify: {email: bob@example.com}}', 'email: bob@example.com}', 'notify'],
    ['notify: {email: bob@example.com}}', 'mail: bob@example.com}', 'notify'],
    ['then: hangup', 'otherwise: hangup', 'then'],
    ['then: hangup', 'otherwhise: hangup', 'then'],
    ['otherwise: closed', 'then: closed', 'otherwise'],
    ['otherwise: closed', 'fallback: closed', 'otherwise'],
  ])('%s written as %s', (from, to, meant) => {
    expect(edited(from, to)).toEqual(['DP2003', `did you mean \`${meant}\`?`]);
  });

  it('is not one that stands there already', () => {
    const [code, help] = edited('prompt: "Press one."', 'prompt: "Press one.", say: "Press one."');
    expect(code).toBe('DP2003');
    expect(help).toMatch(/^what can stand here: `prompt`/);
  });

  it('is offered where an action is asked for', () => {
    expect(edited('closed: {say:', 'closed: {prompt:')).toEqual(['DP2008', 'did you mean `say`?']);
    expect(edited('1000": main', '1000": {greeting: "Hello.", then: hangup}').slice(0, 2)).toEqual([
      'DP2008',
      'did you mean `say`?',
    ]);
  });
});

describe('a greeting by reason', () => {
  it.each(['otherwize', 'othrwise'])('with `%s` for `otherwise` is one mistake', (slip) => {
    expect(edited('otherwise: "Hello."', `${slip}: "Hello."`)).toEqual([
      'DP2003',
      'did you mean `otherwise`?',
    ]);
  });

  it('lacks its `otherwise`, which is one mistake', () => {
    expect(edited(', otherwise: "Hello."', '')).toEqual(['DP2001', 'add `otherwise:`']);
  });

  it('that has nothing else is still known by the misspelt key', () => {
    expect(
      edited('busy: "Busy.", no_answer: "Out.", unreachable: "Gone.", otherwise:', 'otherwize:'),
    ).toEqual(['DP2006', 'did you mean `otherwise`?']);
  });

  it('is no greeting by language, which has codes for keys', () => {
    expect(edited('busy: "Busy.", no_answer: "Out.", unreachable: "Gone.", otherwise:', 'Englisch:')[0]).toBe(
      'DP2006',
    );
  });
});
