import type { WrittenPlan } from '../model/written.ts';
import { ROOT, SCHEMAS } from './schemas.ts';

/** The names that a plan gives, by what they name: `destination`, `extension`, `class`, `language` … */
export type PlanNames = { readonly [kind: string]: readonly string[] };

/**
 * The names of a plan, right or wrong, by `x-defines` of the sections that they stand in. Undefined: a file could not be
 * read, and nobody knows what it defines.
 */
export function planNames(plan: WrittenPlan): PlanNames | undefined {
  if (plan.unread.length > 0) return undefined;
  const names: { [kind: string]: string[] } = {};
  for (const section of Object.keys(ROOT.properties)) {
    for (const kind of kindsOf(section)) {
      names[kind] = [...new Set([...(names[kind] ?? []), ...namesIn(section, plan)])];
    }
  }
  return names;
}

function kindsOf(section: string): readonly string[] {
  const schema: { readonly 'x-defines'?: unknown } = SCHEMAS[`sections/${section}.schema.json`] ?? {};
  const kinds = schema['x-defines'];
  return Array.isArray(kinds) ? kinds.map(String) : [];
}

function namesIn(section: string, plan: WrittenPlan): readonly string[] {
  const { settings, broken, ...rest } = plan;
  const tables: { readonly [key: string]: unknown } = rest;
  const table = tables[section];
  const wrong = broken.filter((entry) => entry.section === section).map(({ name }) => name);
  if (Array.isArray(table)) return [...table.map(({ name }: { readonly name: string }) => name), ...wrong];
  const written: { readonly [key: string]: { readonly value: unknown } | undefined } = settings;
  return Object.keys(Object(written[section]?.value));
}
