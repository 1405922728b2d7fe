import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const said = (schedule: string): readonly string[] => check(`schedules:\n  office: ${schedule}\n`, allPhases);

describe('schedule-spans', () => {
  test('spans of one day overlap', () => {
    expect(
      said('{hours: {mon-fri: ["12:00-17:30", "08:30-13:00", "12:30-12:45"], sat-sun: closed}}'),
    ).toMatchInlineSnapshot(`
      [
        "DP4020 example.yaml:2:30 \`08:30-13:00\` and \`12:00-17:30\` of schedule \`office\` overlap",
        "DP4020 example.yaml:2:60 \`12:00-17:30\` and \`12:30-12:45\` of schedule \`office\` overlap",
      ]
    `);
    expect(said('{hours: {mon-sun: ["08:30-17:30", "08:30-17:30"]}}')).toMatchInlineSnapshot(`
      [
        "DP4020 example.yaml:2:45 \`08:30-17:30\` and \`08:30-17:30\` of schedule \`office\` overlap",
      ]
    `);
  });

  test('a night runs into the next day, also round the end of the week', () => {
    expect(said('{hours: {mon: "22:00-06:00", tue: "05:00-10:00", wed-sun: closed}}')).toMatchInlineSnapshot(`
      [
        "DP4020 example.yaml:2:45 \`22:00-06:00\` and \`05:00-10:00\` of schedule \`office\` overlap, the first of mon, the second of tue",
      ]
    `);
    expect(said('{hours: {sun: "22:00-06:00", mon: "05:00-10:00", tue-sat: closed}}')).toMatchInlineSnapshot(`
      [
        "DP4020 example.yaml:2:45 \`22:00-06:00\` and \`05:00-10:00\` of schedule \`office\` overlap, the first of sun, the second of mon",
      ]
    `);
  });

  test('a few minutes are left out', () => {
    expect(
      said('{hours: {mon-fri: ["08:00-12:00", "12:01-17:00"], sat-sun: closed}}'),
    ).toMatchInlineSnapshot(`
      [
        "DP4021 example.yaml:2:30 schedule \`office\` is closed for 1 minute between \`08:00-12:00\` and \`12:01-17:00\`",
      ]
    `);
    expect(said('{hours: {mon-sat: "00:00-23:45", sun: "00:00-24:00"}}')).toMatchInlineSnapshot(`
      [
        "DP4021 example.yaml:2:29 schedule \`office\` is closed for 15 minutes between \`00:00-23:45\` and \`00:00-23:45\`",
      ]
    `);
    expect(said('{hours: {mon-sun: ["08:00-18:00", "18:00-23:59"]}}')).toMatchInlineSnapshot(`
      [
        "DP4021 example.yaml:2:45 schedule \`office\` is closed for the last minute of the day: \`18:00-23:59\`",
      ]
    `);
    expect(said('{hours: {mon-sun: "00:00-23:59"}}')).toMatchInlineSnapshot(`
      [
        "DP4021 example.yaml:2:29 schedule \`office\` is closed for 1 minute between \`00:00-23:59\` and \`00:00-23:59\`",
      ]
    `);
  });

  test('special dates are looked at alone', () => {
    const week = 'hours: {mon-sun: "08:00-17:00"}';
    expect(
      said(
        `{${week}, special_dates: {"2026-12-23": ["08:00-10:00", "09:00-12:00"], "2026-12-24": "09:00-23:59"}}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "DP4020 example.yaml:2:91 \`08:00-10:00\` and \`09:00-12:00\` of schedule \`office\` overlap",
        "DP4021 example.yaml:2:121 schedule \`office\` is closed for the last minute of the day: \`09:00-23:59\`",
      ]
    `);
    expect(
      said(`{${week}, special_dates: {"2026-12-23": "22:00-08:00", "2026-12-24": "07:00-12:00"}}`),
    ).toEqual([]);
  });

  test('around the clock, in shifts that meet, with a break, over midnight', () => {
    expect(said('{hours: {mon-sun: "00:00-24:00"}}')).toEqual([]);
    expect(said('{hours: {mon-sun: ["22:00-06:00", "06:00-14:00", "14:00-22:00"]}}')).toEqual([]);
    expect(said('{hours: {mon-fri: ["08:30-12:00", "12:30-17:30"], sat-sun: closed}}')).toEqual([]);
    expect(said('{hours: {fri-sat: "18:00-02:00", sun-thu: closed}}')).toEqual([]);
  });
});
