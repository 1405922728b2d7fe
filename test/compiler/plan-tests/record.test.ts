import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { draftPlanTests } from '../../../compiler/cli/plan-tests.ts';
import { ASSETS, filesOf, randomPlan } from '../../support/agreement/random-plan.ts';
import { compilePlan, HEAD, type PlanOptions } from '../../support/harness.ts';
import { planIn } from '../../support/plan-in.ts';
import { madeOf, tested, verdicts } from '../../support/tested.ts';

const NOW = Date.parse('2026-11-24T10:00+11:00');

const PLAN = `${HEAD}
numbers: {"+61 2 5550 1000": main_line}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}
routes:
  main_line:
    - when: {open: office}
      to: main_menu
    - otherwise: closed
menus:
  main_menu:
    prompt: "For Alice press 1."
    options: {1: alice}
    otherwise: closed
messages:
  closed: {say: "We are closed; please call again.", then: hangup}
extensions:
  alice: {dial: 201, sip_user: alice, otherwise: closed}
`;

const drafts = (text: string) => draftPlanTests(madeOf(compilePlan(text)), NOW);

test('a draft for each thing that no test has seen, as an author would write it', async () => {
  const { text, drafts: count, coverage } = await drafts(PLAN);
  expect(coverage.missing).toEqual([]);
  expect(count).toBe(text.match(/- name:/g)?.length);
  expect(text).toMatchInlineSnapshot(`
    "tests:
      - name: "+15005550006 calls +61255501000, tue 2026-11-24 10:00, everybody: no answer"
        call: {from: "+15005550006", to: "+61255501000", at: "2026-11-24 10:00"}
        phones: {default: no_answer}
        expect: {rings: [], hears: ["For Alice press 1.", "We are closed; please call again."], ends: hangup}
      - name: "+15005550006 calls +61255501000, tue 2026-11-24 10:00, presses 1, everybody: no answer"
        call: {from: "+15005550006", to: "+61255501000", at: "2026-11-24 10:00", press: ["1"]}
        phones: {default: no_answer}
        expect: {rings: [alice], hears: ["For Alice press 1.", "We are closed; please call again."], ends: hangup}
      - name: "+15005550006 calls +61255501000, tue 2026-11-24 17:31, everybody: no answer"
        call: {from: "+15005550006", to: "+61255501000", at: "2026-11-24 17:31"}
        phones: {default: no_answer}
        expect: {rings: [], hears: "We are closed; please call again.", ends: hangup}
    "
  `);
});

test('what tests have seen is not drafted again', async () => {
  const { text } = await drafts(PLAN);
  expect(await drafts(`${PLAN}${text}`)).toMatchObject({ text: '', drafts: 0 });
  const one = `${PLAN}${text
    .split(/(?=^ {2}- name)/m)
    .slice(0, 2)
    .join('')}`;
  expect((await drafts(one)).drafts).toBeLessThan((await drafts(PLAN)).drafts);
});

/** The first random plan from a seed on that has no errors. */
function sound(seed: number): {
  readonly files: { readonly [file: string]: string };
  readonly options: PlanOptions;
} {
  const made = randomPlan(seed);
  const { environment } = made;
  const options = { assets: ASSETS, ...(environment === undefined ? {} : { environment }) };
  const files = filesOf(made);
  return compilePlan(files, options).program === undefined ? sound(seed + 1) : { files, options };
}

describe('of random plans, with addresses and names of every kind', () => {
  test.each([4, 19, 57, 71])(
    'from seed %i on',
    async (seed) => {
      const { files, options } = sound(seed);
      const { text } = await draftPlanTests(madeOf(compilePlan(files, options)), NOW);
      const found = await verdicts(compilePlan({ ...files, 'drafts.yaml': text }, options));
      expect(found).toMatch(/^passes /);
      expect(found.match(/^fails.*(\n {2}.*)*/gm) ?? []).toEqual([]);
    },
    60_000,
  );
});

describe('drafts can be pasted', () => {
  const names = (text: string) => text.match(/name: "[^"]*"/g) ?? [];

  test('also where two days differ only by their dates', async () => {
    const plan = PLAN.replace(
      'office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}',
      `office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, holidays: [one]}
  shop: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, holidays: [other]}
holidays:
  one: {2026-12-25: Christmas Day, 2027-12-31: The last}
  other: {2027-01-08: Another day, 2027-12-31: The last}`,
    ).replace(
      '    - when: {open: office}\n',
      '    - {when: {holiday: office}, to: alice}\n    - {when: {holiday: shop}, to: alice}\n    - when: {open: office}\n',
    );
    const { text } = await drafts(plan);
    expect(new Set(names(text)).size).toBe(names(text).length);
    expect(await verdicts(`${plan}${text}`)).not.toContain('fails');
  });

  test.each(['2027-04-04T02:30:20+11:00', '2027-04-04T02:30+10:00'])(
    'also in the hour that clocks show twice, %s',
    async (now) => {
      const { text } = await draftPlanTests(madeOf(compilePlan(PLAN)), Date.parse(now));
      expect(text).toContain(`at: "2027-04-04 02:30${now.slice(-6)}"`);
      expect(await verdicts(`${PLAN}${text}`)).not.toContain('fails');
    },
  );
});

describe('of every golden case and example', () => {
  const cases = fileURLToPath(new URL('../../cases', import.meta.url));
  const examples = fileURLToPath(new URL('../../../dialplan', import.meta.url));
  const plans = [cases, examples].flatMap((root) =>
    readdirSync(root)
      .map((name) => join(root, name))
      .filter((path) => statSync(path).isDirectory() && !path.endsWith('ten-mistakes'))
      // A folder may hold the calls alone, of a plan that stands elsewhere.
      .filter((path) => readdirSync(path).some((file) => file.endsWith('.yaml'))),
  );

  test.each(plans.map((path) => [path.split('/').slice(-1)[0] ?? '', path]))(
    '%s',
    async (_name, path) => {
      const { text: texts, assets } = planIn(path);
      // Without its own tests: the drafts have the whole plan to see.
      const { 'tests.yaml': _tests, ...sources } = texts;
      const { text } = await draftPlanTests(madeOf(compilePlan(sources, { assets })), NOW);
      const compiled = compilePlan({ ...sources, 'drafts.yaml': text }, { assets });
      const found = await verdicts(compiled);
      expect(found.match(/^fails.*(\n {2}.*)*/gm) ?? []).toEqual([]);
      expect((await tested(compiled)).coverage.covered).toBeGreaterThan(0);
    },
    60_000,
  );
});
