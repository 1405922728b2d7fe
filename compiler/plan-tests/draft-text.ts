import { DAY, localMinuteAt, localTextOf, WEEKDAYS, weekdayOf } from '../../runtime/local-time.ts';
import { instantsOf, textInZone } from '../model/local-instants.ts';
import type { Act, Phone } from '../simulate/script.ts';
import type { Caller } from '../trace/imagined-call.ts';
import { endWord } from '../trace/outcome.ts';
import type { People } from '../trace/people.ts';
import type { Draft } from './record.ts';

/** Drafts of tests as an author would write them, to be pasted below `tests:`. */

/** Plain words need no quotes in YAML, but for those that mean something else. */
const text = (value: string): string =>
  /^[a-z][a-z0-9_]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/.test(value)
    ? value
    : JSON.stringify(value);

const list = (values: readonly string[]): string => `[${values.join(', ')}]`;

const fields = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join(', ');

const map = (values: Readonly<Record<string, string | undefined>>): string => `{${fields(values)}}`;

function phoneText(phone: Phone): string {
  if (phone.does !== 'answers') return phone.does;
  const presses = phone.presses?.map(text);
  return map({
    answers: `${phone.after}s`,
    presses: presses && (presses.length === 1 ? presses[0] : list(presses)),
  });
}

const actText = (act: Act): string => {
  if (act.does === 'silence') return 'silence';
  return JSON.stringify(act.does === 'press' ? act.keys : act.words);
};

const fromText = (from: Caller, people: People): string =>
  from.kind === 'withheld' ? 'withheld' : text(people.name(from));

/** What is heard, short enough to be read: the beginnings of the first thing that is said, and of the last. */
function heardText(heard: readonly string[]): string | undefined {
  const told = [...new Set([heard[0], heard.at(-1)])].filter((each) => each !== undefined);
  const short = told.map((each) => JSON.stringify(each.slice(0, 60).trim()));
  return short.length > 1 ? list(short) : short[0];
}

function expectText({ outcome }: Draft): string {
  const { rings, heard, end } = outcome;
  const groups = rings.map((group) => {
    const names = group.map(({ name }) => text(name));
    return names.length === 1 ? (names[0] ?? '') : list(names);
  });
  return map({
    rings: list(groups),
    hears: heardText(heard),
    ends: end.kind === 'fault' ? undefined : text(endWord(end)),
  });
}

const spoken = (phone: Phone): string => phone.does.replace('_', ' ');

/** When a call comes in, on the clocks of the plan; where they show that time twice, with its distance from UTC. */
const momentText = (local: number, at: number, timezone: string): string =>
  instantsOf(local, timezone).length > 1 ? textInZone(local, at) : localTextOf(local);

/** No two drafts have one name: it says all that tells their calls apart. */
function nameOf({ call, everybody, on }: Draft, local: number, moment: string, people: People): string {
  const when = `${WEEKDAYS[weekdayOf(Math.floor(local / DAY))]} ${moment}`;
  const keys = call.acts.map((act) => (act.does === 'press' ? act.keys : act.does)).join(' ');
  const who = call.from.kind === 'withheld' ? 'withheld' : people.name(call.from);
  return [
    `${who} calls ${call.to}, ${when}`,
    ...(keys === '' ? [] : [`presses ${keys}`]),
    `everybody: ${spoken(everybody)}`,
    ...(on === undefined ? [] : [`${on[0].replace(':', ' ')} ${on[1]}`]),
  ].join(', ');
}

/** Drafts as YAML, a test each, indented to stand below `tests:`. @param timezone the plan's */
export function draftText(drafts: readonly Draft[], people: People, timezone: string): string {
  return drafts
    .map((draft) => {
      const { call, everybody, on } = draft;
      const local = localMinuteAt(timezone, call.at);
      const moment = momentText(local, call.at, timezone);
      const head = map({
        from: fromText(call.from, people),
        to: text(call.to),
        at: JSON.stringify(moment),
        press: call.acts.length === 0 ? undefined : list(call.acts.map(actText)),
      });
      const bad =
        draft.outcome.end.kind === 'fault' ? `    # ends badly: ${endWord(draft.outcome.end)}\n` : '';
      const given =
        on === undefined ? '' : `    given: {overrides: {${on[0].slice('override:'.length)}: ${on[1]}}}\n`;
      return (
        `  - name: ${JSON.stringify(nameOf(draft, local, moment, people))}\n` +
        `    call: ${head}\n    phones: {default: ${phoneText(everybody)}}\n${given}${bad}` +
        `    expect: ${expectText(draft)}\n`
      );
    })
    .join('');
}
