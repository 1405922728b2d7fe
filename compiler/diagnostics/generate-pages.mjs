import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Writes the table of explain pages from their folder: `npm run types`.

const folder = fileURLToPath(new URL('explain', import.meta.url));
const table = fileURLToPath(new URL('explain-pages.generated.ts', import.meta.url));

/** The text of the table. */
export function generatePages() {
  const codes = readdirSync(folder)
    .flatMap((name) => /^(DP\d{4})\.md$/.exec(name)?.[1] ?? [])
    .sort();
  return `// Generated from the files of explain/: npm run types.
${codes.map((code) => `import ${code} from './explain/${code}.md';\n`).join('')}
/** One page a code: why it matters, an example that fails with exactly this code, the same mended. */
export const PAGES: { readonly [code: string]: string | undefined } = {\n${codes.map((code) => `  ${code},\n`).join('')}};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(table, generatePages());
