import { mediaName } from '../model/media-name.ts';
import type {
  Expectations,
  ExpectedEnd,
  ExpectedRings,
  PlanTestCall,
  TestParty,
} from '../model/plan-test.ts';
import type { Address } from '../simulate/script.ts';
import { type End, endWord, type Outcome, type Rung } from '../trace/outcome.ts';
import type { People } from '../trace/people.ts';
import type { Mismatch } from './mismatch.ts';
import { partyAddress, partyName } from './party.ts';

/** Whether a call did what its test expects: every expectation on its own, all that are not met. */

const same = (one: Address, other: Address): boolean => one.kind === other.kind && one.value === other.value;

const isParty = (rung: Rung, party: TestParty, people: People): boolean => {
  const address = partyAddress(party, people);
  return address !== undefined && same(rung.address, address);
};

const list = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));

/** `alice`, `front_1 + front_2`, one after another. */
const ringsInWords = (rings: Outcome['rings']): string =>
  list(rings.map((group) => group.map(({ name, seconds }) => `${name} for ${seconds} s`).join(' + ')));

function expectedInWords(expected: readonly ExpectedRings[]): string {
  return list(
    expected.map(({ kind, phones }) => {
      const names = phones.map((each) => {
        const seconds = each.for === undefined ? '' : ` for ${each.for} s`;
        return `${partyName(each.party)}${seconds}`;
      });
      return kind === 'together' ? names.join(' + ') : `${names.join(', ')} in any order`;
    }),
  );
}

/** Whether a group of phones that rang is the one that is expected, each of them once. */
function isGroup(group: readonly Rung[], { phones }: ExpectedRings, people: People): boolean {
  if (group.length !== phones.length) return false;
  const left = [...group];
  // Those with a time first: they are more particular about which ringing of a phone is theirs.
  const particular = [...phones].sort((a, b) => Number(b.for !== undefined) - Number(a.for !== undefined));
  return particular.every((phone) => {
    const at = left.findIndex(
      (rung) => isParty(rung, phone.party, people) && (phone.for === undefined || phone.for === rung.seconds),
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Where the rings differ: the place in the order, or undefined: nowhere. */
function firstDifference(
  actual: Outcome['rings'],
  expected: readonly ExpectedRings[],
  people: People,
): number | undefined {
  let at = 0;
  for (const step of expected) {
    const taken = step.kind === 'together' ? 1 : step.phones.length;
    const groups = actual.slice(at, at + taken);
    const fits =
      step.kind === 'together'
        ? groups.length === 1 && isGroup(groups[0] ?? [], step, people)
        : groups.every((group) => group.length === 1) && isGroup(groups.flat(), step, people);
    if (!fits) return at;
    at += taken;
  }
  return at < actual.length ? at : undefined;
}

function judgeRings({ rings }: Expectations, outcome: Outcome, people: People): readonly Mismatch[] {
  if (rings === undefined) return [];
  const at = firstDifference(outcome.rings, rings.value, people);
  if (at === undefined) return [];
  return [
    {
      code: 'DP7001',
      origin: rings.value[Math.min(at, rings.value.length - 1)]?.origin ?? rings.origin,
      expected: `rings ${expectedInWords(rings.value)}`,
      actual: `rings ${ringsInWords(outcome.rings)}`,
      ...(outcome.rings[at]?.[0] === undefined ? {} : { at: outcome.rings[at][0].at }),
    },
  ];
}

function judgeSilent(
  { neverRings = [] }: Expectations,
  outcome: Outcome,
  people: People,
): readonly Mismatch[] {
  return neverRings.flatMap(({ value, origin }) => {
    const rung = outcome.rings.flat().find((each) => isParty(each, value, people));
    if (rung === undefined) return [];
    const name = partyName(value);
    return [
      {
        code: 'DP7002',
        origin,
        expected: `never rings ${name}`,
        actual: `rings ${name} after ${Math.round(rung.at)} s`,
        at: rung.at,
      },
    ];
  });
}

function judgeWay({ through = [] }: Expectations, { visited }: Outcome): readonly Mismatch[] {
  let from = 0;
  for (const { value, origin } of through) {
    const at = visited.indexOf(value, from);
    if (at < 0) {
      const came = visited.length === 0 ? 'comes to no place with a name' : `comes to ${visited.join(', ')}`;
      return [{ code: 'DP7003', origin, expected: `goes through ${value}`, actual: came }];
    }
    from = at + 1;
  }
  return [];
}

/** Words as they are compared: case, spaces and typographic marks aside. */
const plain = (text: string): string =>
  text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim();

/** How far a call has been listened to: what was said, and how much of it. */
interface Heard {
  readonly item: number;
  readonly end: number;
}

/** Where one of some names is heard next. */
function nextHeard(said: readonly string[], names: readonly string[], from: Heard): Heard | undefined {
  for (const [item, text] of said.entries()) {
    if (item < from.item) continue;
    for (const name of names) {
      const at = text.indexOf(name, item === from.item ? from.end : 0);
      if (at >= 0) return { item, end: at + name.length };
    }
  }
  return undefined;
}

function judgeWords({ hears = [] }: Expectations, { heard }: Outcome): readonly Mismatch[] {
  const said = heard.map(plain);
  let from: Heard = { item: 0, end: 0 };
  for (const { value, origin } of hears) {
    // A sound file has another name where it is deployed, if Twilio would not take its own.
    const found = nextHeard(said, [plain(value), plain(mediaName(value))], from);
    if (found === undefined) {
      const all =
        heard.length === 0 ? 'hears nothing' : `hears ${heard.map((text) => `"${text}"`).join(', ')}`;
      return [{ code: 'DP7004', origin, expected: `hears "${value}"`, actual: all }];
    }
    from = found;
  }
  return [];
}

function isEnd(end: End, expected: ExpectedEnd, { endedAt }: Outcome, people: People): boolean {
  switch (expected.kind) {
    case 'phone': {
      const address = partyAddress(expected.party, people);
      return end.kind === 'party' && address !== undefined && endedAt !== undefined && same(endedAt, address);
    }
    case 'mailbox':
    case 'conference':
      return end.kind === expected.kind && `${end.kind}:${end.name}` === expected.id;
    default:
      return end.kind === expected.kind;
  }
}

const endInWords = (expected: ExpectedEnd): string => {
  if (expected.kind === 'phone') return `ends with ${partyName(expected.party)}`;
  if ('id' in expected) return `ends in the ${expected.id.replace(':', ' ')}`;
  return `ends with ${expected.kind}`;
};

/** How a call ended, in the words of an expectation. */
function actualEnd(end: End): string {
  if (end.kind === 'mailbox' || end.kind === 'queue' || end.kind === 'conference') {
    return `ends in the ${end.kind} ${end.name}`;
  }
  return `ends with ${endWord(end).replace('_', ' ')}`;
}

const faults = {
  silence: 'ends in a dead line, and the caller has heard nothing',
  application_error: 'ends with the words of Twilio that an application error has occurred',
  endless: 'goes round for ever',
} as const;

function judgeEnd(call: PlanTestCall, outcome: Outcome, people: People): readonly Mismatch[] {
  const { ends } = call.expect;
  const { end, reached } = outcome;
  if (end.kind === 'fault') {
    const origin = ends?.origin ?? call.origin;
    const expected = ends === undefined ? 'ends well' : endInWords(ends.value);
    return [{ code: 'DP7008', origin, expected, actual: faults[end.what], at: reached }];
  }
  if (ends === undefined || isEnd(end, ends.value, outcome, people)) return [];
  return [
    {
      code: 'DP7005',
      origin: ends.origin,
      expected: endInWords(ends.value),
      actual: actualEnd(end),
      at: reached,
    },
  ];
}

function judgeCallerId({ callerId }: Expectations, outcome: Outcome): readonly Mismatch[] {
  if (callerId === undefined) return [];
  const rung = outcome.rings.flat();
  // Phones inside see whoever calls; what the world outside sees is what a test asks for.
  const outside = rung.filter(({ address }) => address.kind === 'number');
  const seen = [...new Set((outside.length > 0 ? outside : rung).map((each) => each.callerId))];
  const shown = (text: string): string =>
    /^(|anonymous|restricted|unknown)$/i.test(text) ? 'withheld' : text;
  if (seen.length > 0 && seen.every((each) => shown(each) === callerId.value)) return [];
  const actual = seen.length === 0 ? 'rings nobody' : `shows ${seen.map(shown).join(', ')}`;
  return [{ code: 'DP7006', origin: callerId.origin, expected: `shows ${callerId.value}`, actual }];
}

function judgeTime({ within }: Expectations, { reached }: Outcome): readonly Mismatch[] {
  if (within === undefined || reached <= within.value) return [];
  return [
    {
      code: 'DP7007',
      origin: within.origin,
      expected: `is where it ends within ${within.value} s`,
      actual: `needs ${Math.ceil(reached)} s`,
      at: within.value,
    },
  ];
}

/** All that a call does otherwise than its test expects. */
export function judge(call: PlanTestCall, outcome: Outcome, people: People): readonly Mismatch[] {
  const { expect } = call;
  return [
    ...judgeRings(expect, outcome, people),
    ...judgeSilent(expect, outcome, people),
    ...judgeWay(expect, outcome),
    ...judgeWords(expect, outcome),
    ...judgeEnd(call, outcome, people),
    ...judgeCallerId(expect, outcome),
    ...judgeTime(expect, outcome),
  ];
}
