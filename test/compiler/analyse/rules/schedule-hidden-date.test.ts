import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const said = (dates: string): readonly string[] =>
  check(`schedules:\n  office: {hours: {mon-sun: closed}, special_dates: {${dates}}}\n`, allPhases);

describe('schedule-hidden-date', () => {
  test('shorter ones cover all of it', () => {
    expect(
      said('"2026-12-24..2026-12-26": closed, "2026-12-24": holiday, "2026-12-25..2026-12-26": holiday'),
    ).toMatchInlineSnapshot(`
      [
        "DP4024 example.yaml:2:54 \`2026-12-24..2026-12-26\` of schedule \`office\` never applies: shorter special dates cover it",
      ]
    `);
    expect(
      said(
        '"2026-12-24": closed, "2026-12-24 00:00..2026-12-24 10:00": holiday, "2026-12-24 10:00..2026-12-24 24:00": holiday',
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP4024 example.yaml:2:54 \`2026-12-24\` of schedule \`office\` never applies: shorter special dates cover it",
      ]
    `);
  });

  test('a part is left', () => {
    expect(said('"2026-12-24..2026-12-26": closed, "2026-12-24": holiday, "2026-12-26": holiday')).toEqual(
      [],
    );
    expect(said('"2026-12-24": closed, "2026-12-24 00:00..2026-12-24 23:00": holiday')).toEqual([]);
  });

  test('hours of a range that lie outside it', () => {
    expect(
      said('"2026-12-24 12:00..2026-12-24 18:00": ["08:00-11:00", "18:00-20:00"]'),
    ).toMatchInlineSnapshot(`
      [
        "DP4024 example.yaml:2:93 \`08:00-11:00\`, \`18:00-20:00\` never comes in \`2026-12-24 12:00..2026-12-24 18:00\`",
      ]
    `);
    expect(said('"2026-12-24 12:00..2026-12-25 08:00": ["08:00-11:00"]')).toHaveLength(1);
    expect(said('"2026-12-24 12:00..2026-12-25 08:01": ["08:00-11:00"]')).toEqual([]);
    expect(said('"2026-12-24 12:00..2026-12-26 12:00": ["08:00-11:00"]')).toEqual([]);
  });
});
