/**
 * Languages as Twilio's `<Say>` takes them: with a country (docs/voice/twiml/say, language). Plans may leave the country out
 * (`fr`), and a code that Twilio does not know may leave the caller in silence.
 */

/** What Twilio speaks, the usual one of a language first (docs/voice/twiml/say/text-speech; the official client lists them). */
const SPOKEN = `
  af-ZA am-ET ar-AE ar-XA bg-BG bn-IN ca-ES cs-CZ cy-GB da-DK de-DE de-AT el-GR en-US en-AU en-CA en-GB en-IE en-IN en-NZ
  en-ZA es-ES es-MX es-US fi-FI fil-PH fr-FR fr-BE fr-CA gu-IN he-IL hi-IN hu-HU id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV
  ml-IN mr-IN ms-MY nb-NO nl-NL nl-BE pa-IN pl-PL pt-PT pt-BR ro-RO ru-RU sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA
  vi-VN zh-CN zh-HK zh-TW`
  .trim()
  .split(/\s+/);

/** A code with its country: that of the plan where Twilio speaks the language as there, else the usual one. */
export function speechLanguage(code: string, country: string): string {
  if (code.includes('-')) return code;
  const own = `${code}-${country}`;
  return SPOKEN.includes(own) ? own : (SPOKEN.find((each) => each.startsWith(`${code}-`)) ?? code);
}
