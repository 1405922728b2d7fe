import type { Leg } from '../../runtime/legs.ts';
import type { Member, Strategy } from '../../runtime/nodes/ring-group.ts';
import { below, type Exit, type Facts, type Placed, type Ringing } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenMember, WrittenRingGroup } from '../model/written.generated.ts';
import { readRing } from './dial-leaf.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, type Lowering, PLAIN, type Place, type Scope } from './kind.ts';

interface RingGroupBody {
  readonly strategy: Strategy;
  readonly members: readonly Ringing[];
  readonly exits: readonly Exit[];
}

const LABELS = ['on_busy', 'on_no_answer', 'on_failed', 'otherwise'] as const;

/** Who a member is; undefined: written wrongly, and reported. */
function party(written: WrittenMember, origin: Origin, place: Place, scope: Scope): Ringing['to'] {
  const phone = (name: string, at: Origin): Ringing['to'] => {
    const id = scope.extension(name, at, place);
    return id === undefined ? undefined : { kind: 'phone', id };
  };
  const leg = (type: Leg['type'], destination: string | undefined): Ringing['to'] =>
    destination === undefined ? undefined : { kind: 'leg', leg: { type, destination } };
  if (typeof written === 'string') return phone(written, origin);
  if ('extension' in written) return phone(written.extension, below(origin, 'extension'));
  if ('number' in written) return leg('number', scope.number(written.number, below(origin, 'number')));
  if ('sip' in written) return leg('sip', scope.sip(written.sip, below(origin, 'sip')));
  return leg('client', scope.text(written.client));
}

function readMember(
  written: WrittenMember,
  origin: Origin,
  common: Placed<number> | undefined,
  place: Place,
  scope: Scope,
): Ringing {
  const own: { readonly ring?: string; readonly confirm?: boolean } =
    typeof written === 'string' ? {} : written;
  const ring = own.ring === undefined ? common : readRing(own.ring, below(origin, 'ring'), scope);
  const to = party(written, origin, place, scope);
  return {
    ...(to === undefined ? {} : { to }),
    ...(ring === undefined ? {} : { ring }),
    ...(own.confirm === true ? { confirm: below(origin, 'confirm') } : {}),
    ownRing: own.ring !== undefined,
    origin,
  };
}

function resolve(written: WrittenRingGroup, place: Place, scope: Scope): RingGroupBody {
  const common = readRing(written.ring, below(place.origin, 'ring'), scope);
  const members = written.members.map((member, i) =>
    readMember(member, below(place.origin, 'members', i), common, place, scope),
  );
  return { strategy: written.strategy, members, exits: readExits(written, LABELS, place, scope) };
}

const facts = ({ strategy, members }: RingGroupBody): Facts => ({
  ...PLAIN,
  answers: true,
  callable: true,
  mustLeave: ['on_busy', 'on_no_answer', 'on_failed'],
  rings: members,
  together: strategy === 'simultaneous',
});

/** A member by its phone: named after its extension, else by where it rings. */
function lowerMember({ to, ring, confirm }: Ringing, lowering: Lowering): Member {
  const options = {
    ...(ring === undefined ? {} : { timeout: ring.value }),
    ...(confirm === undefined ? {} : { confirm: true }),
  };
  if (to?.kind === 'phone') {
    const { name, phone } = lowering.phone(to.id);
    return { name, ...phone.leg, extension: name, ...options };
  }
  const leg = to?.leg ?? { type: 'client', destination: '' };
  return { name: leg.destination, ...leg, ...options };
}

/** Calls remember members by name, so the second of a name becomes `name~2`. */
function named(members: readonly Member[]): readonly Member[] {
  const seen = new Map<string, number>();
  return members.map((member) => {
    const times = (seen.get(member.name) ?? 0) + 1;
    seen.set(member.name, times);
    return times === 1 ? member : { ...member, name: `${member.name}~${times}` };
  });
}

/** Phones that ring one after another or all at once, and what follows when none takes the call. */
export const ringGroupKind = defineKind<'ring_group', WrittenRingGroup, RingGroupBody>({
  kind: 'ring_group',
  look: {
    family: 'ring',
    outline: 'round',
    sign: 'M8 2 C5 2 4.5 4.5 4.5 6.5 V9 L3 11.5 H13 L11.5 9 V6.5 C11.5 4.5 11 2 8 2 Z M6.5 14 H9.5',
    word: 'ring group',
  },
  section: 'ring_groups',
  key: ({ id }) => (id === undefined ? undefined : { value: id, step: 'id' }),
  resolve,
  exits: (body) => body.exits,
  facts,
  lower: ({ strategy, members, exits }, lowering) => ({
    kind: 'ring_group',
    strategy,
    members: named(members.map((member) => lowerMember(member, lowering))),
    exits: lowering.exits(exits),
  }),
  describe: ({ strategy, members, exits }, tell) => {
    const names = members.map(({ name, timeout }) =>
      timeout === undefined ? name : `${name} (${timeout} s)`,
    );
    const how = strategy === 'sequential' ? 'one after another' : 'all together';
    return `rings ${names.join(', ')} ${how}${tellExits(exits, tell)}`;
  },
});
