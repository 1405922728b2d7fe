import { describe, expect, test } from 'vitest';
import { allPhases, codesOf, HEAD } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const long = (length: number) => 'words '.repeat(1_000).slice(0, length);
const spoken = (voice: string, say: string) =>
  check(`languages: {en: {voice: ${voice}}}\nmessages: {closed: {say: ${say}, then: hangup}}\n`, allPhases);

describe('speech-too-long', () => {
  test('3,000 characters with a voice of Polly, 4,096 with another', () => {
    expect(spoken('Polly.Amy', `"${long(3_001)}"`)).toEqual([
      'DP3054 example.yaml:2:26 the words of `closed` are 3001 characters long, 1 more than can be spoken at once',
    ]);
    expect(spoken('Polly.Amy', `"${long(3_000)}"`)).toEqual([]);
    expect(spoken('Google.en-AU-Neural2-A', `"${long(4_096)}"`)).toEqual([]);
    expect(spoken('alice', `"${long(4_097)}"`)).toHaveLength(1);
  });

  test('each part of a list on its own, with the longest value of each variable', () => {
    expect(spoken('Polly.Amy', `["${long(2_200)}", "${long(2_200)}"]`)).toEqual([]);
    const plan = `languages: {en: {voice: Polly.Amy}}
numbers: {"+61 2 5550 1000": {to: closed, vars: {brand: A}}, "+61 2 5550 1001": {to: closed, vars: {brand: "${long(120)}"}}}
messages: {closed: {say: "${long(2_900)}{{brand}}", then: hangup}}
`;
    expect(check(plan, allPhases).join()).toContain('are 3020 characters long, 20 more');
  });

  test('letters of other scripts are counted as one', () => {
    const plan = `${HEAD}languages: {en: {voice: Polly.Amy}}\nmessages: {closed: {say: "${'𝒂'.repeat(3_000)}", then: hangup}}\n`;
    // They are four bytes each, so the item is too large all the same.
    const spoken = (text: string) => codesOf(text).filter((code) => code !== 'DP5001');
    expect(spoken(plan)).toEqual([]);
    expect(spoken(plan.replace('𝒂', '𝒂𝒂'))).toEqual(['DP3054']);
  });
});

describe('says-nothing', () => {
  test('words without a letter or digit, but not a variable', () => {
    expect(spoken('Polly.Amy', '" … "')).toMatchInlineSnapshot(`
      [
        "DP3057 example.yaml:2:26 there is nothing to hear in the words of \`closed\`",
      ]
    `);
    expect(spoken('Polly.Amy', '"24"')).toEqual([]);
    expect(spoken('Polly.Amy', '"閉店"')).toEqual([]);
  });
});
