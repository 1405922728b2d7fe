import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACME } from './show/planted/acme.ts';
import { type Mistake, planted } from './show/planted/mistake.ts';
import { RUNTIME } from './show/planted/runtime.ts';
import { ST_ANNE } from './show/planted/st-anne.ts';

// The show that plants mistakes takes a minute; whether each can still be planted is known at once.

const all: readonly (readonly [string, readonly Mistake[]])[] = [
  ['dialplan/acme/', ACME],
  ['dialplan/st-anne/', ST_ANNE],
  ['', RUNTIME],
];

it.each(all)('every mistake that is planted in %s finds its place', (folder, mistakes) => {
  const lost = mistakes.flatMap((mistake) => {
    const text = readFileSync(new URL(`../${folder}${mistake.file}`, import.meta.url), 'utf8');
    try {
      return planted(text, mistake) === text ? [mistake.what] : [];
    } catch (error) {
      return [String(error)];
    }
  });
  expect(lost).toEqual([]);
});
