import { describe, expect, it } from 'vitest';
import { speechLanguage } from '../../runtime/speech-language.ts';
import { ask, callOf, heard, program } from '../support/program.ts';

describe('the language of words without a voice', () => {
  it.each([
    ['en', 'AU', 'en-AU'],
    ['en', 'SG', 'en-US'],
    ['fr', 'CA', 'fr-CA'],
    ['fr', 'AU', 'fr-FR'],
    ['pt', 'BR', 'pt-BR'],
    ['de', 'CH', 'de-DE'],
    ['nl', 'NL', 'nl-NL'],
    ['en-GB', 'AU', 'en-GB'],
    ['fil', 'PH', 'fil-PH'],
    ['xx', 'AU', 'xx'],
  ])('%s in %s is %s', (code, country, language) => {
    expect(speechLanguage(code, country)).toBe(language);
  });

  it('is written with its country: Twilio may be silent at a code that it does not know', () => {
    const plain = { ...program, settings: { ...program.settings, languages: {} } };
    const answer = heard(ask({ entry: 'incoming', call: callOf({ to: '+61255501500' }) }, plain));
    expect(answer).toContain('<Say language="en-AU">We are closed.</Say>');
  });
});
