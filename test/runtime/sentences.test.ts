import { describe, expect, it } from 'vitest';
import { en } from '../../runtime/sentences/en.ts';
import { goodbye, type Listener, sentences, speak, speaksTo } from '../../runtime/sentences.ts';
import { compilePlan, HEAD } from '../support/harness.ts';
import { afterDial, ask, bundle, callOf, heard, program, sipPhone } from '../support/program.ts';

const { numbering } = bundle;
const settings = {
  defaultLanguage: 'en',
  languages: { en: { voice: 'Polly.Olivia-Neural' }, 'fr-CA': { voice: 'Polly.Gabrielle-Neural' }, de: {} },
};
const to = (language?: string, change: Partial<Listener> = {}): Listener => ({
  bundle: { language: 'en', voice: 'Polly.Olivia-Neural', numbering },
  settings,
  state: language === undefined ? {} : { language },
  ...change,
});

describe('built-in sentences', () => {
  it('are there in seven languages, each with the holes of the English ones', () => {
    expect(Object.keys(sentences).sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'nl', 'pt']);
    const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [language, words] of Object.entries(sentences)) {
      for (const [name, text] of Object.entries(en)) {
        const found = words[name as keyof typeof en];
        expect([language, name, ...holes(found)]).toEqual([language, name, ...holes(text)]);
        if (language !== 'en') expect(found).not.toBe(text);
      }
    }
  });

  it('are in the language of the call, by the voice that the plan has for it', () => {
    expect(speak('busy', to('fr-CA'))).toEqual({
      verb: 'say',
      text: sentences.fr?.busy,
      voice: 'Polly.Gabrielle-Neural',
    });
    expect(speak('busy', to('de'))).toEqual({ verb: 'say', text: sentences.de?.busy, language: 'de-DE' });
    expect(speak('busy', to())).toEqual({ verb: 'say', text: en.busy, voice: 'Polly.Olivia-Neural' });
  });

  it('are in the first language of the plan where we have none for the call', () => {
    const french = { ...settings, defaultLanguage: 'fr-CA' };
    expect(speak('busy', to('pl', { settings: french }))).toMatchObject({ voice: 'Polly.Gabrielle-Neural' });
    expect(speaksTo(to('pl'))).toBe(false);
    expect(speaksTo(to('fr-CA'))).toBe(true);
  });

  it('are English where the plan speaks none of our languages, but not in the voice of another', () => {
    const bundleOf = { language: 'pl', voice: 'Polly.Ewa', numbering };
    const polish = { defaultLanguage: 'pl', languages: { pl: { voice: 'Polly.Ewa' } } };
    const english = { verb: 'say', text: en.busy, language: 'en-AU' };
    expect(speak('busy', to('pl', { bundle: bundleOf, settings: polish }))).toEqual(english);
    expect(speak('busy', { bundle: bundleOf })).toEqual(english);
    const both = { ...polish, languages: { ...polish.languages, 'en-AU': { voice: 'Polly.Olivia-Neural' } } };
    expect(speak('busy', to('pl', { bundle: bundleOf, settings: both }))).toMatchObject({
      voice: 'Polly.Olivia-Neural',
    });
  });

  it('are in the first language of the plan before anything is read', () => {
    const french = { bundle: { language: 'fr', voice: 'Polly.Lea-Neural', numbering } };
    expect(goodbye('trouble', french)).toEqual([
      { verb: 'say', text: sentences.fr?.trouble, voice: 'Polly.Lea-Neural' },
      { verb: 'hangup' },
    ]);
  });

  it('follow a call through the plan', () => {
    const plan = {
      ...program,
      settings: { ...program.settings, languages: { ...program.settings.languages, fr: {} } },
    };
    const state = {
      entry: 'ring_group:reception',
      at: 'ring_group:reception',
      language: 'fr',
    };
    expect(afterDial(state, 'no-answer', undefined, plan)).toContain('>Désolé, personne ');
  });

  it('refuse a transfer in the language of the call', () => {
    const state = { entry: 'number:+61255501101', at: 'extension:alice', language: 'fr' };
    const french = { ...program, settings: { ...program.settings, languages: { fr: {} } } };
    const call = callOf({ from: sipPhone('alice'), answered: true });
    const reply = ask({ entry: 'callTransfer', call, state, target: 'sip:x@y' }, french);
    expect(heard(reply)).toContain('Ce numéro n&apos;est pas valable');
  });

  it('are what a plan without a safe answer has, in its own language', () => {
    const plan = compilePlan(`${HEAD}languages: {fr: {voice: Polly.Lea-Neural}}
numbers: {"+61 2 5550 1000": {say: "Bonjour.", then: hangup}}
`);
    expect(plan.bundle).toMatchObject({
      language: 'fr',
      voice: 'Polly.Lea-Neural',
      safeAnswer: { kind: 'say' },
    });
    expect(heard(ask({ entry: 'continue' }, program))).toContain('cannot take your call');
    expect(bundle.language).toBe('en');
  });
});
