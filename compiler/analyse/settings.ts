import type { CallType } from '../../runtime/call.ts';
import { callTypes } from '../../runtime/call.ts';
import type { ClassOfRestriction, Numbering } from '../../runtime/program.ts';
import { type MapNames, stateMapName } from '../model/desired.ts';
import { below, type ORIGINS, type Placed, type PlanSettings, type Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenClassOfRestriction } from '../model/written.generated.ts';
import type { WrittenPlan } from '../model/written.ts';
import type { Environment } from './environment.ts';
import { NOWHERE, type NormalForms } from './normal-forms.ts';
import { isCountry, numberingOf } from './numbering.ts';
import type { LeftOut, Report } from './report.ts';
import type { PlanScope } from './scope.ts';
import { Suggestions } from './suggestions.ts';
import { knownTimezone } from './timezone.ts';
import { isOpen } from './variables.ts';

/** What settings are read with. */
export interface SettingsGround {
  readonly written: WrittenPlan;
  readonly environment: Environment;
  readonly forms: NormalForms;
  readonly left: LeftOut;
  readonly report: Report;
}

/** How numbers are dialled in the plan's country. Reports DP3018. Undefined: not known, and reported. */
export function readNumbering({ settings }: WrittenPlan, report: Report): Numbering | undefined {
  const { country } = settings;
  if (country === undefined || isOpen(country.value)) return undefined;
  const numbering = numberingOf(country.value);
  if (numbering === undefined) reportCountry(country.value, country.origin, report);
  return numbering;
}

function reportCountry(code: string, origin: Origin, report: Report): void {
  report('DP3018', {
    message: `\`${code}\` is no country`,
    origin,
    label: 'expected two letters of ISO 3166-1',
    help: 'write the code of the country, such as `AU`, `GB` or `US`',
  });
}

/** The languages, first the one that the plan speaks. */
export function readLanguages({ settings }: WrittenPlan): PlanSettings['languages'] {
  const written = Object.entries(settings.languages?.value ?? {});
  if (written.length === 0) return [{ code: 'en' }];
  return written.map(([code, { voice }]) => (voice === undefined ? { code } : { code, voice }));
}

/** The host of the SIP domain. */
export function readDomain({ settings }: WrittenPlan, forms: NormalForms): string | undefined {
  const { sip } = settings;
  const domain = sip?.value.domain;
  return sip === undefined || domain === undefined
    ? undefined
    : forms.host(domain, below(sip.origin, 'domain'));
}

/** The time zone of the plan. Reports DP3019. */
function readTimezone({ written, report }: SettingsGround): string {
  const { timezone } = written.settings;
  const known = timezone && knownTimezone(timezone.value, timezone.origin, new Suggestions(), report);
  return known ?? 'Etc/UTC';
}

const isCallType = (word: string): word is CallType => (callTypes as readonly string[]).includes(word);

/** Words of a class, parted into call types and countries. Reports DP3018. */
function readClass(
  { allow, deny }: WrittenClassOfRestriction,
  origin: Origin,
  report: Report,
): ClassOfRestriction {
  const countries = (words: readonly string[], key: string): readonly string[] =>
    words.filter((word, i) => {
      if (isCallType(word)) return false;
      if (!isCountry(word)) reportCountry(word, below(origin, key, i), report);
      return true;
    });
  const allowCountries = countries(allow, 'allow');
  const denyCountries = countries(deny ?? [], 'deny');
  return {
    allow: allow.filter(isCallType),
    ...(deny === undefined ? {} : { deny: deny.filter(isCallType) }),
    ...(allowCountries.length === 0 ? {} : { allowCountries }),
    ...(denyCountries.length === 0 ? {} : { denyCountries }),
  };
}

function readClasses({ written, report }: SettingsGround): PlanSettings['classes'] {
  return new Map(
    written.classes_of_restriction.map(({ name, value, origin }) => [
      name,
      { value: readClass(value, origin, report), origin },
    ]),
  );
}

/** `outbound` where a phone inside may dial on; elsewhere a destination like any other. Reports DP3010. */
function readUnmapped(
  { written, report }: SettingsGround,
  plan: string,
  scope: PlanScope,
): PlanSettings['unmapped'] {
  const section = written.settings.unmapped;
  const origin = section?.origin ?? { file: '', path: [] };
  const read = (name: (typeof ORIGINS)[number]): Placed<Target> => {
    const at = below(origin, name);
    const to = section?.value[name];
    // A caller who is told nothing better hears that the number is not in service.
    if (to === undefined) {
      return {
        value: { kind: 'built_in', name: name === 'outside_caller' ? 'hangup' : 'unassigned' },
        origin: at,
      };
    }
    if (to === 'outbound' && name !== 'outside_caller')
      return { value: { kind: 'built_in', name: to }, origin: at };
    if (to === 'unassigned' && name === 'outside_caller') {
      report('DP3010', {
        message: '`unassigned` means nothing here',
        origin: at,
        label: 'this line decides what `unassigned` does',
        help: 'write what such a caller hears, such as `{say: "This number is not in service.", then: hangup}`',
      });
      return { value: { kind: 'unknown' }, origin: at };
    }
    const address = `settings:${plan}/${name}`;
    const from = { id: address, title: `\`unmapped.${name}\``, origin: at };
    return { value: scope.destination(to, at, from, 'to', address), origin: at };
  };
  return { outside_caller: read('outside_caller'), extension: read('extension'), transfer: read('transfer') };
}

/** The class of a phone that is not in the plan: `transfers.class`, else that of the defaults. */
function readStrangers({ written }: SettingsGround): { strangerClass?: Placed<string> } {
  const { transfers, extension_defaults } = written.settings;
  const source = transfers?.value.class === undefined ? extension_defaults : transfers;
  const name = source?.value.class;
  if (source === undefined || name === undefined || isOpen(name)) return {};
  return { strangerClass: { value: name, origin: below(source.origin, 'class') } };
}

/** The limits of every environment are checked, those of the chosen one count. */
function readOutsideCalls({ written, environment, forms }: SettingsGround): {
  outsideCalls?: readonly string[];
} {
  const limits = written.environments.flatMap(({ name, value, origin }) => {
    const calls = value.outside_calls?.flatMap(
      (each, i) => forms.number(each, below(origin, 'outside_calls', i)) ?? [],
    );
    return calls === undefined || name !== environment.chosen?.name ? [] : [calls];
  });
  const [chosen] = limits;
  return chosen === undefined ? {} : { outsideCalls: chosen };
}

function readEmergency({ written, forms }: SettingsGround): PlanSettings['emergency'] {
  const { emergency } = written.settings;
  if (emergency === undefined) return { numbers: [] };
  const { value, origin } = emergency;
  const at = below(origin, 'caller_id');
  const shown = value.caller_id === undefined ? undefined : forms.number(value.caller_id, at);
  return {
    numbers: value.numbers.map((number, i) => ({ value: number, origin: below(origin, 'numbers', i) })),
    ...(shown === undefined ? {} : { callerId: { value: shown, origin: at } }),
  };
}

/** Words are spoken in the plan's first language. */
function readSafeAnswer(
  { written, forms }: SettingsGround,
  language: string,
): Pick<PlanSettings, 'safeAnswer'> {
  const section = written.settings.safe_answer;
  if (section === undefined) return {};
  const { value, origin } = section;
  if ('number' in value) {
    const at = below(origin, 'number');
    const number = forms.number(value.number, at);
    return number === undefined ? {} : { safeAnswer: { value: { kind: 'number', number }, origin: at } };
  }
  const { say } = value;
  const text = typeof say === 'string' ? say : (say[language] ?? Object.values(say)[0] ?? '');
  return isOpen(text) ? {} : { safeAnswer: { value: { kind: 'say', text }, origin: below(origin, 'say') } };
}

/** The service and its maps. The names that hand-written PBXs have in their environment win over the plan. */
function readMaps(
  { written, environment }: SettingsGround,
  plan: string,
): { service: string; maps: MapNames } {
  const sync = written.settings.sync?.value;
  const { values } = environment;
  return {
    service: values.get('SYNC_SERVICE_NAME') ?? sync?.service ?? 'dialplan',
    maps: {
      number_map: values.get('SYNC_MAP_PHONES_NAME') ?? sync?.number_map ?? 'numberConfig',
      ring_group_map: values.get('SYNC_MAP_RINGGROUP_NAME') ?? sync?.ring_group_map ?? 'ringGroup',
      node_map: sync?.node_map ?? `dialplan.${plan}.nodes`,
      state_map: sync?.state_map ?? stateMapName(plan),
    },
  };
}

/** The webhook for messages that name an address. */
function readNotify({ written, forms }: SettingsGround): Pick<PlanSettings, 'notify'> {
  const { notify } = written.settings;
  if (notify === undefined) return {};
  const origin = below(notify.origin, 'webhook');
  const value = forms.webAddress(notify.value.webhook, origin);
  return value === undefined ? {} : { notify: { value, origin } };
}

/** Seconds that a warm Function keeps what it read, where the plan does not say. */
const CACHE_SECONDS = 5;

/** The settings of a plan, defaults applied. Reports DP3010, DP3011, DP3012, DP3018, DP3019. */
export function readSettings(
  ground: SettingsGround,
  plan: string,
  scope: PlanScope,
  numbering: Numbering | undefined,
): PlanSettings {
  const { settings } = ground.written;
  const languages = readLanguages(ground.written);
  return {
    timezone: readTimezone(ground),
    numbering: numbering ?? NOWHERE,
    languages,
    unmapped: readUnmapped(ground, plan, scope),
    classes: readClasses(ground),
    ...readStrangers(ground),
    refer: settings.transfers?.value.refer ?? true,
    ...readOutsideCalls(ground),
    ...readNotify(ground),
    ...readMaps(ground, plan),
    cacheSeconds: settings.sync?.value.cache_seconds ?? CACHE_SECONDS,
    ...(scope.domain === undefined ? {} : { domain: scope.domain }),
    uuiHeader: settings.sip?.value.uui_header ?? 'x-inin-cnv',
    emergency: readEmergency(ground),
    ...readSafeAnswer(ground, languages[0]?.code ?? 'en'),
  };
}
