import { describe, expect, it } from 'vitest';
import { codesOf, compilePlan, HEAD } from '../../../support/harness.ts';

/** Words that are said in full, whatever stands in them. */
const words = (length: number) => 'words '.repeat(1_000).slice(0, length).trim();

const chain = (count: number, last: string, between: (i: number) => string = () => ''): string =>
  Array.from({ length: count }, (_, i) => {
    const next = i + 1 < count ? `part_${i + 1}` : last;
    return between(i) === '' ? message(i, next) : message(i, between(i));
  }).join('');

const message = (i: number, next: string): string =>
  `  part_${i}: {say: ["${words(2_200)}", "${words(2_200)}"], then: ${next}}\n`;

const PLAN = `${HEAD}numbers: {"+61 2 5550 1000": part_0}\n`;

describe('one answer to Twilio', () => {
  it('fits with twelve long messages, not with fourteen; with thirteen nobody knows', () => {
    expect(codesOf(`${PLAN}messages:\n${chain(12, 'hangup')}`)).toEqual([]);
    expect(codesOf(`${PLAN}messages:\n${chain(13, 'hangup')}`)).toEqual(['DP5004']);
    const { diagnostics } = compilePlan(`${PLAN}messages:\n${chain(14, 'hangup')}`);
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['DP5003 error']);
    expect(diagnostics[0]?.message).toBe(
      'from `part_0` on one answer has more than the 60000 characters that Twilio takes',
    );
  });

  it('is told where it begins not to fit, once', () => {
    const { diagnostics } = compilePlan(`${PLAN}messages:\n${chain(20, 'hangup')}`);
    expect(diagnostics.map(({ code, origin }) => `${code} ${origin?.path.join('.')}`)).toEqual([
      'DP5003 messages.part_6',
    ]);
  });

  it('ends where a caller is asked', () => {
    const menu = `menus:\n  ask: {prompt: "Press 1 to hear more.", options: {1: part_7}, otherwise: {say: Goodbye., then: hangup}}\n`;
    const asked = chain(14, 'hangup', (i) => (i === 6 ? 'ask' : ''));
    expect(codesOf(`${PLAN}${menu}messages:\n${asked}`)).toEqual([]);
  });

  it('is counted with what is said again in a menu', () => {
    const menu = `menus:\n  ask: {prompt: ["${words(2_200)}", "${words(2_200)}"], options: {1: part_1}, otherwise: {say: Goodbye., then: hangup}}\n`;
    const plan = `${HEAD}numbers: {"+61 2 5550 1000": ask}\n${menu}messages:\n`;
    expect(codesOf(`${plan}${chain(13, 'hangup').replace(/^.*\n/, '')}`)).toEqual(['DP5004']);
  });

  it('may take the longest way: a warning, where conditions decide', () => {
    const route = `routes:\n  main: [{when: {caller: vip}, to: part_6}, {otherwise: hello}]\nlists: {vip: ["+61 491 570 006"]}\n`;
    const split = chain(14, 'hangup', (i) => (i === 5 ? 'main' : ''));
    expect(codesOf(`${PLAN}${route}messages:\n${split}  hello: {say: Hello., then: hangup}\n`)).toEqual([
      'DP5004',
    ]);
  });

  it('counts the longest value of a variable, and signs as TwiML writes them', () => {
    const says = (value: string, parts: number) =>
      `${HEAD}numbers: {"+61 2 5550 1000": {to: news, vars: {news: "${value}"}}}\nmessages:\n  news: {say: [${Array.from({ length: parts }, () => '"{{news}}{{news}}{{news}}"').join(', ')}], then: hangup}\n`;
    expect(codesOf(says(words(900), 20))).toEqual([]);
    expect(codesOf(says(words(900), 24))).toEqual(['DP5004']);
    expect(codesOf(says(`a ${'&'.repeat(700)}`, 7))).toEqual(['DP5004']);
  });

  it('comes to an end in a plan that goes round', () => {
    const plan = `${PLAN}messages:\n${chain(14, 'part_0')}`;
    expect(codesOf(plan)).toContain('DP4002');
  });
});
