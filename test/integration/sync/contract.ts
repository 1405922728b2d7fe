import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';

/**
 * Checks answers against Twilio's own OpenAPI definition of Sync, which lies in `@twilio/cli-core`. As published it
 * promises little: nothing is required, everything may be null, anything may be added. So it is strengthened first:
 * every property required, none added, and null only where a value can really be missing.
 */
export interface Contract {
  /** What is wrong with an answer to an operation; nothing: it keeps the contract. */
  check(method: string, url: string, status: number, body: unknown): readonly string[];
  /** Whether the definition declares an ETag for the answer. */
  declaresEtag(method: string, url: string, status: number): boolean;
}

type Schema = { [name: string]: unknown };

interface Operation {
  readonly responses: { readonly [status: string]: Schema | undefined };
}

interface Definition {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation | undefined } };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
}

/** Properties that are null when there is nothing to say; all others never are. */
const MAY_BE_NULL = new Set([
  'unique_name',
  'friendly_name',
  'webhook_url',
  'date_expires',
  'next_page_url',
  'previous_page_url',
]);

/** What the examples of the definition link to, by the resource's path. */
const LINKS: readonly (readonly [path: RegExp, links: readonly string[]])[] = [
  [/\/Maps(\/\{Sid\})?$/, ['items', 'permissions']],
  [/\/Documents(\/\{Sid\})?$/, ['permissions']],
  [/\/Services(\/\{Sid\})?$/, ['documents', 'lists', 'maps', 'streams']],
];

const FORMATS = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  uri: (text: string) => URL.canParse(text),
};

function definition(): Definition {
  const file = createRequire(import.meta.url).resolve(
    '@twilio/cli-core/src/services/twilio-api/twilio_sync_v1.json',
  );
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The strengthening of one schema, with everything it refers to put in place. */
function strengthen(
  schemas: Definition['components']['schemas'],
  schema: Schema,
  path: string,
  name = '',
): Schema {
  const reference = schema.$ref;
  if (typeof reference === 'string') {
    return strengthen(schemas, schemas[reference.split('/').at(-1) ?? ''] ?? {}, path, name);
  }
  const strong = keywords(schema, name);
  if (name === 'links') {
    const links = LINKS.find(([pattern]) => pattern.test(path))?.[1] ?? [];
    strong.properties = Object.fromEntries(links.map((link) => [link, { type: 'string', format: 'uri' }]));
  }
  if (schema.items) strong.items = strengthen(schemas, schema.items as Schema, path);
  if (schema.properties) {
    strong.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, strengthen(schemas, value, path, key)]),
    );
  }
  if (strong.properties) {
    strong.type = 'object';
    strong.required = Object.keys(strong.properties);
    strong.additionalProperties = false;
  }
  return strong;
}

/** The plain keywords of a schema, with the types that its description promises. */
function keywords(schema: Schema, name: string): Schema {
  const { type, format, pattern, minLength, maxLength, minimum, maximum } = schema;
  const kept: Schema = { type, format, pattern, minLength, maxLength, minimum, maximum };
  for (const key of Object.keys(kept)) if (kept[key] === undefined) delete kept[key];
  if (format === 'uri-map' || format === 'int64') delete kept.format;
  if (name === 'data') kept.type = 'object';
  if (name === 'revision') kept.pattern = '^(0|[1-9][0-9]*)$';
  if (name === 'created_by') kept.const = 'system';
  if (name === 'key') kept.minLength = 1;
  return MAY_BE_NULL.has(name) ? { anyOf: [kept, { type: 'null' }] } : kept;
}

const ERROR = {
  type: 'object',
  required: ['code', 'message', 'more_info', 'status'],
  additionalProperties: false,
  properties: {
    code: { type: 'integer', minimum: 20001 },
    message: { type: 'string', minLength: 1 },
    more_info: { type: 'string', pattern: '^https://www\\.twilio\\.com/docs/errors/\\d{5}$' },
    status: { type: 'integer' },
  },
};

/** Reads the definition and compiles it as it is asked for. */
export function contract(): Contract {
  const { paths, components } = definition();
  const ajv = new Ajv({ allErrors: true, formats: FORMATS });
  const compiled = new Map<string, ValidateFunction>();
  const responseOf = (method: string, url: string, status: number) => {
    const path = pathOf(Object.keys(paths), new URL(url).pathname);
    return { path, response: paths[path]?.[method.toLowerCase()]?.responses[String(status)] };
  };
  const validator = (method: string, url: string, status: number): ValidateFunction | string => {
    const { path, response } = responseOf(method, url, status);
    if (status >= 400) return ajv.compile(ERROR);
    const name = `${method} ${path} ${status}`;
    if (!response) return `${name} is not in the definition`;
    const known = compiled.get(name);
    if (known) return known;
    const content = response.content as { 'application/json': { schema: Schema } } | undefined;
    if (!content) return `${name} has no body in the definition`;
    const schema = strengthen(components.schemas, content['application/json'].schema, path);
    const listed = Object.keys((schema.properties ?? {}) as Schema).find((key) => key !== 'meta');
    const meta = (schema.properties as { meta?: { properties: Schema } }).meta;
    if (meta) meta.properties.key = { const: listed };
    const made = ajv.compile(schema);
    compiled.set(name, made);
    return made;
  };
  return {
    declaresEtag: (method, url, status) =>
      'ETag' in ((responseOf(method, url, status).response?.headers ?? {}) as object),
    check(method, url, status, body) {
      if (status === 204) {
        const declared = responseOf(method, url, status).response !== undefined;
        return [
          ...(declared ? [] : ['204 is not in the definition']),
          ...(body === undefined ? [] : ['a body on 204']),
        ];
      }
      const validate = validator(method, url, status);
      if (typeof validate === 'string') return [validate];
      if (validate(body))
        return status < 400 || hasStatus(body, status) ? [] : ['another status in the body'];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
  };
}

const hasStatus = (body: unknown, status: number): boolean => Object(body).status === status;

/** The path of the definition that a real path is an instance of; a name in braces stands for one part. */
function pathOf(paths: readonly string[], real: string): string {
  const parts = real.split('/');
  const fits = (path: string): boolean => {
    const wanted = path.split('/');
    return (
      wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
    );
  };
  return paths.find(fits) ?? real;
}
