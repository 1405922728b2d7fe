import type { PlanTestCall, TestAct } from '../../model/plan-test.ts';
import { reportContradictions } from './contradiction.ts';
import { type DialGround, readDialled } from './dialled.ts';
import { readExpectations } from './expectations.ts';
import { each, type LayeredCall, nearest } from './layers.ts';
import { readMoment } from './moment.ts';
import { readPhones } from './phones.ts';

const NEEDED = ['from', 'to', 'at'] as const;

const EXAMPLES = { from: '"+61 400 000 000"', to: '"+61 2 5550 1000"', at: '"2026-11-24 10:00"' } as const;

/** One call of a test; undefined: something that it needs is missing or wrong. Reports DP3011, DP3012, DP3036, DP3071 to DP3073, DP3077 and DP3078. */
export function readCall(call: LayeredCall, ground: DialGround): PlanTestCall | undefined {
  reportMissing(call, ground);
  const { title, origin } = call;
  const [written, dialled, moment, hangs] = [
    nearest(call, 'from'),
    nearest(call, 'to'),
    nearest(call, 'at'),
    nearest(call, 'hangs_up'),
  ];
  const from = written && ground.parties.caller(written, title);
  const to = dialled && from && readDialled(dialled, from, title, ground);
  const at = moment && readMoment(moment, ground.timezone, ground.report);
  const hangsUp = hangs && ground.forms.seconds(hangs.value, hangs.origin);
  const phones = readPhones(call, ground);
  const expect = readExpectations(call, ground);
  reportContradictions(expect, title, ground.report);
  if (from === undefined || to === undefined || at === undefined) return undefined;
  return {
    origin,
    from,
    to,
    at,
    acts: readActs(call),
    ...(hangsUp === undefined ? {} : { hangsUp }),
    phones,
    expect,
  };
}

function readActs(call: LayeredCall): readonly TestAct[] {
  const press = nearest(call, 'press');
  return press === undefined ? [] : each<string>(press).map(({ value }) => actOf(value));
}

function actOf(text: string): TestAct {
  if (text === 'silence') return { does: 'silence' };
  return /^[0-9*#]+$/.test(text) ? { does: 'press', keys: text } : { does: 'say', words: text };
}

function reportMissing(call: LayeredCall, { report }: DialGround): void {
  for (const key of NEEDED) {
    if (nearest(call, key) !== undefined) continue;
    report(
      'DP3071',
      {
        message: `${call.title} has no \`${key}\``,
        origin: call.origin,
        label: `no \`${key}\``,
        why:
          key === 'at'
            ? 'a test must say the same today and in a year, so it never runs by the clock of the day'
            : 'a call needs somebody who calls, and something that is called',
        help: `add \`${key}: ${EXAMPLES[key]}\``,
      },
      key,
    );
  }
}
