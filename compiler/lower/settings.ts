import type { Destination, Settings } from '../../runtime/program.ts';
import { type PlanSettings, type Target, voiceOf } from '../model/plan.ts';

/** The settings that the evaluator reads. */
export function lowerSettings(settings: PlanSettings, destination: (to: Target) => Destination): Settings {
  const { timezone, languages, unmapped, classes, strangerClass, refer, outsideCalls, notify } = settings;
  return {
    timezone,
    defaultLanguage: languages[0]?.code ?? 'en',
    languages: Object.fromEntries(languages.map((language) => [language.code, voiceOf(language)])),
    unmapped: {
      outside_caller: destination(unmapped.outside_caller.value),
      extension: destination(unmapped.extension.value),
      transfer: destination(unmapped.transfer.value),
    },
    classes: Object.fromEntries([...classes].map(([name, { value }]) => [name, value])),
    ...(strangerClass === undefined ? {} : { strangerClass: strangerClass.value }),
    refer,
    ...(outsideCalls === undefined ? {} : { outsideCalls }),
    ...(notify === undefined ? {} : { notify: notify.value }),
  };
}
