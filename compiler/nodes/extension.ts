import type { Leg } from '../../runtime/legs.ts';
import type { NodeId } from '../../runtime/program.ts';
import { below, type Exit, type Placed, type PlanPhone } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenExtension, WrittenExtensionDefaults } from '../model/written.generated.ts';
import { readRing, tellRing } from './dial-leaf.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, PLAIN, type Place, type Scope } from './kind.ts';

interface ExtensionBody {
  readonly phone: PlanPhone;
  readonly origin: Origin;
  readonly ring: Placed<number> | undefined;
  readonly digits: Placed<string> | undefined;
  readonly exits: readonly Exit[];
}

const LABELS = ['on_busy', 'on_no_answer', 'on_unreachable', 'otherwise'] as const;

/** An option of an extension: its own, else the one that holds for all. */
type Option = Exclude<keyof WrittenExtensionDefaults, (typeof LABELS)[number]>;

interface Source {
  readonly own: WrittenExtension;
  readonly place: Place;
  readonly scope: Scope;
}

function option({ own, place, scope }: Source, key: Option): Placed<string> | undefined {
  const value = own[key];
  if (value !== undefined) return { value, origin: below(place.origin, key) };
  const defaults = scope.setting('extension_defaults');
  const common = defaults?.value[key];
  return defaults === undefined || common === undefined
    ? undefined
    : { value: common, origin: below(defaults.origin, key) };
}

function numberOption(source: Source, key: Option): Placed<string> | undefined {
  const found = option(source, key);
  if (found === undefined) return undefined;
  // One that is no number stays as it was written: it is reported, but it is not missing.
  return { value: source.scope.number(found.value, found.origin) ?? found.value, origin: found.origin };
}

/** Its mailbox is where it leads `otherwise`. */
function ownMailbox({ own, place, scope }: Source): readonly Exit[] {
  if (own.mailbox === undefined) return [];
  const origin = below(place.origin, 'mailbox');
  const to = scope.mailbox(own.mailbox, origin, place);
  return own.otherwise === undefined ? [{ label: 'otherwise', to, origin }] : [];
}

/** Exits of its own, then those of the defaults that it does not name. */
function allExits({ own, place, scope }: Source): readonly Exit[] {
  const named = [...readExits(own, LABELS, place, scope), ...ownMailbox({ own, place, scope })];
  const defaults = scope.setting('extension_defaults');
  if (defaults === undefined) return named;
  const missing = LABELS.filter((label) => !named.some((exit) => exit.label === label));
  const common = { ...place, title: '`extension_defaults`' };
  return [...named, ...readExits(defaults.value, missing, common, scope, defaults.origin)];
}

function legOf({ own, scope }: Source): { leg: Leg; key: NodeId; step: string } {
  if (own.client !== undefined) {
    return { leg: { type: 'client', destination: own.client }, key: `client:${own.client}`, step: 'client' };
  }
  const user = own.sip_user ?? '';
  const destination = `sip:${user}@${scope.domain ?? ''}`;
  return { leg: { type: 'sip', destination }, key: `phone:${user}`, step: 'sip_user' };
}

function phoneOf(source: Source): PlanPhone {
  const { leg, key, step } = legOf(source);
  const rules = option(source, 'class');
  const callerId = numberOption(source, 'caller_id');
  const emergencyCallerId = numberOption(source, 'emergency_caller_id');
  return {
    key,
    leg,
    origin: below(source.place.origin, step),
    ...(rules === undefined ? {} : { class: rules }),
    ...(callerId === undefined ? {} : { callerId }),
    ...(emergencyCallerId === undefined ? {} : { emergencyCallerId }),
  };
}

function resolve(own: WrittenExtension, place: Place, scope: Scope): ExtensionBody {
  const source = { own, place, scope };
  const ring = option(source, 'ring');
  return {
    phone: phoneOf(source),
    origin: place.origin,
    ring: ring && readRing(ring.value, ring.origin, scope),
    digits: own.dial === undefined ? undefined : { value: own.dial, origin: below(place.origin, 'dial') },
    exits: allExits(source),
  };
}

/** A person or a place with a phone. Called directly, all that is written there applies; as a member only the phone rings. */
export const extensionKind = defineKind<'extension', WrittenExtension, ExtensionBody>({
  kind: 'extension',
  look: {
    family: 'ring',
    outline: 'round',
    sign: 'M8 8 A3 3 0 1 0 8 2 A3 3 0 1 0 8 8 M2.5 14 C2.5 9.5 13.5 9.5 13.5 14',
    word: 'extension',
  },
  section: 'extensions',
  resolve,
  exits: (body) => body.exits,
  facts: ({ phone, ring, digits, origin }) => ({
    ...PLAIN,
    answers: true,
    callable: true,
    rings: [
      {
        to: { kind: 'leg', leg: phone.leg },
        ...(ring === undefined ? {} : { ring }),
        origin,
        ownRing: true,
      },
    ],
    phone,
    ...(digits === undefined ? {} : { digits }),
  }),
  lower: ({ phone, ring, exits }, lowering) => ({
    kind: 'extension',
    phone: phone.leg,
    ...(ring === undefined ? {} : { ring: ring.value }),
    exits: lowering.exits(exits),
  }),
  describe: (node, tell) => `rings ${node.phone.destination}${tellRing(node)}${tellExits(node.exits, tell)}`,
});
