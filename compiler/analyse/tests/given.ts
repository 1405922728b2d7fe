import type { NodeId } from '../../../runtime/program.ts';
import { below, keyOf, type PlanOverride } from '../../model/plan.ts';
import type { PlanTest } from '../../model/plan-test.ts';
import type { Origin } from '../../model/source.ts';
import { isOpen } from '../variables.ts';
import type { TestsGround } from './ground.ts';
import { all, type LayeredCall } from './layers.ts';

/** The live state with which a test begins; what is said nearer wins. Reports DP3075. */
export function readGiven(call: LayeredCall, ground: TestsGround): PlanTest['given'] {
  const found = new Map<NodeId, string>();
  for (const { value, origin } of all(call, 'given')) {
    for (const [name, state] of Object.entries(value.overrides ?? {})) {
      const override = overrideOf(name, below(origin, 'overrides', name), call.title, ground);
      if (override === undefined || !isState(state, override, below(origin, 'overrides', name), ground))
        continue;
      if (!found.has(override.id)) found.set(override.id, state);
    }
  }
  return { overrides: new Map([...found].filter(([, state]) => state !== 'off')) };
}

function overrideOf(
  name: string,
  origin: Origin,
  title: string,
  { overrides, left, suggestions, report }: TestsGround,
): PlanOverride | undefined {
  const known = overrides.get(`override:${name}`);
  if (known !== undefined || isOpen(name) || left.entry('overrides', name)) return known;
  report('DP3075', {
    message: `${title} is given the override \`${name}\`, but the plan has no such override`,
    origin: keyOf(origin),
    label: 'no override of this name',
    why: 'the test could not begin as it says',
    help:
      suggestions.for(name, () => [...overrides.values()].map((each) => each.name)) ??
      `define it: \`overrides: {${name}: {ends: 24h}}\``,
  });
  return undefined;
}

function isState(state: string, override: PlanOverride, origin: Origin, ground: TestsGround): boolean {
  const { name, states } = override;
  const known = states ?? ['on'];
  if (state === 'off' || known.includes(state)) return true;
  if (isOpen(state)) return false;
  ground.report('DP3075', {
    message: `override \`${name}\` is never \`${state}\``,
    origin,
    label: states === undefined ? 'it is only on or off' : 'no state of it',
    related: [
      {
        origin: keyOf(override.origin),
        text: states === undefined ? 'it has no `states`' : 'its `states` stand here',
      },
    ],
    why: 'the test could not begin as it says',
    help:
      ground.suggestions.for(state, () => [...known, 'off']) ??
      `write ${[...known, 'off'].map((each) => `\`${each}\``).join(' or ')}`,
  });
  return false;
}
