import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Every file below a folder, as paths with `/` from there. */
export const filesBelow = (folder: string, from = folder): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const path = join(folder, each.name);
    return each.isDirectory() ? filesBelow(path, from) : [relative(from, path).split(sep).join('/')];
  });
