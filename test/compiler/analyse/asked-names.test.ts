import { describe, expect, test } from 'vitest';
import { allPhases } from '../../support/harness.ts';
import { check, checkInFull } from '../../support/yaml.ts';

const plan = (when: string, more = ''): string => `numbers: {"+61 2 5550 1000": main}
schedules: {office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}}}
overrides: {down: {states: [message, forward], ends: 24h}, evacuated: {ends: 24h}}
lists: {vip: {"+61 491 570 006": gold}, blocklist: ["+61 491 570 156"]}
${more}routes:
  main:
    - {when: {${when}}, to: {say: "x", then: hangup}}
    - otherwise: {say: "y", then: hangup}
`;
/** Without the warnings that something is not used: the rule that would use it is the one that is wrong. */
const told = (when: string, more?: string) =>
  check(plan(when, more), allPhases).filter((each) => !/^DP40(25|37)/.test(each));

describe('names that conditions ask for', () => {
  const unknown: readonly (readonly [when: string, message: string])[] = [
    [
      'open: offcie',
      'DP3040 example.yaml:7:20 `main` asks for the schedule `offcie`, but the plan has no such schedule',
    ],
    [
      'unless: {holiday: offcie}',
      'DP3040 example.yaml:7:31 `main` asks for the schedule `offcie`, but the plan has no such schedule',
    ],
    [
      'override: dwon',
      'DP3041 example.yaml:7:24 `main` asks for the override `dwon`, but the plan has no such override',
    ],
    [
      'override: {dwon: message}',
      'DP3041 example.yaml:7:24 `main` asks for the override `dwon`, but the plan has no such override',
    ],
    ['caller: vpi', 'DP3042 example.yaml:6:22 `main` asks for the list `vpi`, but the plan has no such list'],
    ['override: {down: massage}', 'DP3043 example.yaml:7:24 override `down` has no state `massage`'],
    [
      'override: {evacuated: message}',
      'DP3043 example.yaml:7:24 override `evacuated` has no state `message`',
    ],
    ['caller: {vip: golden}', 'DP3044 example.yaml:7:22 list `vip` says `golden` of nobody'],
    ['caller: {blocklist: gold}', 'DP3044 example.yaml:7:22 list `blocklist` says `gold` of nobody'],
  ];
  test.each(unknown)('%s', (when, message) => {
    const [code = ''] = message.split(' ');
    const [, , ...words] = message.split(' ');
    expect(told(when)).toEqual([expect.stringMatching(new RegExp(`^${code} example\\.yaml:\\d+:\\d+ `))]);
    expect(told(when)[0]).toContain(words.join(' '));
  });

  test('a whole message', () => {
    expect(
      checkInFull(plan('open: offcie', 'messages: {m: {say: "x", then: hangup}}\n'), allPhases),
    ).toContain('help: did you mean `office`?');
  });

  test('what is written wrongly elsewhere is not called unknown', () => {
    const wrong = 'ring_groups: {}\n';
    expect(told('open: office', wrong)).toEqual([]);
    const broken = plan('open: yard').replace('{office:', '{yard: {hours: 5}, office:');
    expect(check(broken, allPhases).filter((each) => each.startsWith('DP3'))).toEqual([]);
  });
});
