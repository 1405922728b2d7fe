import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../support/command-line.ts';
import { planIn } from '../support/plan-in.ts';
import { ACME } from './planted/acme.ts';
import { type Mistake, planted } from './planted/mistake.ts';
import { RUNTIME } from './planted/runtime.ts';
import { ST_ANNE } from './planted/st-anne.ts';
import { type Verdict, verdict } from './planted/verdict.ts';
import { claim, show } from './show.ts';

// Mistakes planted one at a time, in the example plans and in a copy of the code that answers calls: `check` tells of one, or a
// test of the plan turns red, or nobody notices. The mutation score is the share of those that pass `check` and fail a test.

const GOAL = 90;

const plans = {
  acme: planIn(join(root, 'dialplan/acme')),
  'st-anne': planIn(join(root, 'dialplan/st-anne')),
} as const;

type PlanName = keyof typeof plans;

interface Outcome extends Pick<Mistake, 'what' | 'unseen'> {
  readonly where: string;
  readonly verdict: Verdict;
}

async function inPlan(name: PlanName, mistake: Mistake): Promise<Outcome> {
  const { text, assets } = plans[name];
  const wrong = planted(text[mistake.file] ?? '', mistake);
  const told = await verdict({ text: { ...text, [mistake.file]: wrong }, assets });
  return { ...mistake, where: `${name}/${mistake.file}`, verdict: told };
}

const cache = join(root, 'node_modules/.cache/planted');

/** The same question, asked of a program in which one module of the runtime has a mistake. */
async function mistakenProgram(mistake: Mistake, index: number): Promise<typeof verdict> {
  const outfile = join(cache, `${index}.mjs`);
  const path = join(root, mistake.file);
  const contents = planted(readFileSync(path, 'utf8'), mistake);
  await build({
    absWorkingDir: root,
    entryPoints: ['test/show/planted/verdict.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    loader: { '.hbs': 'text', '.md': 'text' },
    plugins: [
      {
        name: 'mistake',
        setup: (made) => {
          made.onLoad({ filter: /\.ts$/ }, (file) =>
            file.path === path ? { contents, loader: 'ts' } : undefined,
          );
        },
      },
    ],
  });
  const program = (await import(pathToFileURL(outfile).href)) as { readonly verdict: typeof verdict };
  return program.verdict;
}

/** The first of the plans whose tests notice. */
async function inRuntime(mistake: Mistake, index: number): Promise<Outcome> {
  const ask = await mistakenProgram(mistake, index);
  const told: Outcome = { ...mistake, where: mistake.file, verdict: { codes: [], red: [] } };
  for (const plan of Object.values(plans)) {
    const found = await ask(plan);
    if (found.codes.length + found.red.length > 0) return { ...told, verdict: found };
  }
  return told;
}

function line({ where, what, verdict: { codes, red } }: Outcome): string {
  const others = red.length > 1 ? ` and ${red.length - 1} more` : '';
  const by =
    codes.length > 0 ? `check  ${codes.join(' ')}` : red.length > 0 ? `test   ${red[0]}${others}` : 'NOBODY';
  return `     | ${where.padEnd(30)} ${what.padEnd(62)} ${by}`;
}

await show(async () => {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  for (const [name, plan] of Object.entries(plans)) {
    const { codes, red } = await verdict(plan);
    claim(
      `without a mistake nothing is told of ${name}`,
      codes.length + red.length === 0,
      [...codes, ...red].join(', '),
    );
  }
  const outcomes: Outcome[] = [];
  const add = (outcome: Outcome): void => {
    outcomes.push(outcome);
    console.log(line(outcome));
  };
  for (const mistake of ACME) add(await inPlan('acme', mistake));
  for (const mistake of ST_ANNE) add(await inPlan('st-anne', mistake));
  for (const [index, mistake] of RUNTIME.entries()) add(await inRuntime(mistake, index));

  const checked = outcomes.filter(({ verdict: { codes } }) => codes.length > 0);
  const caught = outcomes.filter(({ verdict: { red } }) => red.length > 0);
  const survivors = outcomes.filter(({ verdict: { codes, red } }) => codes.length + red.length === 0);
  console.log(
    `\n${outcomes.length} mistakes: ${checked.length} told by check, ${caught.length} by a test, ${survivors.length} by nobody`,
  );
  for (const { where, what, unseen = 'a test is missing' } of survivors)
    console.log(`     | survives: ${what} (${where}): ${unseen}`);
  const score = Math.floor((100 * caught.length) / (caught.length + survivors.length));
  claim(
    `at least ${GOAL} % of the mistakes that pass check fail a test`,
    score >= GOAL,
    `mutation score ${score} %, ${caught.length} of ${caught.length + survivors.length}`,
  );
  claim(
    'at least thirty are planted in plans',
    ACME.length + ST_ANNE.length >= 30,
    `${ACME.length + ST_ANNE.length}`,
  );
});
