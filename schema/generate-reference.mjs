// Writes dialplan/LANGUAGE.md from the schema (`npm run reference`); test/reference.test.ts compares the two.
//
// What a reader finds there stands in the schema: a section is one heading, its keys are one table, and a shape that is
// written in several ways has one table for each. Hand-written are only the first page, the examples and the list of features.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('.', import.meta.url);
const output = fileURLToPath(new URL('../dialplan/LANGUAGE.md', import.meta.url));

const readText = (path) => readFileSync(new URL(path, folder), 'utf8');
const readSchema = (path) => JSON.parse(readText(path));

/** The examples of a section, and the tables that they read: `menus.yaml` and `menus.return.yaml` are both of `menus`. */
const examplesOf = (section) => {
  const files = readdirSync(new URL('reference/examples/', folder));
  const texts = files
    .filter((file) => file.split('.')[0] === section && file.endsWith('.yaml'))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((file) => readText(`reference/examples/${file}`));
  return texts.flatMap((text) => [
    fenced(text, 'yaml'),
    ...files
      .filter((file) => file.endsWith('.csv') && text.includes(file))
      .flatMap((file) => [`${code(file)}:`, fenced(readText(`reference/examples/${file}`), 'csv')]),
  ]);
};

/** A part of the schema with the file that its references start from. */
function part(schema, file) {
  return { schema, file };
}

/** What a reference leads to; words beside it win. */
function resolve({ schema, file }) {
  if (schema.$ref === undefined) return part(schema, file);
  const [path, pointer = ''] = schema.$ref.split('#');
  const target = path === '' ? file : new URL(path, `schema:///${file}`).pathname.slice(1);
  const steps = pointer.split('/').filter((step) => step !== '');
  const found = steps.reduce((node, step) => node[step], readSchema(target));
  const { $ref: _, ...beside } = schema;
  return resolve(part({ ...found, ...beside }, target));
}

/** Whether a part is a shape of common.schema.json, which has a heading of its own. */
const isShared = ({ schema, file }) =>
  /common\.schema\.json#/.test(schema.$ref) ||
  (file === 'common.schema.json' && schema.$ref?.startsWith('#'));
const actionName = (reference) => /nodes\/(\w+)\.schema\.json$/.exec(reference ?? '')?.[1];

/** `PhoneNumber` is “phone number”. */
const inWords = (title) =>
  title
    .replace(/\B[A-Z](?=[a-z])/g, (letter) => ` ${letter}`)
    .toLowerCase()
    .replace('sip', 'SIP');
const anchor = (words) =>
  words
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
const code = (text) => `\`${text}\``;
const listed = (words, last = 'or') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
/** A table cell is one line. */
const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

/** What may stand as a value, in a few words with links. */
function valueWords({ schema, file }) {
  if (isShared({ schema, file })) {
    const words = inWords(resolve(part(schema, file)).schema.title);
    return schema['x-names'] ? nameOfKind(schema['x-names']) : `[${words}](#${anchor(words)})`;
  }
  const action = actionName(schema.$ref);
  if (action) return `[${code(`{${action}: …}`)}](#action-${action})`;
  const { schema: own, file: from } = resolve(part(schema, file));
  if (own.oneOf) return oneOfWords(own.oneOf, from);
  // Where a number may stand as well, the message says both.
  if (own['x-names'] && own['x-written'] !== 'telephone') return nameOfKind(own['x-names']);
  if (own['x-mend'] === 'name') return '[name](#name)';
  if (own.allOf) return valueWords(part(own.allOf[0], from));
  if (own['x-words']) return own['x-message'] ?? listed(own['x-words'].map(code));
  if (own.enum) return listed(own.enum.map((word) => code(word)));
  if (own.type === 'object') return mapWords(own, from);
  if (own.type === 'array') return `list of ${bare(valueWords(part(own.items ?? {}, from)))}`;
  if (own.type === 'boolean') return '`true` or `false`';
  if (own['x-message']) return own['x-message'];
  if (own.type === 'integer') return `whole number${range(own)}`;
  return 'text';
}

/** A kind as the entries of its section are called, such as `list of holidays`; a kind of several sections as it is. */
function kindWords(kind) {
  const sections = readdirSync(new URL('sections/', folder)).map((file) => readSchema(`sections/${file}`));
  const [one, ...others] = sections.filter((schema) => schema['x-defines']?.includes(kind));
  return others.length > 0 ? kind : (one?.['x-entry'] ?? kind);
}

const nameOfKind = (kind) => {
  const words = kindWords(kind);
  return `name of ${/^[aeio]/.test(words) ? 'an' : 'a'} ${words}`;
};

/** Actions are one choice of many. */
function oneOfWords(branches, file) {
  const actions = branches.filter(({ $ref }) => actionName($ref));
  const few = actions.length < 3;
  const rest = branches.filter((branch) => few || !actions.includes(branch));
  const values = rest.map((branch) => valueWords(part(branch, file)));
  return listed([...new Set(values), ...(few ? [] : ['[action](#actions)'])]);
}

/** In a list or a map: without article and example. */
const bare = (words) => words.replace(/^(?:an?|the|one) /, '').replace(/,? such as .*$/, '');

function mapWords(schema, file) {
  const key = schema.required?.[0];
  if (schema.properties) return key && schema['x-exactly-one'] === undefined ? code(`{${key}: …}`) : 'map';
  const names = schema.propertyNames ? valueWords(part(schema.propertyNames, file)) : 'name';
  return `map of ${bare(names)} to ${bare(valueWords(part(schema.additionalProperties ?? {}, file)))}`;
}

function range({ minimum, maximum }) {
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  return minimum === undefined ? '' : `, at least ${minimum}`;
}

/** A description, and what it says of the case that the key is not there. */
function meaning(schema, required) {
  const description = schema.description ?? '';
  const found = /(?:^|([.;:,]) )without it,? (.+?)(?=[.;](?: |$)|$)([.;]?)/i.exec(description);
  const rest = found
    ? `${description.slice(0, found.index)}.${description.slice(found.index + found[0].length)}`
    : description;
  const without = required
    ? '**must be there**'
    : schema.default !== undefined
      ? code(schema.default)
      : (found?.[2] ?? '');
  return { description: found ? rest.trim().replace(/^\. */, '') : description, without };
}

/** The rows of a map's keys, those of maps in it below their key; and the shapes that need a table of their own. */
function rowsOf({ schema, file }, prefix = '', trail = []) {
  const rows = [];
  const shapes = [];
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const own = part(property, file);
    const { schema: known } = resolve(own);
    const required = schema.required?.includes(key) ?? false;
    const { description, without } = meaning(known, required);
    rows.push([code(`${prefix}${key}`), valueWords(own), without, description]);
    const below = inside(own, `${prefix}${key}`, trail);
    rows.push(...below.rows);
    shapes.push(...below.shapes);
  }
  return { rows, shapes };
}

/** What is written below a value: nothing for shared shapes and actions, which have their own headings. */
function inside(value, path, trail) {
  if (isShared(value) || actionName(value.schema.$ref)) return { rows: [], shapes: [] };
  const { schema, file } = resolve(value);
  // A shape that holds itself is told once.
  if (schema.title && trail.includes(schema.title)) return { rows: [], shapes: [] };
  const further = schema.title ? [...trail, schema.title] : trail;
  if (schema.oneOf) {
    const branches = schema.oneOf.map((branch) => part(branch, file));
    return { rows: [], shapes: branches.flatMap((branch) => shapesOf(branch, path, further)) };
  }
  if (schema.type === 'array') return inside(part(schema.items ?? {}, file), path, further);
  if (schema.properties) return rowsOf(part(schema, file), `${path}.`, further);
  if (schema.additionalProperties)
    return inside(part(schema.additionalProperties, file), `${path}.*`, further);
  return { rows: [], shapes: [] };
}

/** The maps among the ways in which something is written. */
function shapesOf(branch, path, trail) {
  if (isShared(branch) || actionName(branch.schema.$ref)) return [];
  const { schema, file } = resolve(branch);
  if (schema.title && trail.includes(schema.title)) return [];
  const further = schema.title ? [...trail, schema.title] : trail;
  if (schema.type === 'array') return shapesOf(part(schema.items ?? {}, file), path, further);
  if (schema.oneOf) return schema.oneOf.flatMap((each) => shapesOf(part(each, file), path, further));
  return schema.properties ? [{ path, schema, file, trail: further }] : [];
}

function table(rows) {
  const head = ['key', 'value', 'without it', 'meaning'];
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), '|---|---|---|---|', ...together(rows).map(line)].join('\n');
}

/** Keys that mean the same in several places are one row. */
function together(rows) {
  const told = new Map();
  for (const [key, ...rest] of rows) {
    const same = JSON.stringify(rest);
    told.set(same, [...(told.get(same) ?? []), key]);
  }
  return [...told].map(([same, keys]) => [keys.join(', '), ...JSON.parse(same)]);
}

/** The keys of a map, and of all shapes in it. */
function keys(value, seen = new Set(), trail = []) {
  const { rows, shapes } = rowsOf(value, '', trail);
  const one = value.schema['x-exactly-one'];
  const blocks =
    rows.length > 0 ? [...(one ? [`Exactly one of ${listed(one.map(code), 'and')}.`] : []), table(rows)] : [];
  for (const { path, schema, file, trail: further } of shapes) {
    if (seen.has(schema.title)) continue;
    seen.add(schema.title);
    const key = schema.required?.[0];
    blocks.push(`${code(path)} as ${key ? code(`{${key}: …}`) : 'a map'}: ${schema.description}`);
    blocks.push(...keys(part(schema, file), seen, further));
  }
  return blocks;
}

const fenced = (text, language) => `\`\`\`${language}
${text.trim()}
\`\`\``;

/** One section: what it is, an example, every key. */
function section(name, property) {
  const { schema, file } = resolve(part({ $ref: property.$ref }, 'dialplan.schema.json'));
  const blocks = [`## ${code(name)}`, longer(schema.description, property.description), ...examplesOf(name)];
  if (schema.properties) return [...blocks, ...keys(part(schema, file))];
  if (schema.oneOf) return [...blocks, ...choices(part(schema, file), name)];
  if (schema.type === 'array') {
    const item = resolve(part(schema.items, file));
    if (!item.schema.properties)
      return [...blocks, `A list of ${bare(valueWords(part(schema.items, file)))}.`];
    return [...blocks, `A list; each item is ${lower(item.schema.description)}`, ...keys(item)];
  }
  const entry = part(schema.additionalProperties, file);
  const names = schema.propertyNames ? valueWords(part(schema.propertyNames, file)) : 'a name';
  const told = `Each key is ${withArticle(names)}.`;
  const { schema: one, file: from } = resolve(entry);
  if (isShared(entry) || !(one.oneOf || one.properties))
    return [...blocks, `${told} Each value is ${withArticle(valueWords(entry))}.`];
  blocks.push(`${told} ${one.description}`);
  return [...blocks, ...(one.oneOf ? choices(part(one, from), 'entry') : keys(part(one, from)))];
}

const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const longer = (a = '', b = '') => (a.length >= b.length ? a : b);

function withArticle(words) {
  const first = words.replace(/^\[/, '');
  if (/^(?:an? |one |[0-9`]|the )/.test(first)) return words;
  return `${/^(?:[aeio]|SIP)/.test(first) ? 'an' : 'a'} ${words}`;
}

/** A value that is written in one of several ways. */
function choices({ schema, file }, path) {
  const branches = schema.oneOf.map((branch) => part(branch, file));
  const shapes = branches.flatMap((branch) => shapesOf(branch, path, []));
  const seen = new Set();
  const blocks = [`One of: ${oneOfWords(schema.oneOf, file)}.`];
  for (const { schema: own, file: from, trail } of shapes) {
    const key = own.required?.[0];
    blocks.push(
      `As ${key ? code(`{${key}: …}`) : 'a map'}: ${own.description}`,
      ...keys(part(own, from), seen, trail),
    );
  }
  return blocks;
}

/** An action that can be written wherever a call can go. */
function action(name) {
  const file = `nodes/${name}.schema.json`;
  const schema = readSchema(file);
  return [`### Action ${code(name)}`, schema.description, ...keys(part(schema, file))];
}

/** A shape that many keys share. */
function sharedShape(schema) {
  const file = 'common.schema.json';
  const words = inWords(schema.title);
  const examples = (schema.examples ?? []).map((each) => code(each));
  const blocks = [`### ${words[0].toUpperCase()}${words.slice(1)}`];
  const ways = { schema, file };
  if (schema.oneOf) blocks.push(schema.description, ...choices(ways, words));
  else if (schema.properties) blocks.push(schema.description, ...keys(ways));
  else if (schema.type === 'object' || schema.type === 'array') {
    blocks.push(`${schema.description} Written as ${withArticle(valueWords(ways))}.`);
  } else {
    const shown = examples.filter((each) => !schema.description.includes(each));
    blocks.push(`${schema.description}${shown.length > 0 ? ` Such as ${listed(shown)}.` : ''}`);
  }
  if (schema['x-words'])
    blocks.push(
      `One of ${listed(schema['x-words'].map(code))}, or ${schema['x-message'].replace(/^.*? or /, '')}.`,
    );
  if (schema.not?.enum) blocks.push(`Not one of ${listed(schema.not.enum.map(code))}.`);
  return blocks;
}

function contents(sections) {
  const rows = sections.map(
    ([name, { description }]) => `| [${code(name)}](#${name}) | ${cell(description)} |`,
  );
  return ['| section | says |', '|---|---|', ...rows].join('\n');
}

function features(rows) {
  const lines = rows.map(
    ({ feature, section: name, example, test }) =>
      `| ${cell(feature)} | [${code(name)}](#${name === 'settings' ? 'settings' : name}) | [${example}](../schema/reference/examples/${example}.yaml) | [${test.replace('test/', '')}](../${test}) |`,
  );
  return ['| feature | section | example | test |', '|---|---|---|---|', ...lines].join('\n');
}

/** The text of the reference. */
export function generateReference() {
  const root = readSchema('dialplan.schema.json');
  const common = readSchema('common.schema.json');
  const all = Object.entries(root.properties);
  const isSection = ([, { $ref }]) => $ref?.startsWith('sections/') === true;
  const sections = all.filter(isSection);
  const settings = Object.fromEntries(all.filter((each) => !isSection(each)));
  const required = root['x-required-in-plan'];
  const actions = readdirSync(new URL('nodes/', folder)).map((file) => file.replace('.schema.json', ''));
  const order = [
    ...new Set([...common.$defs.destination.oneOf.map(({ $ref }) => actionName($ref)), ...actions]),
  ];
  const blocks = [
    '<!-- Made by `npm run reference` from schema/: do not edit. -->',
    readText('reference/intro.md').trim(),
    '## Sections',
    contents(sections),
    '## Settings',
    'What every plan says once, in any of its files.',
    ...examplesOf('settings'),
    ...keys(part({ properties: settings, required }, 'dialplan.schema.json')),
    ...sections.flatMap(([name, property]) => section(name, property)),
    '## Actions',
    'An action can be written wherever a call can go, as a map with its one key.',
    ...order.filter((name) => actions.includes(name)).flatMap(action),
    '## Values',
    'What keys take, where several take the same.',
    ...Object.values(common.$defs).flatMap(sharedShape),
    '## Features, examples, tests',
    'Each example is a small plan that the tests compile; each test says what a caller meets.',
    features(JSON.parse(readText('reference/features.json'))),
  ];
  return `${blocks.join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(output, generateReference());
