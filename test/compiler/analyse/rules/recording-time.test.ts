import { describe, expect, test } from 'vitest';
import { allPhases } from '../../../support/harness.ts';
import { check } from '../../../support/yaml.ts';

const timesOf = (times: string) =>
  check(
    `numbers: {"+61 2 5550 1000": office}\nmailboxes: {office: {${times}, notify: {webhook: "https://hooks.acme.example/"}}}\n`,
    allPhases,
  );

describe('recording-time', () => {
  test.each(['max_length: 2s', 'max_length: 4h', 'silence: 1s', 'max_length: 5s, silence: 5s'])(
    '%s is kept',
    (times) => {
      expect(timesOf(times)).toEqual([]);
    },
  );

  test('a message of a length that Twilio records', () => {
    expect([...timesOf('max_length: 1s'), ...timesOf('max_length: 241m')]).toMatchInlineSnapshot(`
      [
        "DP4046 example.yaml:2:34 a message of 1 s in \`office\` is shorter than Twilio records",
        "DP4046 example.yaml:2:34 a message of 14460 s in \`office\` is longer than Twilio records",
      ]
    `);
  });

  test('a silence that can come before the end', () => {
    expect([...timesOf('silence: 0s'), ...timesOf('max_length: 10s, silence: 11s')]).toMatchInlineSnapshot(`
      [
        "DP4046 example.yaml:2:31 \`office\` waits for no silence at all",
        "DP4046 example.yaml:2:48 \`office\` waits for more silence than a message may last",
      ]
    `);
  });
});
