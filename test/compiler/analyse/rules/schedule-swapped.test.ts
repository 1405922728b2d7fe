import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const said = (schedule: string): readonly string[] => check(`schedules:\n  office: ${schedule}\n`, allPhases);

describe('schedule-swapped', () => {
  test('a night of more than 14 hours is told once, wherever it stands', () => {
    expect(said('{hours: {mon-thu: "17:00-08:30", fri-sun: closed}}')).toMatchInlineSnapshot(`
      [
        "DP4028 example.yaml:2:29 \`17:00-08:30\` of schedule \`office\` goes over midnight and lasts 15 h 30 min",
      ]
    `);
    expect(
      said('{hours: {mon-sun: "08:30-17:00"}, special_dates: {"2026-12-24": ["18:01-12:00"]}}'),
    ).toMatchInlineSnapshot(`
      [
        "DP4028 example.yaml:2:76 \`18:01-12:00\` of schedule \`office\` goes over midnight and lasts 17 h 59 min",
      ]
    `);
  });

  test('a night, a long day and the whole day are not', () => {
    expect(said('{hours: {mon-sun: "18:00-08:00"}}')).toEqual([]);
    expect(said('{hours: {mon-sun: "05:00-24:00"}}')).toEqual([]);
    expect(said('{hours: {mon-sun: "07:00-02:00"}}')).toEqual([]);
    expect(said('{hours: {mon-sun: "12:00-04:00"}}')).toEqual([]);
    expect(said('{hours: {mon-sun: "00:00-24:00"}}')).toEqual([]);
    expect(said('{hours: {mon-fri: ["17:00-24:00", "00:00-08:30"], sat-sun: closed}}')).toEqual([]);
  });
});
