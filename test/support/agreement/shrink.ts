import { type Disagreement, disagree } from './agreement.ts';
import type { Table, Value } from './plan-text.ts';
import { filesOf } from './random-plan.ts';

/** A disagreement made small: parts of the plan and of the call are left out as long as the rest still disagrees. */

const isTable = (value: Value): value is Table => typeof value === 'object' && !Array.isArray(value);

/** The same with one part less, for each part, the large ones first. */
function* smaller(value: Value): Generator<Value> {
  if (Array.isArray(value)) {
    const list: readonly Value[] = value;
    for (const i of list.keys()) yield list.filter((_, each) => each !== i);
    for (const [i, each] of list.entries()) for (const less of smaller(each)) yield list.with(i, less);
  } else if (isTable(value)) {
    for (const name of Object.keys(value)) {
      const { [name]: _left, ...rest } = value;
      yield rest;
    }
    for (const [name, each] of Object.entries(value))
      for (const less of smaller(each)) yield { ...value, [name]: less };
  }
}

/** @param patience pairs that are tried at most */
export async function shrink(found: Disagreement, patience = 400): Promise<Disagreement> {
  let best = found;
  let tried = 0;
  const better = async (candidate: Disagreement): Promise<boolean> => {
    tried += 1;
    // What is left of a call may be no call any more; then it is no example.
    const differences = await disagree(candidate.plan, candidate.call).catch(() => undefined);
    if (differences === undefined || differences.length === 0) return false;
    best = { ...candidate, differences };
    return true;
  };
  for (let progress = true; progress && tried < patience; ) {
    progress = false;
    const { phones, acts, live } = best.call;
    for (const parts of smaller({ phones, acts, live } as unknown as Table)) {
      if (tried >= patience) break;
      if (!isTable(parts) || Object.keys(parts).length < 3) continue;
      const call = { ...best.call, ...parts } as unknown as Disagreement['call'];
      progress = await better({ ...best, call });
      if (progress) break;
    }
    for (const plan of progress ? [] : smaller(best.plan.plan)) {
      if (tried >= patience || !isTable(plan)) break;
      progress = await better({ ...best, plan: { ...best.plan, plan } });
      if (progress) break;
    }
  }
  return best;
}

/** A disagreement as a person reads it: the plan, the call, and where the runs part. */
export function storyOf({ plan, call, differences }: Disagreement): string {
  const files = Object.entries(filesOf(plan)).map(([file, text]) => `--- ${file}\n${text}`);
  const environment = plan.environment === undefined ? '' : `, environment ${plan.environment}`;
  return [
    `plan ${plan.seed}${environment}`,
    ...files,
    `--- call\n${JSON.stringify(call)}`,
    '---',
    ...differences,
  ].join('\n');
}
