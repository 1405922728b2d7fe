import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

/** A list of New Year, Easter Monday and Christmas of some years, less some dates. */
const EASTER: { readonly [year: number]: string } = {
  2025: '04-21',
  2026: '04-06',
  2027: '03-29',
  2028: '04-17',
};
function list(years: readonly number[], less: readonly string[] = []): string {
  const dates = years.flatMap((year) => [`${year}-01-01`, `${year}-${EASTER[year]}`, `${year}-12-25`]);
  return dates
    .filter((date) => !less.includes(date))
    .map((date) => `"${date}": Day`)
    .join(', ');
}
const said = (dates: string, until?: string): readonly string[] =>
  check(
    `schedules:
  office: {hours: {mon-sun: closed}, holidays: [nsw]${until === undefined ? '' : `, valid_until: ${until}`}}
holidays:
  nsw: {${dates}}
`,
    allPhases,
  );

describe('schedule-holidays-end', () => {
  test('before the schedule that names it', () => {
    expect(said(list([2025, 2026]), '2027-12-31')).toMatchInlineSnapshot(`
      [
        "DP4022 example.yaml:4:104 the holidays \`nsw\` end on 2026-12-25, but are needed until 2027-12-31",
      ]
    `);
    expect(said(list([2026]), '2027-01-15')).toMatchInlineSnapshot(`
      [
        "DP4022 example.yaml:4:47 the holidays \`nsw\` end on 2026-12-25, but are needed until 2027-01-15",
      ]
    `);
    expect(said(list([2026, 2027], ['2027-12-25']), '2027-12-31')).toHaveLength(1);
  });

  test('before the end of the last year that it mentions, where nothing else is said', () => {
    expect(said(list([2026, 2027], ['2027-12-25']))).toMatchInlineSnapshot(`
      [
        "DP4022 example.yaml:4:85 the holidays \`nsw\` end on 2027-03-29, but are needed until 2027-12-31",
      ]
    `);
    expect(said(list([2026, 2027], ['2027-12-25', `2027-${EASTER[2027]}`]))).toHaveLength(1);
  });

  test('a year in between is missing', () => {
    expect(said(list([2025, 2027]))).toMatchInlineSnapshot(`
      [
        "DP4022 example.yaml:4:66 the holidays \`nsw\` have no date in 2026",
      ]
    `);
    expect(said(list([2025, 2028]))).toHaveLength(1);
  });

  test('it reaches far enough', () => {
    expect(said(list([2026, 2027]), '2027-12-31')).toEqual([]);
    expect(said(list([2026, 2027]))).toEqual([]);
    expect(said(list([2026]))).toEqual([]);
    expect(said(list([2026, 2027]), '2026-12-31')).toEqual([]);
    // Nothing is due between the last date and the end of the schedule.
    expect(said(list([2026, 2027], ['2027-12-25']), '2027-10-31')).toHaveLength(1);
    expect(said(list([2026]), '2026-12-31')).toEqual([]);
  });

  test('feasts that follow the moon move', () => {
    expect(
      said('"2026-03-20": Eid, "2026-05-27": Eid, "2027-03-10": Eid, "2027-05-16": Eid', '2027-12-31'),
    ).toEqual([]);
  });
});
