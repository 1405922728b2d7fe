import type { PlanNode, PlanPrompt } from '../model/plan.ts';

/** As it is written in words: `{{brand}}`. */
const HOLE = /\{\{([a-z][a-z0-9_]*)\}\}/g;

/** A variable that words ask for. */
export interface Hole {
  readonly name: string;
  readonly prompt: PlanPrompt;
}

/** The variables in the words of a node. */
export function holesOf({ facts }: PlanNode): readonly Hole[] {
  return facts.prompts.flatMap((prompt) =>
    prompt.kind === 'text' && prompt.value.includes('{{')
      ? [...prompt.value.matchAll(HOLE)].map(([, name = '']) => ({ name, prompt }))
      : [],
  );
}

/** Braces that look like a variable and are none; they would be read out. Undefined: there are none. */
export function strangeHole({ kind, value }: PlanPrompt): string | undefined {
  if (kind !== 'text' || !value.includes('{{')) return undefined;
  return /\{\{[^}]*\}?\}?/.exec(value.replace(HOLE, ''))?.[0];
}

/** Words with the variables in them replaced. */
export const filled = (words: string, value: (name: string) => string): string =>
  words.replace(HOLE, (_hole, name: string) => value(name));
