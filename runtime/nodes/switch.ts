import type { Call } from '../call.ts';
import type { Instruction } from '../instructions.ts';
import { phoneKey } from '../legs.ts';
import type { Ground, NodeBase, NodeRuntime, Turn } from '../node.ts';
import { endOf, liveRef, liveState, type Override } from '../override.ts';
import { overrideState } from '../override-state.ts';
import type { NodeId } from '../program.ts';
import { text } from '../read.ts';
import type { Schedule } from '../schedule.ts';
import { goodbye, type Sentence, speak } from '../sentences.ts';
import type { Need, Ref } from '../world.ts';

/** Turns an override on or off: what a feature code leads to. `to`: `toggle`, `on`, `off`, or a state's name. */
export interface SwitchNode extends NodeBase {
  readonly kind: 'switch';
  readonly override: NodeId;
  readonly to: string;
}

const entry = (ref: Ref): Need => ({ kind: 'entry', ref });

/** What must be known of an override, and of the phone that dials, before anything is switched. */
function needsOf(node: SwitchNode, ground: Ground, key: NodeId): readonly Need[] {
  const { world } = ground;
  const ends = world.override(node.override)?.ends;
  const schedules = ends && 'schedules' in ends ? ends.schedules : [];
  const refs: Ref[] = [];
  if (world.phone(key) === undefined) refs.push(key);
  refs.push(...schedules.filter((id) => world.schedule(id) === undefined));
  const found = overrideState(node.override, ground);
  return [...refs.map(entry), ...('needs' in found ? found.needs : [])];
}

function target(node: SwitchNode, ground: Ground): string {
  if (node.to !== 'toggle') return node.to;
  const found = overrideState(node.override, ground);
  return 'state' in found && found.state !== null ? 'off' : 'on';
}

const spoken = (id: NodeId): string => id.slice(id.indexOf(':') + 1).replaceAll('_', ' ');

/** Weekday and time as a language writes them: `Wednesday` and `08:30`. */
function clock(
  time: number,
  timeZone: string,
  language: string,
): { readonly day: string; readonly time: string } {
  const written = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { timeZone, ...options }).format(time);
  return {
    day: written({ weekday: 'long' }),
    time: written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}

function sentenceFor(state: string, until: number | undefined): Sentence {
  if (state === 'off') return 'switched_off';
  const sentence = state === 'on' ? 'switched_on' : 'switched_to';
  return until === undefined ? sentence : `${sentence}_until`;
}

/** What whoever dials hears when it is done. */
function confirmation(
  id: NodeId,
  state: string,
  until: number | undefined,
  ground: Ground,
): readonly Instruction[] {
  const { timezone } = ground.settings;
  const told = speak(sentenceFor(state, until), ground, (language) => ({
    name: spoken(id),
    state: state.replaceAll('_', ' '),
    ...(until === undefined ? {} : clock(until, timezone, language)),
  }));
  return [told, { verb: 'hangup' }];
}

function turnIt(node: SwitchNode, override: Override, key: NodeId, ground: Ground): Turn {
  const { world, call } = ground;
  const state = target(node, ground);
  const schedules = (id: NodeId): Schedule | undefined => world.schedule(id) ?? undefined;
  const until = state === 'off' ? undefined : endOf(override, call.now, schedules);
  const ref = liveRef(node.override);
  const written = world.written(ref);
  if (written === undefined) {
    return {
      kind: 'needs',
      needs: [{ kind: 'write', ref, payload: liveState(state, call.now, until, key) }],
    };
  }
  const because = `${key} switches ${node.override} to ${state}`;
  if (written === 'failed') {
    return { kind: 'end', instructions: goodbye('not_switched', ground), because: `${because}: not written` };
  }
  return { kind: 'end', instructions: confirmation(node.override, state, until, ground), because };
}

const phoneOf = (call: Call, ground: Ground): NodeId | undefined => phoneKey(call.from, ground.bundle);

export const switchNode: NodeRuntime<SwitchNode> = {
  named: false,
  waits: false,
  reads: ({ override }) => [override, liveRef(override)],
  read(fields, exits) {
    const override = text(fields.override);
    const to = text(fields.to);
    return override && to ? { kind: 'switch', override: override as NodeId, to, exits } : undefined;
  },
  step(node, _event, ground) {
    const refuse = (because: string): Turn => ({
      kind: 'end',
      instructions: goodbye('not_allowed', ground),
      because,
      refused: true,
    });
    const key = phoneOf(ground.call, ground);
    if (key === undefined) return refuse('only a phone of the plan may switch');
    const needs = needsOf(node, ground, key);
    if (needs.length > 0) return { kind: 'needs', needs };
    const override = ground.world.override(node.override);
    const phone = ground.world.phone(key);
    if (!override || !phone || !override.by.includes(phone.extension)) {
      return refuse(`${key} may not switch ${node.override}`);
    }
    return turnIt(node, override, key, ground);
  },
  fallback: () => 'hangup',
};
