import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const NUMBERS = 'numbers: {"+61 2 5550 1000": main_line}\n';
const schedules = (...names: readonly string[]) =>
  `schedules:\n${names.map((name) => `  ${name}: {hours: {mon-sun: closed}}\n`).join('')}`;
const route = (when: string) => `routes:
  main_line:
    - when: ${when}
      to: {say: "We are open.", then: hangup}
    - otherwise: {say: "We are closed.", then: hangup}
`;
const said = (...parts: readonly string[]) => check([NUMBERS, ...parts].join(''), allPhases);

describe('schedule-unused', () => {
  test('a schedule that no route asks for', () => {
    expect(said(schedules('office', 'shop'), route('{open: office}'))).toMatchInlineSnapshot(`
      [
        "DP4025 example.yaml:4:3 nothing asks for the schedule \`shop\`",
      ]
    `);
  });

  test('asked for in any way', () => {
    for (const when of ['{open: shop}', '{closed: shop}', '{holiday: shop}', '{unless: {open: shop}}']) {
      expect(said(schedules('shop'), route(when))).toEqual([]);
    }
  });

  test('a list of holidays that no schedule names', () => {
    const lists = 'holidays: {nsw: {"2026-12-25": Christmas Day}}\n';
    expect(check(lists, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4026 example.yaml:1:12 no schedule names the holidays \`nsw\`",
      ]
    `);
    const schedule = 'schedules: {office: {hours: {mon-sun: closed}, holidays: [nsw]}}\n';
    expect(check(lists + schedule, allPhases)).toEqual([]);
  });

  test('nothing is said where what asks may have been left out', () => {
    const found = said(schedules('office', 'shop'), route('{open: office, opne: shop}'));
    expect(found.filter((line) => line.startsWith('DP4025'))).toEqual([]);
    expect(check(schedules('office'), allPhases)).toEqual([]);
  });
});
