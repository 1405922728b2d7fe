import type { Event, Tries } from '../call.ts';
import type { Instruction } from '../instructions.ts';
import type { Ground, NodeBase, NodeRuntime, Turn } from '../node.ts';
import type { Destination, NodeId } from '../program.ts';
import { type Prompt, readPrompt, speakPrompt } from '../prompt.ts';
import { isObject, seconds, texts } from '../read.ts';
import { speak, speaksTo } from '../sentences.ts';

/** A choice by keys. Exits: `key_1`, `key_star`, `key_pound`, …, `on_timeout`, `on_invalid`. */
export interface MenuNode extends NodeBase {
  readonly kind: 'menu';
  readonly prompt: Prompt;
  /** What can be pressed, as Twilio reports it: `1`, `91`, `*`, `#`. */
  readonly keys: readonly string[];
  /** The most digits that are waited for, where that is more than the longest choice has. */
  readonly digits?: number;
  /** Seconds that the caller may think, and pause between digits: Twilio has one time for both. */
  readonly timeout: number;
  /** How often it asks again. */
  readonly retries: Tries;
  /** What is said to a caller who pressed nothing, or nothing that helps, before it asks again; where it never does, before it gives up. */
  readonly again: { readonly silence?: Prompt; readonly wrong?: Prompt };
  /** Extensions that callers may dial here, by their digits; or all of them, which have at most so many digits. */
  readonly dials?: readonly string[] | { readonly most: number };
  /** Whether a key cuts the prompt short; absent: it does. */
  readonly barge?: false;
}

/** The exit of what was pressed. */
export const keyExit = (pressed: string): string =>
  `key_${pressed.replaceAll('*', 'star').replaceAll('#', 'pound')}`;

/** The most digits that make sense here; the caller's pause ends fewer. */
function longest({ keys, digits = 1, dials = [] }: MenuNode): number {
  const dialled = 'most' in dials ? [dials.most] : dials.map(({ length }) => length);
  return Math.max(digits, ...keys.map(({ length }) => length), ...dialled);
}

function ask(
  node: MenuNode,
  tries: Tries,
  first: readonly Instruction[],
  ground: Ground,
  because: string,
): Turn {
  const spoken = speakPrompt(node.prompt, ground);
  if (spoken.kind === 'needs') return spoken;
  const whole = [...first, ...spoken.instructions];
  // Words that came to nothing (a variable that this number does not have) would be seconds of silence, again and again.
  if (whole.length === 0) {
    return { kind: 'exit', exit: 'on_timeout', instructions: [], because: 'nothing to say' };
  }
  const digits = longest(node);
  const gather: Instruction = {
    verb: 'gather',
    digits,
    timeout: node.timeout,
    // A `#` that ends what was pressed is not told: alone it would look like silence, and could be no choice.
    ...(digits === 1 || node.keys.some((key) => key.includes('#')) ? { finishOnKey: '' } : {}),
    always: true,
    action: { to: 'continue', state: { ...ground.state, tries } },
    prompt: node.barge === false ? [] : whole,
  };
  return { kind: 'wait', instructions: node.barge === false ? [...whole, gather] : [gather], because };
}

const NEVER: Tries = { silence: 0, wrong: 0 };

/** A caller in a language that we have no sentences in only hears the menu again. */
const apology = (ground: Ground): readonly Instruction[] =>
  speaksTo(ground) ? [speak('wrong_choice', ground)] : [];

/**
 * The caller pressed nothing, or nothing that helps: it asks again, or gives up. Whoever was asked again goes on without
 * more words, which would be the same a second time; a menu that never asks again has no other time for them.
 */
function vain(node: MenuNode, what: 'silence' | 'wrong', ground: Ground): Turn {
  const tries = ground.state.tries ?? NEVER;
  const now = { ...tries, [what]: tries[what] + 1 };
  const because = what === 'silence' ? 'nothing pressed' : 'no such choice';
  const asksAgain = now[what] <= node.retries[what];
  const words = asksAgain || node.retries[what] === 0 ? node.again[what] : undefined;
  const spoken = words === undefined ? undefined : speakPrompt(words, ground);
  if (spoken?.kind === 'needs') return spoken;
  if (asksAgain) {
    const first = spoken?.instructions ?? (what === 'wrong' ? apology(ground) : []);
    return ask(node, now, first, ground, because);
  }
  const exit = what === 'silence' ? 'on_timeout' : 'on_invalid';
  return { kind: 'exit', exit, instructions: spoken?.instructions ?? [], because };
}

const isExtension = (to: Destination): boolean => typeof to === 'string' && to.startsWith('extension:');

/** An extension by its digits. Where all may be dialled, nothing else may that has digits: a short number can lead outside. */
function dialled(node: MenuNode, pressed: string, ground: Ground): Turn {
  const { dials = [] } = node;
  if (!/^[0-9]+$/.test(pressed)) return vain(node, 'wrong', ground);
  if ('most' in dials ? pressed.length > dials.most : !dials.includes(pressed))
    return vain(node, 'wrong', ground);
  const at: NodeId = `dial:${pressed}`;
  const to = ground.world.dial(at);
  if (to === undefined) return { kind: 'needs', needs: [{ kind: 'entry', ref: at }] };
  if (to === null || !isExtension(to)) return vain(node, 'wrong', ground);
  return { kind: 'goto', to, at, because: `dialled ${pressed}` };
}

function choose(node: MenuNode, event: Event, ground: Ground): Turn {
  const told = event.kind === 'digits' ? event.digits : '';
  if (told === '') return vain(node, 'silence', ground);
  // Where `#` is a choice, it also ends digits that are no choice with it.
  const pressed = node.keys.includes(told) ? told : told.replace(/(?<=.)#$/, '');
  if (!node.keys.includes(pressed)) return dialled(node, pressed, ground);
  return { kind: 'exit', exit: keyExit(pressed), instructions: [], because: `key ${pressed}` };
}

function readTries(value: unknown): Tries | undefined {
  if (!isObject(value)) return undefined;
  const { silence, wrong } = value;
  return typeof silence === 'number' && typeof wrong === 'number' ? { silence, wrong } : undefined;
}

function readDials(value: unknown): MenuNode['dials'] | undefined {
  const most = isObject(value) ? seconds(value.most) : undefined;
  return most === undefined ? texts(value) : { most };
}

export const menu: NodeRuntime<MenuNode> = {
  named: true,
  waits: true,
  read(fields, exits) {
    const prompt = readPrompt(fields.prompt);
    const keys = texts(fields.keys);
    const timeout = seconds(fields.timeout);
    const retries = readTries(fields.retries);
    if (!prompt || !keys || !timeout || !retries) return undefined;
    const said = isObject(fields.again) ? fields.again : {};
    const silence = readPrompt(said.silence);
    const wrong = readPrompt(said.wrong);
    const digits = seconds(fields.digits);
    const dials = readDials(fields.dials);
    return {
      kind: 'menu',
      prompt,
      keys,
      ...(digits && { digits }),
      timeout,
      retries,
      again: { ...(silence && { silence }), ...(wrong && { wrong }) },
      ...(dials && { dials }),
      ...(fields.barge === false ? { barge: false } : {}),
      exits,
    };
  },
  step(node, event, ground) {
    return event.kind === 'arrived' ? ask(node, NEVER, [], ground, 'asks') : choose(node, event, ground);
  },
  fallback: () => 'no_choice',
};
