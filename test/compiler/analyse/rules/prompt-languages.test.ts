import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const LANGUAGES = 'languages: {en: {}, fr: {}, de: {}}\n';
const spoken = (language: string, closed: string) =>
  check(
    `${LANGUAGES}numbers: {"+61 2 5550 1000": {to: closed, language: ${language}}}\nmessages: {closed: {${closed}, then: hangup}}\n`,
    allPhases,
  );

describe('prompt-missing-language', () => {
  test('words in one language, heard in another', () => {
    expect(spoken('fr', 'say: "Closed."')).toMatchInlineSnapshot(`
      [
        "DP4041 example.yaml:3:26 \`closed\` is heard by callers in \`fr\`, but does not say this in that language",
      ]
    `);
    expect(spoken('fr', 'say: {en: "Closed.", de: "Zu."}')).toHaveLength(1);
    expect(spoken('en', 'say: "Closed."')).toEqual([]);
    expect(spoken('fr', 'say: {en: "Closed.", fr: "Fermé."}')).toEqual([]);
    expect(spoken('fr', 'say: {en: "Closed.", fr: ferme.mp3}').join()).not.toContain('DP4041');
  });

  test('parts in one language each are for everybody; a part in two is not for a third', () => {
    expect(spoken('fr', 'say: [{en: "Closed."}, {fr: "Fermé."}]')).toEqual([]);
    expect(spoken('fr', 'say: ["Closed.", {fr: "Fermé."}]')).toEqual([]);
    expect(spoken('de', 'say: [{en: "Closed."}, {fr: "Fermé."}]')).toHaveLength(1);
    expect(spoken('fr', 'say: [{en: "Closed.", de: "Zu."}, {fr: "Fermé."}]')).toHaveLength(1);
  });

  test('a sound file without a language is for all', () => {
    expect(spoken('fr', 'play: "https://sounds.example/jingle.mp3"')).toEqual([]);
  });

  test('a language that a step chose, also after the menu, and in its other words', () => {
    const plan = `${LANGUAGES}numbers: {"+61 2 5550 1000": main}
menus:
  main: {prompt: [{en: "English 1."}, {fr: "Français 2."}], options: {2: {menu: info, language: fr, then: after}}, otherwise: closed}
  info: {prompt: {en: "Info.", fr: "Info."}, on_invalid: {say: "Wrong."}, otherwise: return}
messages: {closed: {say: "Closed.", then: hangup}, after: {say: "After.", then: closed}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP4041 example.yaml:5:64 \`info\` is heard by callers in \`fr\`, but does not say this in that language",
        "DP4041 example.yaml:6:26 \`closed\` is heard by callers in \`fr\`, but does not say this in that language",
        "DP4041 example.yaml:6:65 \`after\` is heard by callers in \`fr\`, but does not say this in that language",
      ]
    `);
  });

  test('a step in a language that the plan does not have', () => {
    const plan = `${LANGUAGES}numbers: {"+61 2 5550 1000": {menu: info, language: fa, then: closed}}
menus: {info: {prompt: "Info.", otherwise: return}}
messages: {closed: {say: "Closed.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3009 example.yaml:2:53 \`fa\` is no language of this plan",
      ]
    `);
  });
});
