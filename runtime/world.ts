import type { CallType } from './call.ts';
import type { Destination, NodeId, NumberEntry, Phone, Program, ProgramNode, Settings } from './program.ts';

/**
 * The evaluator is pure, yet what it needs to know lies in Sync, in a number classifier, later in live state. It asks
 * a `World`, which holds what is known so far: `undefined` is "not read yet", `null` is "read, and not there". What
 * is unknown becomes a `Need`; whoever runs the evaluator fetches it and asks again from the start.
 */

/** Anything a plan holds under a name. `number:+61…` is a called number, `dial:201` short digits, `settings:acme`. */
export type Ref = `${string}:${string}`;

export type Need =
  | { readonly kind: 'entry'; readonly ref: Ref }
  /** Classify an E.164 number that the plan does not list. */
  | { readonly kind: 'call_type'; readonly number: string };

/** What the classifier says of a number; null: no valid number, so of no class. */
export interface Classified {
  readonly type: Exclude<CallType, 'internal' | 'emergency' | 'local'>;
  /** A fixed line, or one that may be: `local` where it shares the area with the phone's caller ID. */
  readonly fixed: boolean;
  /** ISO 3166-1 alpha-2; absent for numbers of no country, such as satellite. */
  readonly country?: string;
  /** Area code inside the country, where the numbering plan has one. */
  readonly area?: string;
}

export interface World {
  number(number: string): NumberEntry | null | undefined;
  node(id: NodeId): ProgramNode | null | undefined;
  phone(key: NodeId): Phone | null | undefined;
  dial(key: NodeId): Destination | null | undefined;
  settings(): Settings | null | undefined;
  classify(number: string): Classified | null | undefined;
}

/** A world that knows a whole program: for the snapshot, `trace` and tests. */
export function worldOf(
  program: Program,
  classify: (number: string) => Classified | null | undefined,
): World {
  return {
    number: (number) => program.numbers[number] ?? null,
    node: (id) => program.nodes[id] ?? null,
    phone: (key) => program.phones[key] ?? null,
    dial: (key) => program.dials[key] ?? null,
    settings: () => program.settings,
    classify,
  };
}
