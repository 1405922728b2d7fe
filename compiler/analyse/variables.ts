import { didYouMean } from '../diagnostics/suggest.ts';
import { below } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import { LISTS, TABLES, type Written, type WrittenPlan } from '../model/written.ts';
import type { Environment } from './environment.ts';
import type { Report } from './report.ts';

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Whether a text still holds a variable that has no value; that is reported already. */
export const isOpen = (text: string): boolean => text.includes('${');

/**
 * Replaces `${NAME}` in every string of a plan but the variables themselves. Reports DP3006 for a name without value,
 * but in a webhook, where it is left to the environment of the Functions: there secrets stand.
 */
export function replaceVariables(
  written: WrittenPlan,
  environment: Environment,
  report: Report,
): WrittenPlan {
  const replace = ({ value, origin }: Written<unknown>): unknown =>
    inValue(value, origin, environment, report);
  const tables = TABLES.filter((section) => section !== 'environments').map((section) => [
    section,
    (written[section] as readonly Written<unknown>[]).map((entry) => renewed(entry, replace(entry))),
  ]);
  const lists = LISTS.map((section) => [
    section,
    (written[section] as readonly Written<unknown>[]).map((item) => renewed(item, replace(item))),
  ]);
  const settings = Object.entries(written.settings).map(([key, setting]) => [
    key,
    renewed(setting, replace(setting)),
  ]);
  return {
    ...written,
    ...(Object.fromEntries([...tables, ...lists]) as Partial<WrittenPlan>),
    environments: written.environments.map((entry) =>
      entry === environment.chosen ? renewed(entry, inChosen(entry, environment, report)) : entry,
    ),
    settings: Object.fromEntries(settings),
  };
}

/** The same object where nothing was replaced, which is nearly always. */
const renewed = <E extends { readonly value: unknown }>(entry: E, value: unknown): E =>
  value === entry.value ? entry : { ...entry, value };

function inChosen(
  entry: WrittenPlan['environments'][number],
  environment: Environment,
  report: Report,
): unknown {
  const { vars, ...rest } = entry.value;
  const replaced = inValue(rest, entry.origin, environment, report) as object;
  return vars === undefined ? replaced : { ...replaced, vars };
}

/** Whether a string somewhere in a value holds a variable: most values hold none, and are not touched. */
function holdsVariable(value: unknown): boolean {
  if (typeof value === 'string') return isOpen(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value)
    if (holdsVariable((value as { readonly [key: string]: unknown })[key])) return true;
  return false;
}

function inValue(value: unknown, origin: Origin, environment: Environment, report: Report): unknown {
  if (!holdsVariable(value)) return value;
  if (typeof value === 'string') return inText(value, origin, environment, report);
  if (Array.isArray(value))
    return value.map((each, i) => inValue(each, below(origin, i), environment, report));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [
      key,
      inValue(each, below(origin, key), environment, report),
    ]),
  );
}

function inText(text: string, origin: Origin, environment: Environment, report: Report): string {
  return text.replace(VARIABLE, (whole, name: string) => {
    const value = environment.values.get(name);
    if (value === undefined && !environment.incomplete && !isWebhook(origin))
      reportMissing(name, origin, environment, report);
    return value ?? whole;
  });
}

const isWebhook = ({ path }: Origin): boolean => path.at(-2) === 'notify' && path.at(-1) === 'webhook';

function reportMissing(name: string, origin: Origin, { values, vars }: Environment, report: Report): void {
  const where = vars === undefined ? 'environments.<name>.vars' : `environments.${vars.name}.vars`;
  report(
    'DP3006',
    {
      message: `the variable \`${name}\` has no value`,
      origin,
      label: 'used here',
      related:
        vars === undefined ? [] : [{ origin: vars.origin, text: 'its value would stand in `vars` here' }],
      help: didYouMean(name, values.keys()) ?? `add \`${name}: …\` to \`${where}\``,
    },
    name,
  );
}
