import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// What the packages that are bundled ask for: that their notices go with every copy. Which they are esbuild says itself.

/** The directory of the package that a bundled file belongs to; undefined: the file is ours. */
const packageOf = (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];

/** The licence files of a package, each with its name. */
function licencesIn(directory) {
  const names = readdirSync(directory).filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name));
  return names.sort().map((name) => readFileSync(join(directory, name), 'utf8').trim());
}

/**
 * The notices of all packages in some bundles, as one text; empty: there are none. Fails where a package names no licence.
 * @param metafiles of esbuild
 * @param root the directory that their paths begin at
 */
export function noticesOf(metafiles, root) {
  const directories = new Set(
    metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap((path) => packageOf(path) ?? [])),
  );
  const notices = [...directories].flatMap((path) => {
    const directory = join(root, path);
    if (!existsSync(join(directory, 'package.json'))) return [];
    const { name, version, license, author } = JSON.parse(
      readFileSync(join(directory, 'package.json'), 'utf8'),
    );
    if (typeof license !== 'string') throw new Error(`${name} has no licence that could go with it`);
    const found = licencesIn(directory);
    // Some packages name their licence and forget its text.
    const texts =
      found.length > 0
        ? found
        : [`${license}, by ${author?.name ?? author ?? 'its authors'}. The package has no text of it.`];
    return [{ title: `${name} ${version} (${license})`, texts }];
  });
  notices.sort((a, b) => (a.title < b.title ? -1 : 1));
  const rule = '-'.repeat(80);
  return notices.map(({ title, texts }) => [rule, title, rule, '', ...texts, ''].join('\n')).join('\n');
}

/** A text as the comment at the head of a script. */
export const asComment = (text) => `/*!\n${text.replaceAll('*/', '* /')}\n*/\n`;
