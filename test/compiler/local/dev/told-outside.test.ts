import { expect, it } from 'vitest';
import { toldOutside } from '../../../../compiler/local/dev/told-outside.ts';
import type { Program } from '../../../../runtime/program.ts';

const program = (notify: string | undefined, ...mailboxes: object[]): Program =>
  ({
    settings: { ...(notify && { notify }) },
    nodes: Object.fromEntries(
      mailboxes.map((each, n) => [`mailbox:${n}`, { kind: 'mailbox', notify: each }]),
    ),
  }) as unknown as Program;
/** What the environment of the Functions stands for. */
const hole = (name: string): string => `$\{${name}}`;
const environment = { KEY: 'secret', DIALPLAN_SYNC_URL: 'http://127.0.0.1:4000' };

it('names each host once, and nothing of the address that may be secret', () => {
  const plan = program(
    `https://a.example/x?key=${hole('KEY')}`,
    { email: 'o@a.example' },
    { email: 'p@a.example' },
  );
  expect(toldOutside(plan, environment)).toEqual(['a.example']);
  expect(toldOutside(program(undefined, { webhook: 'https://b.example/y' }), environment)).toEqual([
    'b.example',
  ]);
});

it('names nobody who is not told, or who is this machine', () => {
  const unset = program(`https://a.example/${hole('NONE')}`, { email: 'o@a.example' });
  const here = program('https://a.example/', {}, { webhook: 'http://localhost:5000/' });
  expect([toldOutside(unset, environment), toldOutside(here, environment)]).toEqual([[], []]);
});
