import { keyExit, type MenuNode } from '../../runtime/nodes/menu.ts';
import type { NodeId } from '../../runtime/program.ts';
import { type Asks, below, type Exit, keyOf, type Placed, type PlanPrompt } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenExtensionDialling, WrittenMenu } from '../model/written.generated.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, type Lowering, PLAIN, type Place, type Scope } from './kind.ts';
import { lowerPrompt, readPrompts, tellPrompt } from './prompts.ts';

type Prompts = readonly PlanPrompt[];

interface MenuBody {
  readonly prompt: Prompts;
  readonly again: { readonly silence: Prompts; readonly wrong: Prompts };
  readonly retries: { readonly silence: number; readonly wrong: number };
  readonly asks: Asks;
  readonly barge: boolean;
  readonly exits: readonly Exit[];
}

/** How long a caller may think, in seconds, and how often a wrong key is forgiven, where the plan does not say. */
const PAUSE = 5;
const RETRIES = { silence: 0, wrong: 2 };

/** The exits of those who press nothing, and nothing that helps. */
const VAIN = ['on_timeout', 'on_invalid'] as const;

const WORDS: { readonly [word: string]: string } = { star: '*', pound: '#' };

/** A key as Twilio reports it. */
const pressed = (written: string): string => WORDS[written] ?? written;

/** The options as exits, told by their keys. */
function readOptions({ options = {} }: WrittenMenu, place: Place, scope: Scope): readonly Exit[] {
  return Object.entries(options).map(([key, to]): Exit => {
    const origin = below(place.origin, 'options', key);
    const label = keyExit(pressed(key));
    const from = { ...place, title: `key \`${key}\` of ${place.title}` };
    return { label, to: scope.destination(to, origin, from, 'to', `${place.id}/${label}`), origin };
  });
}

/** Where those go who press nothing, or nothing that helps. */
function readVain(written: WrittenMenu, place: Place, scope: Scope): readonly Exit[] {
  return VAIN.flatMap((label): Exit[] => {
    const to = written[label]?.to;
    if (to === undefined) return [];
    const origin = below(place.origin, label, 'to');
    return [{ label, to: scope.destination(to, origin, place, label), origin }];
  });
}

function readAllowed(
  { allow }: WrittenExtensionDialling,
  origin: Origin,
  place: Place,
  scope: Scope,
): 'all' | readonly Placed<NodeId>[] {
  if (typeof allow === 'string') return allow;
  return allow.flatMap((name, i) => {
    const at = below(origin, i);
    const value = scope.extension(name, at, place, 'lets callers dial');
    return value === undefined ? [] : [{ value, origin: at }];
  });
}

/** Twilio has one time for a first key and for the pause after each (docs/voice/twiml/gather, timeout). */
function readPause({ on_timeout, extension_dialling }: WrittenMenu, origin: Origin, scope: Scope): number {
  const written = [
    on_timeout?.after === undefined
      ? undefined
      : scope.seconds(on_timeout.after, below(origin, 'on_timeout', 'after')),
    extension_dialling?.after === undefined
      ? undefined
      : scope.seconds(extension_dialling.after, below(origin, 'extension_dialling', 'after')),
  ].filter((each) => each !== undefined);
  return written.length === 0 ? PAUSE : Math.max(1, ...written);
}

function readAsks(written: WrittenMenu, place: Place, scope: Scope): Asks {
  const { options = {}, digits, extension_dialling: dialling } = written;
  const { origin } = place;
  const allow = below(origin, 'extension_dialling', 'allow');
  return {
    keys: Object.keys(options).map((key) => ({
      value: pressed(key),
      origin: keyOf(below(origin, 'options', key)),
    })),
    ...(digits === undefined ? {} : { digits: { value: digits, origin: below(origin, 'digits') } }),
    pause: readPause(written, origin, scope),
    ...(dialling === undefined
      ? {}
      : { dials: { value: readAllowed(dialling, allow, place, scope), origin: allow } }),
    silence: 'on_timeout',
  };
}

function resolve(written: WrittenMenu, place: Place, scope: Scope): MenuBody {
  const { on_timeout, on_invalid, barge } = written;
  const say = (label: 'on_timeout' | 'on_invalid'): Prompts => {
    const words = written[label]?.say;
    return words === undefined ? [] : readPrompts('text', words, below(place.origin, label, 'say'), scope);
  };
  return {
    prompt: readPrompts('text', written.prompt, below(place.origin, 'prompt'), scope),
    again: { silence: say('on_timeout'), wrong: say('on_invalid') },
    retries: {
      silence: on_timeout?.retries ?? RETRIES.silence,
      wrong: on_invalid?.retries ?? RETRIES.wrong,
    },
    asks: readAsks(written, place, scope),
    barge: barge !== false,
    exits: [
      ...readOptions(written, place, scope),
      ...readVain(written, place, scope),
      ...readExits(written, ['otherwise'], place, scope),
    ],
  };
}

/** The digits that callers may dial; where all may be dialled, a list could outgrow its item. */
function lowerDials({ dials }: Asks, lowering: Lowering): Pick<MenuNode, 'dials'> {
  if (dials === undefined) return {};
  if (dials.value === 'all') return { dials: { most: lowering.mostDigits } };
  return { dials: dials.value.flatMap(({ value }) => lowering.digits(value) ?? []) };
}

function lowerAgain({ again }: MenuBody, language: string): MenuNode['again'] {
  return {
    ...(again.silence.length > 0 && { silence: lowerPrompt(again.silence, language) }),
    ...(again.wrong.length > 0 && { wrong: lowerPrompt(again.wrong, language) }),
  };
}

/** A choice by keys, and where those go who make none. */
export const menuKind = defineKind<'menu', WrittenMenu, MenuBody>({
  kind: 'menu',
  look: {
    family: 'choice',
    outline: 'barred',
    sign: 'M4 3 h.01 M8 3 h.01 M12 3 h.01 M4 7 h.01 M8 7 h.01 M12 7 h.01 M4 11 h.01 M8 11 h.01 M12 11 h.01 M8 15 h.01',
    word: 'menu',
  },
  section: 'menus',
  words: ['repeat', 'return'],
  resolve,
  exits: (body) => body.exits,
  facts: ({ prompt, again, asks }) => ({
    ...PLAIN,
    speaks: true,
    answers: true,
    waitsForCaller: true,
    mustLeave: VAIN,
    leavesBy: [...asks.keys.map(({ value }) => keyExit(value)), ...VAIN],
    prompts: [...prompt, ...again.silence, ...again.wrong],
    asks,
  }),
  lower: (body, lowering) => ({
    kind: 'menu',
    prompt: lowerPrompt(body.prompt, lowering.language),
    keys: body.asks.keys.map(({ value }) => value),
    ...(body.asks.digits === undefined ? {} : { digits: body.asks.digits.value }),
    timeout: body.asks.pause,
    retries: body.retries,
    again: lowerAgain(body, lowering.language),
    ...lowerDials(body.asks, lowering),
    ...(body.barge ? {} : { barge: false as const }),
    exits: lowering.exits(body.exits),
  }),
  describe: ({ prompt, dials, exits }, tell) => {
    const others = dials === undefined ? '' : '; extensions can be dialled';
    return `${tellPrompt(prompt)}, and asks${others}${tellExits(exits, tell)}`;
  },
});
