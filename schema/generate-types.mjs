// Writes from the schema (`npm run types`) what the compiler has of it: compiler/model/written.generated.ts, the types of
// what an author writes, and compiler/validate/schemas.generated.ts, its files as one table. test/schema.test.ts compares.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const folder = fileURLToPath(new URL('.', import.meta.url));
const types = fileURLToPath(new URL('../compiler/model/written.generated.ts', import.meta.url));
const table = fileURLToPath(new URL('../compiler/validate/schemas.generated.ts', import.meta.url));

const BANNER = `// Made by schema/generate-types.mjs from schema/dialplan.schema.json: do not edit, run \`npm run types\`.`;

const readSchema = (reference) => JSON.parse(readFileSync(`${folder}${reference.split('#')[0]}`, 'utf8'));

/**
 * A copy in which every reference stands alone and every title begins with `Written`: words beside a `$ref` would
 * make one more type of the same shape each, and `Number` is taken.
 */
function forTypes(schema) {
  if (Array.isArray(schema)) return schema.map(forTypes);
  if (schema === null || typeof schema !== 'object') return schema;
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === 'title' && typeof value === 'string' ? [key, `Written${value}`] : [key, forTypes(value)],
    ),
  );
}

/** Reads a schema file that another one names. */
const reader = {
  order: 1,
  canParse: /\.json$/,
  parse: (file) => forTypes(JSON.parse(file.data.toString())),
};

/** Plain data is read-only here; the generator has no option for it. */
function readOnly(text) {
  return text
    .replace(/^( +)(\w+\??|\[k: string\]): /gm, '$1readonly $2: ')
    .replace(/: (\(.*\)|\w+)\[\];$/gm, ': readonly $1[];')
    .replace(/^(export type \w+ =) (\(.*\)|\w+)\[\];$/gm, '$1 readonly $2[];');
}

/** The sections that are tables, in the order of the root: those whose schema says what one entry is called. */
function tablesOf({ properties }) {
  const isTable = ({ $ref }) => $ref !== undefined && 'x-entry' in readSchema($ref);
  const tables = Object.keys(properties).filter((section) => isTable(properties[section]));
  const lines = tables.map((section) => `  '${section}',\n`).join('');
  return `/** The sections that are maps of entries with names: several files may add to them. */
export const TABLES = [\n${lines}] as const satisfies readonly (keyof WrittenDialPlan)[];\n`;
}

/** The text of the generated file. */
export async function generateTypes() {
  const root = forTypes(readSchema('dialplan.schema.json'));
  const text = await compile(root, 'WrittenDialPlan', {
    cwd: folder,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
    bannerComment: BANNER,
    $refOptions: { parse: { json: reader } },
  });
  return `${readOnly(text)}${tablesOf(root)}`;
}

/** `sections/ring_groups.schema.json` as the name of a variable. */
const variableOf = (file) =>
  file.replace('.schema.json', '').replace(/[/_](\w)/g, (_, letter) => letter.toUpperCase());

/** The text of the table of schema files. */
export function generateTable() {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.schema.json'))
    .sort();
  const imports = files.map(
    (file) => `import ${variableOf(file)} from '../../schema/${file}' with { type: 'json' };\n`,
  );
  const lines = files.map((file) => `  '${file}': ${variableOf(file)},\n`);
  return `${BANNER.replace('schema/dialplan.schema.json', 'the files of schema/')}
${imports.join('')}
/** Every schema file by its path below \`schema/\`; references between them are relative to that. */
export const SCHEMAS: Readonly<Record<string, object>> = {\n${lines.join('')}};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(types, await generateTypes());
  writeFileSync(table, generateTable());
}
