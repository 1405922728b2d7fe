import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/parse/parse.ts';
import { validate } from '../../../compiler/validate/validate.ts';
import { DIRECTORY, sourcesOf, withSettings } from '../../support/yaml.ts';

describe('size', () => {
  const numbers = (count: number, value: string) =>
    `numbers:\n${Array.from({ length: count }, (_, i) => `  "+61${400_000_000 + i}": ${value}\n`).join('')}`;
  const milliseconds = (documents: ReturnType<typeof parse>['documents']) => {
    // Time on the processor: what else runs on the machine does not count.
    const start = process.cpuUsage();
    const { diagnostics } = validate(documents, DIRECTORY);
    const { user, system } = process.cpuUsage(start);
    return { time: (user + system) / 1_000, faults: diagnostics.length };
  };

  // Quadratic checking would take a hundred times as long for ten times the entries.
  test.each([['{to: sales}'], ['{too: sales}']])(
    'ten times the numbers take about ten times as long: %s',
    (value) => {
      const [small, large] = [2_000, 20_000].map(
        (count) => parse(sourcesOf(withSettings(numbers(count, value)))).documents,
      );
      if (small === undefined || large === undefined) return;
      validate(small, DIRECTORY);
      const first = milliseconds(small);
      const second = milliseconds(large);
      expect(second.faults).toBe(value === '{to: sales}' ? 0 : 20_000);
      expect(second.time).toBeLessThan(40 * Math.max(first.time, 5));
    },
  );
});

describe('help says what to write', () => {
  test.each([
    [
      'schedules: {a: {hours: {mon-sun: "08:30-25:00"}}}',
      'times go from `00:00` to `24:00`; a span over midnight ends before it begins, such as `18:00-02:00`',
    ],
    ['schedules: {a: {hours: {mon-fri: closed, weekend: closed}}}', 'write `sat-sun`'],
    [
      'schedules: {a: {hours: {mon-sat: closed, holy: closed}}}',
      'the days are `mon`, `tue`, `wed`, `thu`, `fri`, `sat` and `sun`',
    ],
    [
      'country: Schweiz',
      'look up the two letters of the country in ISO 3166-1: `AU` is Australia, `CH` Switzerland, `DE` Germany',
    ],
    ['mailboxes: {a: {notify: zh@acme.example}}', 'write `{email: zh@acme.example}`'],
    ['mailboxes: {a: {notify: "https://acme.example"}}', 'write `{webhook: "https://acme.example"}`'],
    ['overrides: {a: {feature_code: "*28", by: front}}', 'write `[front]`'],
    ['ring_groups: {a: {strategy: sequential, members: [], otherwise: b}}', 'write at least one item'],
  ])('%s', (text, help) => {
    const { documents } = parse([{ file: 'a.yaml', text }]);
    const { diagnostics } = validate(documents, '.');
    const said = diagnostics.filter(({ code }) => code !== 'DP2014');
    expect(said.map((each) => each.help)).toEqual([help]);
  });
});
