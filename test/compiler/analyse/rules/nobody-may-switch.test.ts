import { expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const codes = (override: string) =>
  check(
    `numbers: {"+61 2 5550 1000": main}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {front: {client: front}}
overrides: {down: ${override}}
routes:
  main:
    - {when: {override: down}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`,
    allPhases,
  );

test('a feature code that nobody may dial', () => {
  const told = [
    expect.stringContaining('override `down` has the feature code `*28`, but nobody may dial it'),
  ];
  expect(codes('{feature_code: "*28", ends: 24h}')).toEqual(told);
  expect(codes('{feature_code: "*28", by: [], ends: 24h}')).toEqual(told);
});

test('not one that somebody may dial, nor an override without code', () => {
  expect(codes('{feature_code: "*28", by: [front], ends: 24h}')).toEqual([]);
  expect(codes('{ends: 24h}')).toEqual([]);
});

test('who is written wrongly is told once', () => {
  expect(codes('{feature_code: "*28", by: [frunt], ends: 24h}')).toEqual([
    expect.stringMatching(/^DP3046 .* no extension has that name$/),
  ]);
});
