/** What a reference of one schema file leads to. */
export interface Referred {
  /** The file that it stands in, as `SCHEMAS` names it. */
  readonly file: string;
  readonly schema: unknown;
  /** A name for it that no other one has: `common.destination`, `nodes.say`. */
  readonly name: string;
}

/** Follows `$ref: "../common.schema.json#/$defs/name"`, as it stands in a file; `files` are all files of the schema. */
export function referred(reference: string, file: string, files: Readonly<Record<string, object>>): Referred {
  const [path = '', pointer = ''] = reference.split('#');
  const target = path === '' ? file : new URL(path, `schema:///${file}`).pathname.slice(1);
  const steps = pointer.split('/').filter((step) => step !== '');
  const schema = steps.reduce<unknown>((node, step) => Object(node)[step], files[target]);
  if (schema === undefined) throw new Error(`${file} refers to ${reference}, which is not there`);
  const name = [
    ...target.replace('.schema.json', '').split('/'),
    ...steps.filter((step) => step !== '$defs'),
  ];
  return { file: target, schema, name: name.join('.') };
}
