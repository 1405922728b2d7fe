import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, workplace } from './run-main.ts';

let place: ReturnType<typeof workplace>;
beforeAll(() => {
  place = workplace();
});
afterAll(() => place.away());

const graph = (...args: readonly string[]) => run(place.cwd, ['graph', ...args]);
const read = (file: string): string => readFileSync(join(place.cwd, file), 'utf8');

describe('dialplan graph', () => {
  it('draws a page with a diagram for each entry', async () => {
    const { exit, out, err } = await graph('acme');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^# acme\n\n## \+61255501000\n\n```mermaid\nflowchart TB\n/);
    expect(out.match(/^## /gm)).toHaveLength(11);
    expect(out.match(/^```mermaid$/gm)).toHaveLength(11);
    expect(out.match(/^```$/gm)).toHaveLength(11);
  });

  it('finds an entry by a number as people dial it, by short digits and by name', async () => {
    const byNumber = await graph('acme', '02 5550 1001');
    expect(byNumber.out).toContain('## +61255501001 (Sales direct)\n');
    expect((await graph('acme', 'sales')).out).toBe(byNumber.out);
    expect((await graph('acme', 'sales', '+61255501001')).out).toBe(byNumber.out);
    expect((await graph('acme', '203')).out).toContain('## dial 203\n');
    expect((await graph('acme', 'ring_group:1')).out).toContain('b1("support<br/>');
  });

  it('writes a file an entry, or one of the format that its ending names', async () => {
    expect((await graph('acme', '--format', 'svg', '--out', 'pictures')).err).toBe(
      'wrote 11 pictures to pictures\n',
    );
    expect(readdirSync(join(place.cwd, 'pictures'))).toContain('support.svg');
    expect(read('pictures/sales.svg')).toMatch(/^<svg xmlns/);
    expect((await graph('acme', 'sales', '--out', 'new/sales.svg')).exit).toBe(0);
    expect(read('new/sales.svg')).toBe(read('pictures/sales.svg'));
    await graph('acme', 'sales', '--out', 'sales.mmd');
    expect(read('sales.mmd')).toMatch(/^flowchart TB\n/);
    await graph('acme', '--out', 'acme.md');
    expect(read('acme.md')).toBe((await graph('acme')).out);
  });

  it('tells machines, with the place of each node', async () => {
    const { out } = await graph('acme', 'sales', '--format', 'json');
    const { plan, entries } = JSON.parse(out);
    expect(plan).toBe('acme');
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      name: 'sales',
      ways: [{ at: 'number:+61255501001', says: '+61255501001', label: 'Sales direct' }],
      boxes: [{ id: 'entry' }, { id: 'ring_group:sales', place: 'acme/groups.yaml:5' }, {}],
      arrows: [
        { from: 'entry', exits: [] },
        { to: 'mailbox:sales_mailbox', exits: ['otherwise'] },
      ],
    });
  });

  it('keeps the pictures of several plans apart', async () => {
    mkdirSync(join(place.cwd, 'dialplan/two'), { recursive: true });
    mkdirSync(join(place.cwd, 'dialplan/three'), { recursive: true });
    const plan = (name: string) =>
      `dialplan: 1\nname: ${name}\ntimezone: Australia/Sydney\ncountry: AU\nnumbers: {"+61 2 5550 1000": ${name}_end}\nmessages: {${name}_end: {say: "Goodbye.", then: hangup}}\n`;
    for (const name of ['two', 'three']) {
      writeFileSync(join(place.cwd, 'dialplan', name, 'dialplan.yaml'), plan(name));
    }
    await graph('--out', 'all');
    expect(readdirSync(join(place.cwd, 'all'), { recursive: true }).sort()).toEqual([
      'three',
      'three/three_end.mmd',
      'two',
      'two/two_end.mmd',
    ]);
    expect((await graph('two_end')).out).toContain('b1["two_end<br/>');
  });

  it('says what it cannot draw', async () => {
    const slip = await graph('acme', 'salez');
    expect(slip.exit).toBe(2);
    expect(slip.err).toBe(
      'error[DP8030] no-such-entry: nothing in `acme` is called `salez`\nhelp: did you mean `sales`?\nmore: dialplan explain DP8030\n',
    );
    const several = await graph('acme', '--format', 'svg');
    expect(several).toMatchObject({ exit: 2, out: '' });
    expect(several.err).toContain('DP8031');
    expect((await graph('acme', '--format', 'png')).exit).toBe(2);
    expect((await graph('acme', '--out', 'acme/groups.yaml/x')).err).toContain('DP8005');
    expect((await graph('./nothing')).exit).toBe(3);
  });

  it('knows numbers by which no call comes in', async () => {
    const file = join(place.cwd, 'acme/numbers.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}  "+61 2 5550 1950": {to: sales, status: planned}\n`);
    const { exit, err } = await graph('acme', '0255501950');
    expect(exit).toBe(2);
    expect(err).toContain(
      '`+61255501950` is only planned, so no call comes in by it\nhelp: name the place that it leads to, `sales`',
    );
  });

  it('tells the mistakes of a plan instead', async () => {
    writeFileSync(join(place.cwd, 'dialplan/two/dialplan.yaml'), 'dialplan: 1\nname: two\n');
    const { exit, out, err } = await graph('dialplan/two');
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toContain('error[');
  });
});
