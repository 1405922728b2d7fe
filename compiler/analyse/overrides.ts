import type { Ending } from '../../runtime/override.ts';
import type { NodeId } from '../../runtime/program.ts';
import { below, keyOf, type PlanOverride, type PlanShortNumber } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenOverride } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import { kinds } from '../nodes/index.ts';
import type { AskedNames } from './asked-names.ts';
import { type Names, oneOf } from './names.ts';
import type { NormalForms } from './normal-forms.ts';
import type { LeftOut, Report } from './report.ts';
import { type PlanScope, resolveNode } from './scope.ts';
import type { Suggestions } from './suggestions.ts';
import { isOpen } from './variables.ts';

/** What overrides are read with. */
export interface OverridesGround {
  readonly written: WrittenPlan;
  readonly names: Names;
  readonly asked: AskedNames;
  readonly scope: PlanScope;
  readonly forms: NormalForms;
  /** That of the plan. */
  readonly timezone: string;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

/** The overrides of a plan, by id. Reports DP3012, DP3040, DP3046, DP3047 and DP3049. */
export const readOverrides = (ground: OverridesGround): ReadonlyMap<NodeId, PlanOverride> =>
  new Map(
    ground.written.overrides.map((entry) => [`override:${entry.name}` as const, readOverride(entry, ground)]),
  );

type Entry = WrittenEntry<WrittenOverride>;

function readOverride(entry: Entry, ground: OverridesGround): PlanOverride {
  const { name, value, origin } = entry;
  const id: NodeId = `override:${name}`;
  const forces = readForces(entry, ground);
  const ends = readEnds(entry, [...forces.keys()], ground);
  const was = readWas(entry, ground);
  const code = value.feature_code;
  const known = code !== undefined && !isOpen(code);
  return {
    id,
    name,
    origin,
    ...(value.states === undefined ? {} : { states: value.states }),
    forces,
    by: readBy(entry, ground),
    ...(ends === undefined ? {} : { ends }),
    ...(was === undefined ? {} : { was }),
    ...(known ? { featureCode: { value: code, origin: below(origin, 'feature_code') } } : {}),
    dials: known ? dialsOf(entry, code, ground.scope) : [],
  };
}

function readForces({ name, value, origin }: Entry, { asked }: OverridesGround): PlanOverride['forces'] {
  const from = { title: `override \`${name}\`` };
  return new Map(
    Object.entries(value.forces ?? {}).flatMap(([schedule, state]) => {
      const id = asked.schedule(schedule, keyOf(below(origin, 'forces', schedule)), from);
      return id === undefined ? [] : [[id, state] as const];
    }),
  );
}

function readBy({ name, value, origin }: Entry, ground: OverridesGround): readonly NodeId[] {
  const { names, left, suggestions, report } = ground;
  return (value.by ?? []).flatMap((extension, i) => {
    const known = names.get(extension);
    if (known?.section === 'extensions') return [known.id];
    if (isOpen(extension) || left.name(extension)) return [];
    report('DP3046', {
      message:
        known === undefined
          ? `override \`${name}\` names \`${extension}\` in \`by\`, but no extension has that name`
          : `override \`${name}\` names \`${extension}\` in \`by\`, which is ${oneOf(known.kind.kind)}, not an extension`,
      origin: below(origin, 'by', i),
      label: known === undefined ? 'no such extension' : 'only the phone of an extension can dial the code',
      why: 'whoever is meant would be told that this phone may not dial the code',
      help:
        suggestions.for(extension, () =>
          [...names.values()].flatMap((each) => (each.section === 'extensions' ? each.name : [])),
        ) ?? 'name extensions of the plan',
    });
    return [];
  });
}

/** Reads `next_opening`, `24h`, `18:00`; the schema has checked the form, but not of what a variable stands for. */
function readEnds(entry: Entry, forced: readonly NodeId[], ground: OverridesGround): Ending | undefined {
  const { value, origin } = entry;
  const text = value.ends;
  if (text === undefined || text === 'never' || isOpen(text)) return undefined;
  const at = below(origin, 'ends');
  const [, hour, minute] = /^([01][0-9]|2[0-4]):([0-5][0-9])$/.exec(text) ?? [];
  if (hour !== undefined && minute !== undefined) {
    const minutes = (Number(hour) * 60 + Number(minute)) % (24 * 60);
    return { kind: 'time', minutes, timezone: ground.timezone };
  }
  if (text !== 'next_opening' && text !== 'next_change') {
    const seconds = ground.forms.seconds(text, at);
    return seconds === undefined ? undefined : { kind: 'after', seconds };
  }
  const schedules = forced.length > 0 ? forced : onlySchedule(ground);
  if (schedules !== undefined) {
    return { kind: text === 'next_opening' ? 'opening' : 'change', schedules };
  }
  reportNoSchedule(entry, text, at, ground);
  return undefined;
}

function onlySchedule({ written }: OverridesGround): readonly NodeId[] | undefined {
  const [first, ...others] = written.schedules;
  return first !== undefined && others.length === 0 ? [`schedule:${first.name}`] : undefined;
}

function reportNoSchedule(
  { name, value }: Entry,
  text: string,
  origin: Origin,
  { written, left, report }: OverridesGround,
): void {
  // A schedule that it forces, or that the plan would have, is only written wrongly.
  if (value.forces !== undefined || left.section('schedules')) return;
  const none = written.schedules.length === 0;
  report('DP3047', {
    message: `override \`${name}\` ends at the \`${text}\`, but ${none ? 'the plan has no schedule' : 'nobody can tell of which schedule'}`,
    origin,
    label: none ? 'no schedule opens' : `the plan has ${written.schedules.length} schedules`,
    why: 'it would stay on until somebody ends it',
    help: none
      ? 'write a time such as `24h` or `18:00`'
      : `name the schedule that it forces, \`forces: {${written.schedules[0]?.name ?? 'office'}: closed}\`, or write a time such as \`24h\` or \`18:00\``,
  });
}

function readWas(
  { name, value, origin }: Entry,
  { written, left, report }: OverridesGround,
): NodeId | undefined {
  if (value.was === undefined) return undefined;
  const still = written.overrides.find((each) => each.name === value.was);
  if (still === undefined) return left.entry('overrides', value.was) ? undefined : `override:${value.was}`;
  report('DP3049', {
    message: `override \`${name}\` says that it was \`${value.was}\`, but the plan still has \`${value.was}\``,
    origin: below(origin, 'was'),
    label: still.name === name ? 'its own name' : 'has a state of its own',
    related:
      still.name === name ? [] : [{ origin: keyOf(still.origin), text: `\`${still.name}\` is defined here` }],
    why: 'whoever turned one of the two on would turn on both',
    help: 'take `was` out, or the override that it names',
  });
  return undefined;
}

/** What phones can dial: the code toggles, with a digit behind it sets. */
function dialsOf({ name, value, origin }: Entry, code: string, scope: PlanScope): readonly PlanShortNumber[] {
  const forms: readonly (readonly [behind: string, to: string])[] =
    value.states === undefined
      ? [
          ['', 'toggle'],
          ['1', 'on'],
          ['0', 'off'],
        ]
      : [...value.states.map((state, i) => [String(i + 1), state] as const), ['0', 'off']];
  const at = below(origin, 'feature_code');
  return forms.map(([behind, to]) => {
    const digits = `${code}${behind}`;
    const place = { id: `dial:${digits}`, title: `the feature code \`${digits}\``, origin: at };
    const node = resolveNode(kinds.switch, { override: `override:${name}`, to }, place, scope);
    return { digits, to: { kind: 'leaf', node }, origin: at };
  });
}
