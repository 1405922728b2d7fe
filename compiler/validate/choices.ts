// An author's value is often one of several shapes: a name, `{say: …}`, `{number: …}`. The schema says so with `oneOf`, which editors
// and the type generator understand. But a validator answers a slip in one of the shapes with a complaint from each of them.
//
// Every shape of ours is known by one mark: it is text, a list, a map with one certain key (its first required one), or any other map.
// Beside a shape with names of its own, as of languages, any key of the certain one's shape tells it: `{busy: …, otherwize: …}` is no
// map of languages. A shape that is a choice itself takes all texts and maps, and tells its own shapes apart.
// So each `oneOf` is rewritten, before it is compiled, to: check the mark (`x-choice`), then only the shape that the mark tells.

/** What tells the shapes of one `oneOf` apart. */
export interface Choice {
  readonly text: boolean;
  readonly list: boolean;
  readonly keys: readonly string[];
  /** A shape for maps that have none of the keys. */
  readonly map: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** The schema files with every `oneOf` rewritten. */
export function withChoices(schemas: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  const rewrite = (node: unknown, file: string): unknown => {
    if (Array.isArray(node)) return node.map((item) => rewrite(item, file));
    if (!isJson(node)) return node;
    const entries = Object.entries(node).map(([key, value]): [string, unknown] => [
      key,
      rewrite(value, file),
    ]);
    const rewritten: Json = Object.fromEntries(entries);
    return Array.isArray(rewritten.oneOf) ? asChoice(rewritten, rewritten.oneOf, file) : rewritten;
  };

  const asChoice = ({ oneOf: _, ...rest }: Json, branches: readonly unknown[], file: string): Json => {
    const marked = branches.map((branch) => ({ branch, mark: markOf(resolve(branch, file)) }));
    const ofKind = (...kinds: readonly Mark['kind'][]): unknown =>
      marked.find(({ mark }) => kinds.includes(mark.kind))?.branch;
    const text = ofKind('text', 'choice');
    const list = ofKind('list');
    const map = ofKind('map', 'choice');
    const keyed = marked.flatMap(({ branch, mark }) =>
      mark.kind === 'key' ? [{ key: mark.key, branch }] : [],
    );
    // In a map whose names are the author's nothing else could say which shape was meant.
    const open = marked.some(
      ({ branch, mark }) =>
        mark.kind === 'map' && Object.hasOwn(Object(resolve(branch, file)), 'propertyNames'),
    );
    const told = (key: string, branch: unknown): Json => {
      const { properties } = Object(resolve(branch, file));
      return open
        ? { anyOf: Object.keys(Object(properties)).map((each) => ({ required: [each] })) }
        : { required: [key] };
    };
    const byKey = keyed.reduceRight<unknown>(
      (otherwise, { key, branch }) => condition(told(key, branch), branch, otherwise),
      map ?? true,
    );
    const choice: Choice = {
      text: text !== undefined,
      list: list !== undefined,
      keys: keyed.map(({ key }) => key),
      map: map !== undefined,
    };
    const shape = condition(
      { type: ['string', 'number'] },
      text ?? true,
      condition({ type: 'object' }, byKey, list ?? true),
    );
    return { ...rest, 'x-choice': choice, ...shape };
  };

  const resolve = (branch: unknown, file: string): unknown => {
    if (!isJson(branch) || typeof branch.$ref !== 'string') return branch;
    const [path, pointer] = branch.$ref.split('#');
    const target = path ? new URL(path, `schema:///${file}`).pathname.slice(1) : file;
    const steps = (pointer ?? '').split('/').filter((step) => step !== '');
    return steps.reduce<unknown>((node, step) => (isJson(node) ? node[step] : undefined), schemas[target]);
  };

  return Object.fromEntries(
    Object.entries(schemas).map(([file, schema]) => [file, rewrite(schema, file) as object]),
  );
}

/** `if`, `then`, `else` of JSON Schema. */
function condition(test: Json, consequence: unknown, otherwise: unknown): Json {
  return Object.fromEntries([
    ['if', test],
    ['then', consequence],
    ['else', otherwise],
  ]);
}

type Mark =
  | { readonly kind: 'text' | 'list' | 'map' }
  /** Several shapes of its own. */
  | { readonly kind: 'choice' }
  | { readonly kind: 'key'; readonly key: string };

function markOf(branch: unknown): Mark {
  if (isJson(branch) && (branch.type === 'string' || Array.isArray(branch.type))) return { kind: 'text' };
  if (isJson(branch) && Array.isArray(branch.oneOf)) return { kind: 'choice' };
  if (isJson(branch) && branch.type === 'array') return { kind: 'list' };
  if (!isJson(branch) || branch.type !== 'object')
    throw new Error(`a shape without a mark: ${JSON.stringify(branch)}`);
  const key: unknown = Array.isArray(branch.required) ? branch.required[0] : undefined;
  return typeof key === 'string' ? { kind: 'key', key } : { kind: 'map' };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
