import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const said = (dates: readonly string[], special = '{}', until = '2027-12-31'): readonly string[] =>
  check(
    `schedules:
  office: {hours: {mon-sun: closed}, holidays: [nsw], special_dates: ${special}, valid_until: ${until}}
holidays:
  nsw: {${dates.map((date) => `"${date}": Day`).join(', ')}}
`,
    allPhases,
  );
const far = (lines: readonly string[]) => lines.filter((line) => line.startsWith('DP4023'));

describe('schedule-far-year', () => {
  test('a slip in a holiday, a special date, the end of a schedule', () => {
    expect(far(said(['0204-11-11', '2026-12-25', '2027-12-25']))).toMatchInlineSnapshot(`
      [
        "DP4023 example.yaml:4:9 the year of \`0204-11-11\` is probably a slip: most dates of the plan are in 2026 to 2027",
      ]
    `);
    expect(far(said(['2026-12-25', '2062-12-26', '2027-12-25']))).toMatchInlineSnapshot(`
      [
        "DP4023 example.yaml:4:28 the year of \`2062-12-26\` is probably a slip: most dates of the plan are in 2026 to 2027",
      ]
    `);
    expect(
      far(said(['2027-12-25'], '{"2072-12-24": closed, "2026-12-24..2062-12-26": closed}')),
    ).toMatchInlineSnapshot(`
      [
        "DP4023 example.yaml:2:71 the year of \`2072-12-24\` is probably a slip: most dates of the plan are in 2026 to 2027",
        "DP4023 example.yaml:2:93 the year of \`2062-12-26\` is probably a slip: most dates of the plan are in 2026 to 2027",
      ]
    `);
    expect(far(said(['2026-12-25', '2027-12-25'], '{}', '2207-12-31'))).toMatchInlineSnapshot(`
      [
        "DP4023 example.yaml:2:87 the year of \`2207-12-31\` is probably a slip: most dates of the plan are in 2026 to 2027",
      ]
    `);
  });

  test('lists of many years, and lists too short to tell', () => {
    const years = Array.from({ length: 20 }, (_, i) => `${2024 + i}-12-25`);
    expect(far(said(years, '{}', '2043-12-31'))).toEqual([]);
    expect(far(said(['2035-12-25']))).toEqual([]);
  });
});
