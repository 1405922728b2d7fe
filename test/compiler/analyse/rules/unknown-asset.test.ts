import { describe, expect, test } from 'vitest';
import { allPhases, codesOf, HEAD } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

describe('unknown-asset', () => {
  test('a sound file that is not there', () => {
    const plan = `messages:
  a: {play: audio/closed.mp3, then: hangup}
  b: {play: {en: en.mp3}, then: hangup}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3008 example.yaml:2:13 the sound file \`audio/closed.mp3\` does not exist",
        "DP3008 example.yaml:3:18 the sound file \`en.mp3\` does not exist",
      ]
    `);
  });

  test('a file beside the plan, or an address on the web', () => {
    const plan = `${HEAD}messages:
  a: {play: audio/closed.mp3, then: hangup}
`;
    expect(codesOf(plan, { assets: [{ name: 'audio/closed.mp3', bytes: 10 }] })).toEqual([]);
  });
});
