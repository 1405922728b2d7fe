import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { format } from '../../../compiler/format/format.ts';
import { parse } from '../../../compiler/parse/parse.ts';
import { writtenForms } from '../../../compiler/validate/written-forms.ts';
import { compilePlan } from '../../support/harness.ts';

const forms = writtenForms();
const root = fileURLToPath(new URL('../../..', import.meta.url));

const folders = ['test/cases', 'dialplan'].flatMap((parent) =>
  readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`),
);

/** Files of a plan: every YAML text, and the sizes of the others. */
function read(folder: string) {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const yaml = files.filter((file) => file.endsWith('.yaml'));
  const others = files.filter(
    (file) => !file.endsWith('.yaml') && statSync(join(root, folder, file)).isFile(),
  );
  return {
    texts: Object.fromEntries(yaml.map((file) => [file, readFileSync(join(root, folder, file), 'utf8')])),
    assets: others.map((name) => ({ name, bytes: statSync(join(root, folder, name)).size })),
  };
}

describe.each(folders)('%s', (folder) => {
  const { texts, assets } = read(folder);
  const country = /^country: (\w\w)/m.exec(Object.values(texts).join('\n'))?.[1] ?? '';
  const tidy = (text: string) => format(text, { forms, country });
  const whole = (text: string) => parse([{ file: 'x', text }]).diagnostics.length === 0;
  const formatted = Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [file, whole(text) ? tidy(text) : text]),
  );

  test('formatted again, nothing changes', () => {
    for (const text of Object.values(formatted)) if (whole(text)) expect(tidy(text)).toBe(text);
  });

  if (folder.startsWith('dialplan/'))
    test('the plans that people look at are formatted', () => {
      expect(texts).toEqual(formatted);
    });

  test('formatted, it is the same program with the same mistakes', () => {
    const files = { runtime: '//', classify: '//' };
    const before = compilePlan(texts, { assets, files });
    const after = compilePlan(formatted, { assets, files });
    expect(after.program).toEqual(before.program);
    expect(after.bundle).toEqual(before.bundle);
    expect(after.artifacts?.items.digest).toBe(before.artifacts?.items.digest);
    const codes = ({ diagnostics }: typeof before) => diagnostics.map(({ code }) => code).sort();
    expect(codes(after)).toEqual(codes(before));
  });
});
