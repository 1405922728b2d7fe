import type { PlanNode, PlanPrompt } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';

/** A prompt: all that is heard at one place. */
export interface WholePrompt {
  readonly origin: Origin;
  /** Each in one language or several. */
  readonly parts: readonly (readonly PlanPrompt[])[];
}

/** The prompts of a node, taken together again. */
export function promptsOf({ facts }: PlanNode): readonly WholePrompt[] {
  const wholes = new Map<Origin, Map<Origin, PlanPrompt[]>>();
  for (const prompt of facts.prompts) {
    const parts = wholes.get(prompt.whole) ?? new Map<Origin, PlanPrompt[]>();
    wholes.set(prompt.whole, parts);
    parts.set(prompt.part, [...(parts.get(prompt.part) ?? []), prompt]);
  }
  return [...wholes].map(([origin, parts]) => ({ origin, parts: [...parts.values()] }));
}
