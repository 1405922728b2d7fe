import { below, keyOf, type Placed } from '../../model/plan.ts';
import type { PlannedPhone, TestPhone } from '../../model/plan-test.ts';
import type { WrittenTestPhone, WrittenTestPhoneAnswers } from '../../model/written.generated.ts';
import { type DialGround, readReferTo } from './dialled.ts';
import { all, each, type LayeredCall } from './layers.ts';
import { partyKey } from './parties.ts';

/** What phones do in a call: what is said nearer wins, phone by phone. Reports DP3012, DP3072, DP3078. */
export function readPhones(call: LayeredCall, ground: DialGround): readonly PlannedPhone[] {
  const found = new Map<string, PlannedPhone>();
  for (const { value: phones, origin } of all(call, 'phones')) {
    for (const [name, written] of Object.entries(phones)) {
      const planned = readPhone(name, { value: written, origin: below(origin, name) }, call.title, ground);
      if (planned === undefined) continue;
      const key = planned.who === 'default' ? planned.who : partyKey(planned.who);
      if (!found.has(key)) found.set(key, planned);
    }
  }
  return [...found.values()];
}

function readPhone(
  name: string,
  written: Placed<WrittenTestPhone>,
  title: string,
  ground: DialGround,
): PlannedPhone | undefined {
  const { value, origin } = written;
  const who = name === 'default' ? name : ground.parties.party({ value: name, origin: keyOf(origin) }, title);
  const phone = typeof value === 'string' ? { does: value } : readAnswers({ value, origin }, title, ground);
  return who === undefined || phone === undefined ? undefined : { who, phone, origin };
}

function readAnswers(
  { value, origin }: Placed<WrittenTestPhoneAnswers>,
  title: string,
  ground: DialGround,
): TestPhone | undefined {
  const { answers, presses, hangs_up, transfers } = value;
  const { forms } = ground;
  const after = forms.seconds(answers, below(origin, 'answers'));
  const hangsUp = hangs_up === undefined ? undefined : forms.seconds(hangs_up, below(origin, 'hangs_up'));
  const at = below(origin, 'transfers');
  const to = transfers && readReferTo({ value: transfers.to, origin: below(at, 'to') }, title, ground);
  const later = transfers && forms.seconds(transfers.after, below(at, 'after'));
  if (after === undefined) return undefined;
  return {
    does: 'answers',
    after,
    ...(presses === undefined ? {} : { presses: each({ value: presses, origin }).map((key) => key.value) }),
    ...(hangsUp === undefined ? {} : { hangsUp }),
    ...(to === undefined || later === undefined ? {} : { transfers: { to, after: later } }),
  };
}
