import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Compiling the schema takes ajv some 300 ms, in every run of the command line. This plugin has ajv do it once, when we
// build: it runs compiler/validate/checker.ts with ajv, keeps the code that ajv writes for each part of the schema, and
// gives the bundle a class that looks like ajv and knows these parts only.

const root = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const AJV = 'ajv/dist/2020.js';

/** The checker as a module of this process, whose ajv is a subclass that we keep. */
async function checkerWith(Ajv) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    stdin: {
      contents: `export { addInPlace, sharedChecker } from './compiler/validate/checker.ts'; export { ROOT, SCHEMAS } from './compiler/validate/schemas.ts';`,
      resolveDir: root,
    },
    write: false,
    external: [AJV],
  });
  const module = { exports: {} };
  const load = (name) => (name === AJV ? { Ajv2020: Ajv } : require(name));
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, load);
  return module.exports;
}

/** CommonJS that exports a function: keywords to validators, by the reference that they check. */
async function writeValidators() {
  const { Ajv2020 } = require(AJV);
  const { default: standaloneCode } = require('ajv/dist/standalone');
  const { _ } = require('ajv');
  const references = [];
  const keywords = new Map();
  let ajv;
  class Recorder extends Ajv2020 {
    constructor(options) {
      super({ ...options, code: { ...options.code, source: true } });
      ajv = this;
    }
    addKeyword(definition) {
      if (definition.validate) keywords.set(definition.validate, definition.keyword);
      return super.addKeyword(definition);
    }
    compile(schema) {
      // A name of its own makes the part known to the code writer.
      const name = `part-${references.length}`;
      references.push(schema.$ref);
      return super.addSchema(schema, name).getSchema(name);
    }
  }
  const { addInPlace, sharedChecker, ROOT, SCHEMAS } = await checkerWith(Recorder);
  const checker = sharedChecker();
  for (const section of Object.keys(ROOT.properties)) {
    checker.section(section)({});
    const table = SCHEMAS[`sections/${section}.schema.json`];
    if (table?.additionalProperties) checker.entry(section)({});
    if (table?.propertyNames) checker.entryName(section)('x');
    if (table?.type === 'array') checker.item(section)({});
  }
  // Functions of ours cannot be written down; the bundle brings them along by their names.
  for (const part of Object.values(ajv.schemas).concat([...ajv._cache.values()])) {
    for (const name of part?.validate?.source?.scopeValues?.keyword ?? []) {
      name.value.code = _`keywords[${keywords.get(name.value.ref)}]`;
    }
  }
  const exported = Object.fromEntries(
    references.map((_reference, index) => [`part${index}`, `part-${index}`]),
  );
  // The code that is kept has not gone through the option of ajv that would change it.
  const code = addInPlace(standaloneCode(ajv, exported));
  const table = references.map((reference, index) => `${JSON.stringify(reference)}: exports.part${index}`);
  return `module.exports = (keywords) => { const exports = {}; const self = undefined;\n${code}\nreturn { ${table.join(', ')} }; };`;
}

const SHIM = `
import make from 'dialplan:validators';
export class Ajv2020 {
  keywords = {};
  addVocabulary() {}
  addSchema() {}
  addKeyword({ keyword, validate }) { this.keywords[keyword] = validate; }
  compile({ $ref }) {
    this.parts ??= make(this.keywords);
    const part = this.parts[$ref];
    if (part === undefined) throw new Error('the build has no validator for ' + $ref);
    return part;
  }
}
`;

/** Puts validators that were compiled now in the place of ajv. */
export const compiledValidators = {
  name: 'compiled-validators',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ajv\/dist\/2020\.js$/ }, () => ({ path: 'ajv', namespace: 'validators' }));
    onResolve({ filter: /^dialplan:validators$/ }, () => ({ path: 'parts', namespace: 'validators' }));
    onLoad({ filter: /^ajv$/, namespace: 'validators' }, () => ({ contents: SHIM, resolveDir: root }));
    onLoad({ filter: /^parts$/, namespace: 'validators' }, async () => ({
      contents: await writeValidators(),
      resolveDir: root,
    }));
  },
};
