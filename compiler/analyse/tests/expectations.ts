import type { NodeId } from '../../../runtime/program.ts';
import { below, keyOf, type Placed } from '../../model/plan.ts';
import {
  END_WORDS,
  type Expectations,
  type ExpectedEnd,
  type ExpectedRinging,
  type ExpectedRings,
  type TestParty,
} from '../../model/plan-test.ts';
import type { WrittenTestRing, WrittenTestSingleRing } from '../../model/written.generated.ts';
import { wordFor } from '../names.ts';
import { isOpen } from '../variables.ts';
import type { DialGround } from './dialled.ts';
import { each, type LayeredCall, nearest } from './layers.ts';
import { isName } from './parties.ts';

/** The sections whose entries a call can end at. */
const ENDS: readonly string[] = ['extensions', 'mailboxes', 'conferences'];

const KEYS = ['rings', 'never_rings', 'through', 'hears', 'ends', 'caller_id', 'within'] as const;

/** Whether anything is expected of a call. */
export const expectsSomething = (call: LayeredCall): boolean =>
  KEYS.some((key) => nearest(call, key) !== undefined);

/** What must become of a call. Reports DP3011, DP3012, DP3036 and DP3072. */
export function readExpectations(call: LayeredCall, ground: DialGround): Expectations {
  const { forms, parties } = ground;
  const { title } = call;
  const party = (written: Placed<string>) => parties.party(written, title);
  const [rings, never, through, hears, ends, shown, within] = [
    nearest(call, 'rings'),
    nearest(call, 'never_rings'),
    nearest(call, 'through'),
    nearest(call, 'hears'),
    nearest(call, 'ends'),
    nearest(call, 'caller_id'),
    nearest(call, 'within'),
  ];
  return known({
    rings: rings && {
      value: each<WrittenTestRing>(rings).flatMap((ring) => readRings(ring, party, ground)),
      origin: rings.origin,
    },
    neverRings: never && placed(each<string>(never), party),
    through: through && placed(each<string>(through), (place) => readPlace(place, title, ground)),
    hears: hears && each<string>(hears).filter(({ value }) => !isOpen(value)),
    ends: ends && placed([ends], (end) => readEnd(end, title, ground))[0],
    callerId:
      shown &&
      placed([shown], ({ value, origin }) => (value === 'withheld' ? value : forms.number(value, origin)))[0],
    within: within && placed([within], ({ value, origin }) => forms.seconds(value, origin))[0],
  });
}

/** The same without what is not there. */
const known = (found: { readonly [K in keyof Expectations]: Expectations[K] | undefined }): Expectations =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));

/** What becomes of each, where something does. */
const placed = <T, R>(
  all: readonly Placed<T>[],
  read: (one: Placed<T>) => R | undefined,
): readonly Placed<R>[] =>
  all.flatMap((one) => {
    const value = read(one);
    return value === undefined ? [] : [{ value, origin: one.origin }];
  });

type ReadParty = (written: Placed<string>) => TestParty | undefined;

function readRings(
  { value, origin }: Placed<WrittenTestRing>,
  party: ReadParty,
  { forms }: DialGround,
): readonly ExpectedRings[] {
  const ringing = (one: Placed<WrittenTestSingleRing>): readonly ExpectedRinging[] => {
    const timed = typeof one.value === 'string' ? undefined : one.value;
    const who = timed === undefined ? one : { value: timed.phone, origin: below(one.origin, 'phone') };
    const found = party(who as Placed<string>);
    const seconds = timed && forms.seconds(timed.for, below(one.origin, 'for'));
    if (found === undefined) return [];
    return [{ party: found, ...(seconds === undefined ? {} : { for: seconds }), origin: one.origin }];
  };
  const several = typeof value === 'object' && 'any_order' in value ? value.any_order : undefined;
  const phones =
    several === undefined
      ? each({ value: value as WrittenTestSingleRing, origin }).flatMap(ringing)
      : each({ value: several, origin: below(origin, 'any_order') }).flatMap(ringing);
  return phones.length === 0
    ? []
    : [{ kind: several === undefined ? 'together' : 'any_order', phones, origin }];
}

function readPlace(written: Placed<string>, title: string, ground: DialGround): NodeId | undefined {
  const { value } = written;
  const found = ground.names.get(value);
  if (found === undefined && !isOpen(value) && !ground.left.name(value))
    ground.parties.unknown(written, title, 'place of the plan', () => true);
  return found?.id;
}

function readEnd(written: Placed<string>, title: string, ground: DialGround): ExpectedEnd | undefined {
  const { value } = written;
  const word = END_WORDS.find((end) => end === value);
  if (word !== undefined) return { kind: word };
  if (!isName(value)) {
    const party = ground.parties.party(written, title);
    return party && { kind: 'phone', party };
  }
  const found = ground.names.get(value);
  if (found?.section === 'extensions') return { kind: 'phone', party: { kind: 'extension', id: found.id } };
  if (found?.section === 'mailboxes') return { kind: 'mailbox', id: found.id };
  if (found?.section === 'conferences') return { kind: 'conference', id: found.id };
  if (found !== undefined) reportNoEnd(written, wordFor(found.kind.kind), found.origin, title, ground);
  else if (!ground.left.name(value)) {
    const fits = ({ section }: { readonly section: string }) => ENDS.includes(section);
    ground.parties.unknown(written, title, 'extension, mailbox or conference', fits);
  }
  return undefined;
}

function reportNoEnd(
  { value, origin }: Placed<string>,
  word: string,
  defined: Placed<string>['origin'],
  title: string,
  { report }: DialGround,
): void {
  report('DP3072', {
    message: `${title} ends at the ${word} \`${value}\`, where no call ends`,
    origin,
    label: 'only a place on the way',
    related: [{ origin: keyOf(defined), text: `the ${word}` }],
    why: 'a call ends at a phone that answers, at a mailbox, in a conference, or by `hangup`, `reject`, `refused` or `emergency`',
    help: `write \`through: ${value}\`, and under \`ends\` where the call gets to from there`,
  });
}
