import { describe, expect, test } from 'vitest';
import { allPhases, compilePlan, HEAD } from '../../support/harness.ts';
import { check } from '../../support/yaml.ts';

const plan = (list: string): string => `numbers: {"+61 2 5550 1000": main}
lists:
  vip: ${list}
routes:
  main:
    - {when: {caller: vip}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`;
const listed = (list: string) => compilePlan(`${HEAD}${plan(list)}`).program?.lists['list:vip'];
const codes = (list: string) => check(plan(list), allPhases);

describe('callers', () => {
  test('in E.164, whatever form they were written in', () => {
    expect(listed('["+61 491 570 006", 0491 570 156, 0491570157, +61491570158]')).toEqual({
      numbers: { '+61491570006': true, '+61491570156': true, '+61491570157': true, '+61491570158': true },
      prefixes: [],
      withheld: false,
    });
  });

  test('by their beginnings, the longest first', () => {
    expect(listed('["+61 19*", "1900 *", "04*", "0011 44 20*", "+1*", withheld]')).toEqual({
      numbers: {},
      prefixes: ['+611900', '+4420', '+6119', '+614', '+1'],
      withheld: true,
    });
  });

  test('with what the list says of them', () => {
    expect(listed('{"+61 491 570 006": gold, "0491 570 1*": 7, withheld: silver, "+61 3*": true}')).toEqual({
      numbers: { '+61491570006': 'gold' },
      prefixes: ['+614915701', '+613'],
      withheld: true,
      values: { '+614915701': '7', withheld: 'silver' },
    });
  });

  test('an empty list has nobody in it', () => {
    expect(listed('[]')).toEqual({ numbers: {}, prefixes: [], withheld: false });
  });
});

describe('mistakes', () => {
  test('one caller twice', () => {
    expect(codes('["+61 491 570 006", 0491 570 006, "04*", "+614*", withheld, withheld]')).toEqual([
      'DP3048 example.yaml:3:28 list `vip` has +61491570006 twice',
      'DP3048 example.yaml:3:49 list `vip` has +614* twice',
      'DP3048 example.yaml:3:68 list `vip` has `withheld` twice',
    ]);
    expect(codes('{"+61 491 570 006": gold, "0491 570 006": silver}')).toEqual([
      'DP3048 example.yaml:3:34 list `vip` has +61491570006 twice',
    ]);
  });

  test('what is no caller', () => {
    for (const caller of ['alice', '"+61*491"', '"*"', '"12"', 'live']) {
      expect([caller, codes(`[${caller}]`).map((each) => each.slice(0, 6))]).toEqual([caller, ['DP2006']]);
    }
    expect(codes('{"+61 491 570 006": false}')).toEqual([
      'DP2012 example.yaml:3:28 `false` cannot stand here: it is the same as not to be in the list',
    ]);
  });

  test('a list that is live in Sync is not built yet, and that is one error', () => {
    expect(codes('{live: true}')).toEqual([
      'DP2009 example.yaml:3:9 a list that is `live` in Sync is not built yet',
    ]);
  });

  test('a list may not be called `withheld`', () => {
    expect(check('lists: {withheld: []}', allPhases)).toEqual([
      expect.stringMatching(/^DP2012 example.yaml:1:9 `withheld` cannot be a name here/),
    ]);
  });
});
