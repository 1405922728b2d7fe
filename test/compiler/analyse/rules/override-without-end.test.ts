import { expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const codes = (override: string) =>
  check(
    `numbers: {"+61 2 5550 1000": main}
overrides: {down: ${override}}
routes:
  main:
    - {when: {override: down}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`,
    allPhases,
  );

test('an override without `ends` is a warning', () => {
  expect(codes('{}')).toEqual(['DP4038 example.yaml:2:13 override `down` stays on until somebody ends it']);
});

test('not one that ends, or that is meant to stay', () => {
  for (const ends of ['24h', '"18:00"', '18:00', '24:00', 'never'])
    expect(codes(`{ends: ${ends}}`)).toEqual([]);
});
