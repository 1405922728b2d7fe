import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, root, run } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// Three real plans, transcribed: every row of their tables of calls is a test of the plan, and green. Then each fault that the real
// plans had is planted back, one edit each: `check` refuses the plan, or a test of that row turns red.

interface Fault {
  readonly row: string;
  readonly what: string;
  /** What stands in the plan, once, and what stands there with the fault. */
  readonly edit: readonly [string, string];
}

interface Transcribed {
  readonly directory: string;
  readonly of: string;
  /** The rows of the table, with what a test cannot say of one. */
  readonly rows: { readonly [label: string]: string };
  readonly faults: readonly Fault[];
}

const labels = (number: number, letters: string): { readonly [label: string]: string } =>
  Object.fromEntries([...letters].map((letter) => [`${number}${letter}`, '']));

const PLANS: readonly Transcribed[] = [
  {
    directory: 'test/cases/small-company',
    of: 'a small company on Asterisk',
    rows: labels(3, 'abcdefghijklm'),
    faults: [
      {
        row: '3b',
        what: 'after the ring the call goes to something that does not exist',
        edit: ['penny], otherwise: operator}', 'penny], otherwise: operator_1}'],
      },
      {
        row: '3b',
        what: 'after the ring the call is hung up',
        edit: ['penny], otherwise: operator}', 'penny], otherwise: {say: "Goodbye.", then: hangup}}'],
      },
      {
        row: '3c',
        what: 'a wrong key leads back to the menu without a limit',
        edit: [
          '"That is not a valid choice.", to: operator}',
          '"That is not a valid choice.", to: main_menu}',
        ],
      },
      {
        row: '3d',
        what: 'who presses nothing is asked for ever; the words of farewell are never reached',
        edit: ['to: call_again}', 'to: main_menu}'],
      },
      {
        row: '3f',
        what: 'a phone without a line is "an invalid number"',
        edit: [
          'mailbox: lindsey_mailbox}',
          'mailbox: lindsey_mailbox, on_unreachable: {say: "That is not a valid number.", then: hangup}}',
        ],
      },
      {
        row: '3g',
        what: 'no route for emergency calls',
        edit: ['emergency: {numbers: ["911"], caller_id: "+1 256 555 1100"}\n', ''],
      },
      {
        row: '3g',
        what: 'only some other number is an emergency number',
        edit: ['numbers: ["911"]', 'numbers: ["112"]'],
      },
      {
        row: '3j',
        what: 'the Caribbean is called like any number of ten digits',
        edit: ['local, national, mobile]', 'local, national, mobile, DO]'],
      },
      { row: '3m', what: 'key 0 leads out of no mailbox', edit: ['    key_0: operator\n', ''] },
    ],
  },
  {
    directory: 'test/cases/hotline',
    of: 'a hotline of neighbours, Twilio Functions',
    rows: {
      ...labels(12, 'acdeg'),
      '12b':
        'the language has no place for the mark `duplicate`: both messages are kept, and whoever reads them sees who called',
      '12f':
        'not about the call: a webhook that does not answer is asked again with the next message; the caller has been thanked (test/integration/runtime/recorded.test.ts)',
    },
    faults: [
      {
        row: '12e',
        what: 'a wrong key repeats the message without a limit',
        edit: [
          'retries: 1}\n    on_invalid: {retries: 2, say: "That is not one of the choices."}',
          'retries: 1}\n    on_invalid: {retries: 2, say: "That is not one of the choices.", to: areas}',
        ],
      },
      {
        row: '12g',
        what: 'the number is pointed at the menu, past the pause',
        edit: ['"+1 347 555 0100": hotline', '"+1 347 555 0100": areas'],
      },
    ],
  },
  {
    directory: 'test/cases/hours-and-holidays',
    of: 'an office with a chain by day and a closure',
    rows: labels(15, 'abcdef'),
    faults: [
      {
        row: '15b',
        what: 'the closure begins at six, with the evening of any other day before it',
        edit: ['"2026-11-25 17:00..', '"2026-11-25 18:00..'],
      },
      {
        row: '15c',
        what: 'the week wins over the closure',
        edit: ['2026-11-28 08:00": holiday ', '2026-11-28 08:00": "08:00-17:00" '],
      },
      {
        row: '15c',
        what: 'nobody has written the closure down',
        edit: ['      "2026-11-25 17:00..2026-11-28 08:00": holiday     # Thanksgiving', '      {}'],
      },
      {
        row: '15d',
        what: 'the closure lasts the whole Saturday',
        edit: ['2026-11-28 08:00": holiday', '2026-11-29 00:00": holiday'],
      },
      {
        row: '15e',
        what: 'the switch is turned, and changes nothing',
        edit: ['forces: {office: closed}, ', ''],
      },
      {
        row: '15f',
        what: 'the switch stays on until somebody remembers it',
        edit: ['ends: next_opening', 'ends: never'],
      },
    ],
  },
];

/** Faults of the tables for which no edit of these plans exists. */
const IMPOSSIBLE = [
  '12c  a silent caller is left in a dead line: a mailbox says that it heard nothing, whatever the plan says',
  '12f  the caller has spoken, and hears an application error: a mailbox keeps the message before it tells anybody',
  '15c  the rule of the week stands above the rule of the holiday: a schedule is open, closed or on holiday, never two of these',
];

interface TestRun {
  readonly plans: readonly {
    readonly tests: readonly { readonly name: string; readonly passed: boolean }[];
    readonly coverage: { readonly percent: number };
  }[];
}

/** The tests of a plan as the command runs them; undefined: the plan is refused. */
async function tests(directory: string): Promise<TestRun['plans'][number] | undefined> {
  const { stdout } = await run(root, ['test', directory, '--format', 'json']);
  const data = JSON.parse(stdout) as Partial<TestRun>;
  return data.plans?.[0];
}

/** The codes for which a plan is refused. */
async function refusals(directory: string): Promise<readonly string[]> {
  const { stdout } = await run(root, ['check', directory, '--format', 'json']);
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
  };
  return [...new Set(diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : [])))];
}

async function rowByRow({ directory, rows }: Transcribed): Promise<void> {
  const found = await tests(directory);
  const all = found?.tests ?? [];
  const missing: string[] = [];
  for (const [label, note] of Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = all.filter(({ name }) => name.startsWith(`${label} `));
    const green = own.filter(({ passed }) => passed);
    const name = own[0]?.name.replace(/, case \d+$/, '').slice(label.length + 1) ?? '';
    const count = own.length === 0 ? '' : `${green.length}/${own.length}`;
    console.log(`     | ${label.padEnd(4)} ${count.padEnd(4)} ${name}${note === '' ? '' : `  (${note})`}`);
    if (green.length < own.length || (own.length === 0 && note === '')) missing.push(label);
  }
  claim('every row is a test, and green', missing.length === 0, missing.join(' '));
  claim(
    'all tests of the plan pass',
    all.every(({ passed }) => passed),
    `${all.length} tests`,
  );
  const percent = found?.coverage.percent ?? 0;
  claim('they see nearly all of the plan', percent >= 90, `${percent} %`);
}

/** What notices a fault: the codes of `check`, or the red tests. */
async function noticed({ directory }: Transcribed, { row, edit }: Fault, copy: string): Promise<string> {
  cpSync(join(root, directory), copy, { recursive: true });
  const file = join(copy, 'dialplan.yaml');
  const text = readFileSync(file, 'utf8');
  if (text.split(edit[0]).length !== 2) throw new Error(`row ${row}: the edit does not fit: ${edit[0]}`);
  writeFileSync(
    file,
    text.replace(edit[0], () => edit[1]),
  );
  const found = await tests(copy);
  if (found === undefined) return `check ${(await refusals(copy)).join(' ')}`;
  const red = found.tests.filter(({ name, passed }) => !passed && name.startsWith(`${row} `));
  return red.length === 0 ? '' : `test  ${red[0]?.name}`;
}

await show(async () => {
  const place = folder();
  const counts = { check: 0, test: 0, nobody: 0 };
  try {
    for (const plan of PLANS) {
      console.log(`\n${plan.of}: ${plan.directory}`);
      await rowByRow(plan);
      console.log('the faults of the real plan, planted back:');
      for (const [index, fault] of plan.faults.entries()) {
        const copy = join(place.path, `${plan.directory.split('/').at(-1)}-${index}`);
        const by = await noticed(plan, fault, copy);
        counts[by === '' ? 'nobody' : by.startsWith('check') ? 'check' : 'test'] += 1;
        claim(`${fault.row.padEnd(4)} ${fault.what}`, by !== '', by);
      }
    }
  } finally {
    place.remove();
  }
  console.log('\nFaults of the tables that cannot be written in this language:');
  for (const each of IMPOSSIBLE) console.log(`     | ${each}`);
  const { check, test, nobody } = counts;
  console.log(
    `\n${check + test + nobody} faults: ${check} refused by check, ${test} turn a test of their row red`,
  );
  claim('each fault is noticed', nobody === 0);
});
