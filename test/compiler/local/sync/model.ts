import fc from 'fast-check';
import type { Asking } from './account.ts';

/**
 * A model of maps that is small enough to be believed: what a person would answer who knows only the rules. The real
 * thing is asked the same, at random, and must answer the same.
 */
export interface Model {
  readonly maps: Map<string, Map<string, { data: string; revision: number }>>;
}

/** One request that both are asked. */
export type Step =
  | OnMap<'make_map'>
  | OnMap<'drop_map'>
  | OnMap<'list'>
  | (OnMap<'create'> & { readonly key: string; readonly data: string })
  | OnItem<'update'>
  | OnItem<'delete'>
  | OnItem<'fetch'>;

interface OnMap<Do> {
  readonly do: Do;
  readonly map: string;
}

interface OnItem<Do> extends OnMap<Do> {
  readonly key: string;
  readonly data: string;
  /** `none`, or how far from the right revision. */
  readonly match: 'none' | 0 | 1;
  readonly quote: '' | '"' | 'W/"';
}

const map = fc.constantFrom('one', 'two');
const key = fc.constantFrom('a', 'B', '+61255501234', 'a b', '%41é');
const data = fc.json({ maxDepth: 1 }).map((json) => `{"value":${json}}`);

/** Random rows of steps on few names, so that they meet; a map is dropped rarely, so that it fills. */
export const steps = (maxLength: number): fc.Arbitrary<Step[]> => {
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constant('make_map'), map }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('drop_map'), map }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('list'), map }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('create'), map, key, data }) },
    {
      weight: 9,
      arbitrary: fc.record({
        do: fc.constantFrom('update', 'delete', 'fetch'),
        map,
        key,
        data,
        match: fc.constantFrom('none', 0, 1),
        quote: fc.constantFrom('', '"', 'W/"'),
      }),
    },
  ) as fc.Arbitrary<Step>;
  const make = (name: string): Step => ({ do: 'make_map', map: name });
  return fc.array(step, { maxLength, size: 'max' }).map((row) => [make('one'), make('two'), ...row]);
};

/** What the model says: status, and of a success what is to be seen of it. */
export interface Said {
  readonly status: number;
  readonly revision?: string;
  readonly data?: string;
  readonly keys?: readonly string[];
}

/** The model's answer, which also changes it. */
export function say({ maps }: Model, step: Step): Said {
  const items = maps.get(step.map);
  if (step.do === 'make_map') {
    if (items) return { status: 409 };
    maps.set(step.map, new Map());
    return { status: 201 };
  }
  if (!items) return { status: 404 };
  if (step.do === 'drop_map') {
    maps.delete(step.map);
    return { status: 204 };
  }
  if (step.do === 'list') return { status: 200, keys: [...items.keys()].sort() };
  const item = items.get(step.key);
  if (step.do === 'create') {
    if (item) return { status: 409 };
    items.set(step.key, { data: step.data, revision: 0 });
    return { status: 201, revision: '0', data: step.data };
  }
  if (!item) return { status: 404 };
  if (step.do === 'fetch') return { status: 200, revision: String(item.revision), data: item.data };
  if (step.match === 1) return { status: 412 };
  if (step.do === 'delete') {
    items.delete(step.key);
    return { status: 204 };
  }
  items.set(step.key, { data: step.data, revision: item.revision + 1 });
  return { status: 200, revision: String(item.revision + 1), data: step.data };
}

/** A step as a request: what, form, `If-Match`. */
export function ask({ maps }: Model, step: Step): Parameters<Asking> {
  const path = `/Maps/${step.map}`;
  if (step.do === 'make_map') return ['POST /Maps', { UniqueName: step.map }];
  if (step.do === 'drop_map') return [`DELETE ${path}`];
  if (step.do === 'list') return [`GET ${path}/Items?PageSize=100`];
  if (step.do === 'create') return [`POST ${path}/Items`, { Key: step.key, Data: step.data }];
  const item = `${path}/Items/${encodeURIComponent(step.key)}`;
  if (step.do === 'fetch') return [`GET ${item}`];
  const revision =
    (maps.get(step.map)?.get(step.key)?.revision ?? 0) + (step.match === 'none' ? 0 : step.match);
  const tag = step.match === 'none' ? undefined : `${step.quote}${revision}${step.quote ? '"' : ''}`;
  return step.do === 'delete' ? [`DELETE ${item}`, {}, tag] : [`POST ${item}`, { Data: step.data }, tag];
}

/** What is to be seen of a real answer, in the words of the model. */
export function seen(status: number, body: unknown): Said {
  const { revision, data, items, key } = Object(body) as Record<string, unknown>;
  if (status >= 400 || body === undefined) return { status };
  if (Array.isArray(items)) return { status, keys: items.map((item: { key: string }) => item.key) };
  return key === undefined ? { status } : { status, revision: String(revision), data: JSON.stringify(data) };
}

/** Data texts as JSON prints them, so that blanks and number forms do not count. */
export function plain(said: Said): Said {
  return said.data === undefined ? said : { ...said, data: JSON.stringify(JSON.parse(said.data)) };
}
