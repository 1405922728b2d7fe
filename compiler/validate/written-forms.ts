import type { Forms, WrittenForm } from '../model/forms.ts';
import { referred } from './references.ts';
import { SCHEMAS } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** A part of the schema, and the file that its references start from. */
interface Part {
  readonly schema: Json;
  readonly file: string;
}

/** How the texts of a plan's file are written, by `x-written` and `x-sorted` of the schema. */
export const writtenForms = (): Forms => {
  const file = 'dialplan.schema.json';
  return formsOf([{ schema: Object(SCHEMAS[file]), file }]);
};

/** What may stand at one place: several parts where the schema leaves a choice, which no text of ours decides. */
function formsOf(parts: readonly Part[]): Forms {
  const all = parts.flatMap(choices);
  const known = new Map<string, Forms>();
  const named = (key: string) => all.some(({ schema }) => Object.hasOwn(Object(schema.properties), key));
  return {
    value: written(all),
    key: written(inside(all, 'propertyNames').flatMap(choices)),
    sorted: all.some(({ schema }) => schema['x-sorted'] === true),
    below(step) {
      // The entries of a table are all alike.
      const key = typeof step === 'number' ? '[]' : named(step) ? `.${step}` : '*';
      const before = known.get(key);
      if (before !== undefined) return before;
      const fresh = formsOf(typeof step === 'number' ? inside(all, 'items') : properties(all, step));
      known.set(key, fresh);
      return fresh;
    },
  };
}

/** A part with its references followed and its choices taken apart. */
function choices({ schema, file }: Part): readonly Part[] {
  const { $ref } = schema;
  const target = typeof $ref === 'string' ? referred($ref, file, SCHEMAS) : undefined;
  const further = target === undefined ? [] : [{ schema: Object(target.schema), file: target.file }];
  const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((key) =>
    Array.isArray(schema[key]) ? schema[key] : [],
  );
  return [
    { schema, file },
    ...[...further, ...branches.map((branch) => ({ schema: Object(branch), file }))].flatMap(choices),
  ];
}

const inside = (parts: readonly Part[], key: string): readonly Part[] =>
  parts.flatMap(({ schema, file }) => (isJson(schema[key]) ? [{ schema: schema[key], file }] : []));

const properties = (parts: readonly Part[], key: string): readonly Part[] =>
  parts.flatMap(({ schema, file }) => {
    const own = Object(schema.properties);
    const found: unknown = Object.hasOwn(own, key) ? own[key] : schema.additionalProperties;
    return isJson(found) ? [{ schema: found, file }] : [];
  });

function written(parts: readonly Part[]): WrittenForm | undefined {
  const form = parts.map(({ schema }) => schema['x-written']).find((each) => each !== undefined);
  return form === 'quoted' || form === 'telephone' || form === 'span' ? form : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
