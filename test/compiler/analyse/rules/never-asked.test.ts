import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const plan = (more: string, when: string): string => `numbers: {"+61 2 5550 1000": main}
schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}}
${more}
routes:
  main:
    - {when: {open: office}, to: {say: "x", then: hangup}}
    - {when: {${when}}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`;
const codes = (more: string, when = 'caller: withheld') => check(plan(more, when), allPhases);

describe('never-asked', () => {
  test('a list and an override that no rule asks for', () => {
    expect(codes('lists: {vip: ["+61 491 570 006"]}')).toEqual([
      'DP4037 example.yaml:3:9 no rule asks for the list `vip`',
    ]);
    expect(codes('overrides: {down: {ends: 24h}}')).toEqual([
      'DP4037 example.yaml:3:13 no rule asks for the override `down`, and it forces no schedule',
    ]);
  });

  test('not one that some rule asks for, in an `unless` too', () => {
    expect(codes('lists: {vip: ["+61 491 570 006"]}', 'unless: {caller: vip}')).toEqual([]);
    expect(codes('overrides: {down: {ends: 24h}}', 'override: down')).toEqual([]);
  });

  test('not one that forces a schedule', () => {
    expect(codes('overrides: {down: {forces: {office: closed}, ends: 24h}}')).toEqual([]);
  });

  test('nothing while a rule is written wrongly', () => {
    expect(codes('lists: {vip: ["+61 491 570 006"]}', 'caller: vpi')).toEqual([
      'DP3042 example.yaml:7:23 `main` asks for the list `vpi`, but the plan has no such list',
    ]);
  });
});
