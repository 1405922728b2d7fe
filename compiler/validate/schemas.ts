import root from '../../schema/dialplan.schema.json' with { type: 'json' };
import { SCHEMAS } from './schemas.generated.ts';

export { SCHEMAS };

/** The root of the schema: its properties are the sections that are built. */
export const ROOT = root;

/** The keys that an entry of a table may have, by name of the section. */
export function entryKeys(table: string): ReadonlySet<string> {
  const { additionalProperties: entry } = Object(SCHEMAS[`sections/${table}.schema.json`]);
  const shapes: readonly unknown[] = [entry, ...(Object(entry).oneOf ?? [])];
  return new Set(shapes.flatMap((shape) => Object.keys(Object(Object(shape).properties))));
}
