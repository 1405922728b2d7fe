import type { Event } from '../call.ts';
import { dialFallback, type Party, ringTogether } from '../dial.ts';
import type { Leg } from '../legs.ts';
import type { Ground, NodeBase, NodeRuntime, Turn } from '../node.ts';
import { dialOutcome, type Outcome } from '../outcome.ts';
import { isObject, leg, seconds, text } from '../read.ts';
import { goodbye } from '../sentences.ts';

/** A member of a group: only its phone rings. `name` is unique in the group; `timeout`: seconds. */
export interface Member extends Leg {
  readonly name: string;
  readonly timeout?: number;
  /** The extension whose phone this is. */
  readonly extension?: string;
  readonly confirm?: boolean;
}

export type Strategy = 'sequential' | 'simultaneous';

/** Members that ring one after another or all at once, and what follows when none takes the call. */
export interface RingGroupNode extends NodeBase {
  readonly kind: 'ring_group';
  readonly strategy: Strategy;
  readonly members: readonly Member[];
}

const exits: { readonly [K in Exclude<Outcome, 'talked'>]: string } = {
  busy: 'on_busy',
  no_answer: 'on_no_answer',
  failed: 'on_failed',
};

const partyOf = ({ type, destination, confirm }: Member): Party =>
  confirm ? { leg: { type, destination }, confirm } : { leg: { type, destination } };

const leave = (exit: string, because: string): Turn => ({ kind: 'exit', exit, instructions: [], because });

/** Rings the first of `members` that can ring; a member that cannot (a rehearsal, no number to show) is passed over. */
function ringNext(members: readonly Member[], ground: Ground, exit: string, because: string): Turn {
  let refused: string | undefined;
  for (const member of members) {
    const dialled = ringTogether(
      [partyOf(member)],
      member.timeout,
      ground,
      `rings ${member.name}`,
      member.name,
    );
    if (dialled.kind !== 'refused') return dialled;
    refused = dialled.because;
  }
  return refused === undefined ? leave(exit, because) : notRung(refused, exit, ground);
}

/** No member could ring. In a rehearsal that is said aloud: nobody shall take the way on for a call that was made. */
function notRung(refused: string, exit: string, ground: Ground): Turn {
  return refused === 'rehearsal'
    ? { kind: 'end', instructions: goodbye('rehearsal', ground), because: refused, refused: true }
    : leave(exit, refused);
}

function ringAll(node: RingGroupNode, ground: Ground): Turn {
  // One dial has one time-out; members of a hand-made group may ask for different ones, and none is cut short.
  const times = node.members.flatMap(({ timeout }) => timeout ?? []);
  const seconds = times.length > 0 ? Math.max(...times) : undefined;
  const names = node.members.map(({ name }) => name).join(', ');
  const dialled = ringTogether(node.members.map(partyOf), seconds, ground, `rings ${names} together`);
  return dialled.kind === 'refused' ? notRung(dialled.because, 'on_failed', ground) : dialled;
}

function resume(node: RingGroupNode, event: Event, ground: Ground): Turn {
  const outcome = dialOutcome(event);
  if (outcome === 'talked') {
    return { kind: 'end', instructions: [{ verb: 'hangup' }], because: 'the call was answered and is over' };
  }
  const exit = exits[outcome];
  const because = outcome.replace('_', ' ');
  if (node.strategy === 'simultaneous') return leave(exit, because);
  const tried = node.members.findIndex(({ name }) => name === ground.state.member);
  // A hand edit took away the member that rang: where to go on is not known, and nobody shall ring twice.
  if (tried < 0) return leave(exit, `${ground.state.member ?? 'the last member'} is no longer in the group`);
  return ringNext(node.members.slice(tried + 1), ground, exit, because);
}

/** A member in the words of the old items, which have no `extension` and no `confirm`. */
function readMember(value: unknown): Member | undefined {
  if (!isObject(value)) return undefined;
  const party = leg(value.type, value.destination);
  if (party === undefined) return undefined;
  const timeout = seconds(value.timeout);
  const extension = text(value.extension);
  return {
    ...party,
    name: text(value.name) ?? party.destination,
    ...(timeout === undefined ? {} : { timeout }),
    ...(extension === undefined ? {} : { extension }),
    ...(value.confirm === true ? { confirm: true } : {}),
  };
}

/** Names are what a call remembers, so a repeated one becomes `name~2`. Undefined: a member is malformed. */
function named(members: readonly (Member | undefined)[]): readonly Member[] | undefined {
  const seen = new Set<string>();
  const found: Member[] = [];
  for (const member of members) {
    if (member === undefined) return undefined;
    let { name } = member;
    for (let times = 2; seen.has(name); times += 1) name = `${member.name}~${times}`;
    seen.add(name);
    found.push(name === member.name ? member : { ...member, name });
  }
  return found;
}

export const ringGroup: NodeRuntime<RingGroupNode> = {
  named: true,
  waits: true,
  read({ group, strategy = 'sequential' }, exits) {
    if (!Array.isArray(group) || (strategy !== 'sequential' && strategy !== 'simultaneous')) return undefined;
    const members = named(group.map(readMember));
    return members && { kind: 'ring_group', strategy, members, exits };
  },
  step(node, event, ground) {
    if (node.members.length === 0) return leave('empty', 'the group has no members');
    if (event.kind !== 'arrived') return resume(node, event, ground);
    if (node.strategy === 'simultaneous') return ringAll(node, ground);
    return ringNext(node.members, ground, 'on_failed', 'no member can ring');
  },
  fallback: (exit) => (exit === 'empty' ? 'no_such_group' : dialFallback(exit)),
};
