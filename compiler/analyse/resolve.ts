import type { NodeId } from '../../runtime/program.ts';
import type { Plan, PlanNode } from '../model/plan.ts';
import type { WrittenPlan } from '../model/written.ts';
import { AskedNames } from './asked-names.ts';
import type { Environment } from './environment.ts';
import { readHolidays } from './holidays.ts';
import { leftOutNumbers } from './left-numbers.ts';
import { readLists } from './lists.ts';
import { collectNames, type Named } from './names.ts';
import { NOWHERE, NormalForms } from './normal-forms.ts';
import { extensionsByDigits, readNumbers } from './numbers.ts';
import { readOverrides } from './overrides.ts';
import { readPlayed } from './played-numbers.ts';
import type { LeftOut, Report } from './report.ts';
import { readSchedules } from './schedules.ts';
import { PlanScope, resolveNode } from './scope.ts';
import { readDomain, readLanguages, readNumbering, readSettings } from './settings.ts';
import { readShortNumbers } from './short-numbers.ts';
import { Suggestions } from './suggestions.ts';
import { readTests } from './tests/tests.ts';

/** A plan as it was written, without variables, and what is needed to resolve it. */
export interface Resolving {
  readonly written: WrittenPlan;
  readonly environment: Environment;
  readonly left: LeftOut;
  readonly report: Report;
}

/** Names to ids, defaults, normal forms. What is wrong is reported and stands in the plan as `unknown`. */
export function resolve({ written, environment, left, report }: Resolving): Plan {
  const name = written.settings.name?.value ?? '';
  const numbering = readNumbering(written, report);
  const forms = new NormalForms(numbering, report);
  const suggestions = new Suggestions();
  const { names, all } = collectNames(written, report);
  const domain = readDomain(written, forms);
  const language = readLanguages(written)[0]?.code ?? 'en';
  const scope = new PlanScope({ written, names, forms, left, suggestions, report, domain, language });
  const nodes = resolveNodes(all, scope);
  const languages = left.setting('languages')
    ? undefined
    : new Set(readLanguages(written).map(({ code }) => code));
  const byDigits = extensionsByDigits(nodes);
  const numbers = readNumbers({ written, forms, scope, byDigits, left, languages, report });
  const leftOut = leftOutNumbers(written, numbering ?? NOWHERE);
  const played = readPlayed(numbers, { written, environment, forms, leftOut, suggestions, report });
  const shortNumbers = readShortNumbers(written, scope);
  const settings = readSettings({ written, environment, forms, left, report }, name, scope, numbering);
  const { timezone } = settings;
  const holidays = readHolidays(written, report);
  const schedules = readSchedules({ written, holidays, timezone, left, suggestions, report });
  const lists = readLists({ written, forms, numbering, report });
  const asked = new AskedNames({ written, left, suggestions, report });
  const overrides = readOverrides({
    ...{ written, names, asked, scope, forms, timezone, left, suggestions, report },
  });
  const emergencyNumbers = settings.emergency.numbers.map(({ value }) => value);
  const tests = readTests({
    ...{ written, names, nodes, shortNumbers, overrides, emergencyNumbers, timezone, domain },
    ...{ forms, left, suggestions, report },
  });
  const { chosen } = environment;
  return {
    name,
    directory: written.directory,
    ...(chosen === undefined ? {} : { environment: chosen.name }),
    settings,
    nodes,
    numbers: [...numbers.values(), ...played],
    shortNumbers,
    schedules,
    lists,
    overrides,
    holidays,
    tests,
  };
}

function resolveNodes(all: readonly Named[], scope: PlanScope): ReadonlyMap<NodeId, PlanNode> {
  const nodes = new Map<NodeId, PlanNode>();
  for (const { id, name, kind, written, origin } of all) {
    nodes.set(id, resolveNode(kind, written, { id, title: `\`${name}\``, origin }, scope));
  }
  return nodes;
}
