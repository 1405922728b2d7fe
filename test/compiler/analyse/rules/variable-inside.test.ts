import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const planOf = (away: string, more = '') => `numbers: {"+61 2 5550 1000": {to: main, vars: {brand: Acme}}}
routes: {main: closed, away: ${away}}
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions: {alice: {client: alice, otherwise: away}}
messages: {closed: {say: "{{brand}} is closed. {{brand}} says goodbye.", then: hangup}}
${more}`;

describe('variable-inside', () => {
  test('a phone that calls a phone, or dials a short number, is told once for each words', () => {
    expect(check(planOf('closed', 'short_numbers: {"0": main}\n'), allPhases)).toMatchInlineSnapshot(`
      [
        "DP4048 example.yaml:5:26 a phone inside that dials \`0\` hears \`{{brand}}\`, but has called no number",
      ]
    `);
    expect(check(planOf('closed'), allPhases)).toMatchInlineSnapshot(`
      [
        "DP4048 example.yaml:5:26 a phone inside that calls \`alice\` hears \`{{brand}}\`, but has called no number",
      ]
    `);
  });

  test('rules that ask for the origin, the number or an outside caller keep phones inside away', () => {
    const elsewhere = '{say: "Nobody is there.", then: hangup}';
    for (const rules of [
      `[{when: {origin: extension}, to: ${elsewhere}}, {otherwise: closed}]`,
      `[{when: {origin: outside_caller}, to: closed}, {otherwise: ${elsewhere}}]`,
      `[{when: {unless: {origin: extension}}, to: closed}, {otherwise: ${elsewhere}}]`,
      `[{when: {number: "+61 2 5550 1000"}, to: closed}, {otherwise: ${elsewhere}}]`,
      `[{when: {caller: withheld}, to: closed}, {otherwise: ${elsewhere}}]`,
    ]) {
      expect(check(planOf(rules), allPhases).join('\n')).not.toContain('DP4048');
    }
    const night = 'schedules: {office: {hours: {mon-sun: "08:00-17:00"}}}\n';
    const rules = `[{when: {open: office, origin: extension}, to: ${elsewhere}}, {otherwise: closed}]`;
    expect(check(planOf(rules, night), allPhases).join('\n')).toContain('DP4048');
  });
});
