import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const said = (dates: string): readonly string[] =>
  check(`schedules:\n  office: {hours: {mon-sun: closed}, special_dates: {${dates}}}\n`, allPhases);

describe('schedule-ties', () => {
  test('two of the same length that meet', () => {
    expect(
      said('"2026-12-26..2026-12-28": closed, "2026-12-24..2026-12-26": holiday'),
    ).toMatchInlineSnapshot(`
      [
        "DP3026 example.yaml:2:54 \`2026-12-24..2026-12-26\` and \`2026-12-26..2026-12-28\` of schedule \`office\` both hold on 2026-12-26, and neither is the shorter",
      ]
    `);
    expect(
      said('"2026-12-24 12:00..2026-12-24 14:00": closed, "2026-12-24 13:00..2026-12-24 15:00": holiday'),
    ).toMatchInlineSnapshot(`
      [
        "DP3026 example.yaml:2:100 \`2026-12-24 12:00..2026-12-24 14:00\` and \`2026-12-24 13:00..2026-12-24 15:00\` of schedule \`office\` both hold on 2026-12-24 13:00, and neither is the shorter",
      ]
    `);
    expect(
      said('"2026-12-24": closed, "2026-12-24 00:00..2026-12-25 00:00": holiday'),
    ).toMatchInlineSnapshot(`
      [
        "DP3026 example.yaml:2:76 \`2026-12-24\` and \`2026-12-24 00:00..2026-12-25 00:00\` of schedule \`office\` both hold on 2026-12-24 00:00, and neither is the shorter",
      ]
    `);
  });

  test('one after the other, or one the shorter', () => {
    expect(said('"2026-12-24..2026-12-26": closed, "2026-12-27..2026-12-29": holiday')).toEqual([]);
    expect(said('"2026-12-24..2026-12-26": closed, "2026-12-26..2026-12-29": holiday')).toEqual([]);
    expect(said('"2026-12-24": closed, "2026-12-25": holiday')).toEqual([]);
  });
});
