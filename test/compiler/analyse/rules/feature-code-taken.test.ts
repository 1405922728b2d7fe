import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const codes = (down: string, night = '"*91"', more = '') =>
  check(
    `numbers: {"+61 2 5550 1000": main}
emergency: {numbers: ["000", "112"], caller_id: "+61 2 5550 1000"}
extensions: {front: {client: front, dial: 201}}
overrides:
  night: {feature_code: ${night}, by: [front], ends: 24h}
  down: {feature_code: ${down}, by: [front], ends: 24h${more}}
short_numbers: {"600": front}
routes:
  main:
    - {when: {override: down}, to: {say: "x", then: hangup}}
    - {when: {override: night}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`,
    allPhases,
  );
const told = (end: string) => [expect.stringMatching(new RegExp(`^DP3045 example.yaml:6:24 .*${end}$`))];

describe('feature-code-taken', () => {
  test('two codes that are equal, or of which one begins the other', () => {
    expect(codes('"*91"')).toEqual(told('is that of override `night`'));
    expect(codes('"*9"')).toEqual(told('cannot be told from `\\*91` of override `night`'));
    expect(codes('"*915"')).toEqual(told('cannot be told from `\\*91` of override `night`'));
    expect(codes('"*92"')).toEqual([]);
  });

  test('a form that is dialled for something else', () => {
    expect(codes('201')).toEqual(told('would be dialled as `201`, as `front` is'));
    expect(codes('20')).toEqual(told('would be dialled as `201`, as `front` is'));
    expect(codes('60')).toEqual(told('would be dialled as `600`, as the short number `600` is'));
    expect(codes('112')).toEqual(told('would be dialled as `112`, as the emergency number 112 is'));
    expect(codes('22')).toEqual([]);
  });

  test('with states the bare code is dialled for nothing', () => {
    expect(codes('112', '"*91"', ', states: [a, b]')).toEqual([]);
    expect(codes('11', '"*91"', ', states: [a]')).toEqual([]);
    expect(codes('11', '"*91"', ', states: [a, b]')).toHaveLength(1);
  });
});
