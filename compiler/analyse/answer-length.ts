import type { Instruction } from '../../runtime/instructions.ts';
import { twiml } from '../../runtime/twiml.ts';
import type { Exit, Plan, PlanNode, PlanPrompt } from '../model/plan.ts';
import type { Graph } from './graph.ts';
import { filled } from './prompt-holes.ts';

/** How many characters of TwiML one answer to Twilio has: all that happens until the caller acts or a phone rings. */

/** What an answer has whatever it says, and the sentence of ours that may end it. */
const FRAME = 1_000;
/** A dial, a recording or a question: their links carry the state of the call. */
const WAIT = 2_000;
/** A party of a dial, with the link that asks it to confirm. */
const PARTY = 700;

/** Characters at most and at least. */
export interface AnswerLength {
  readonly most: number;
  readonly least: number;
}

/** Measures the answers of one plan. */
export class AnswerLengths {
  readonly #graph: Graph;
  readonly #plan: Plan;
  readonly #own = new Map<PlanNode, AnswerLength>();
  readonly #most = new Map<PlanNode, number>();
  #longestValues: ReadonlyMap<string, string> | undefined;
  #afterSteps: readonly PlanNode[] | undefined;

  /** What every answer has. */
  readonly base = FRAME;

  constructor(plan: Plan, graph: Graph) {
    this.#plan = plan;
    this.#graph = graph;
  }

  /** What one node adds to an answer. */
  own(node: PlanNode): AnswerLength {
    const known = this.#own.get(node);
    if (known !== undefined) return known;
    const { prompts, rings, waitsForCaller } = node.facts;
    const words = partsOf(prompts).map((part) => part.map((prompt) => this.#spoken(prompt)));
    const found = {
      most:
        sum(words.map((part) => Math.max(...part.map(({ most }) => most)))) +
        (waitsForCaller || rings.length > 0 ? WAIT + PARTY * rings.length : 0),
      least: sum(words.map((part) => Math.min(...part.map(({ least }) => least)))),
    };
    this.#own.set(node, found);
    return found;
  }

  /** Where the same answer may go on after a node: nowhere if the caller is asked. */
  onwards(node: PlanNode): readonly PlanNode[] {
    return node.facts.waitsForCaller ? [] : this.#after(node);
  }

  /** An answer that begins when a call comes to a node, at most. */
  arriving(node: PlanNode): number {
    return FRAME + this.#mostFrom(node);
  }

  /** An answer that begins when a caller has acted at a node, at most. */
  resuming(node: PlanNode): number {
    return FRAME + this.own(node).most + longest(this.#after(node), (to) => this.#mostFrom(to));
  }

  /** Where a caller goes on who has acted at a node. */
  afterwards(node: PlanNode): readonly PlanNode[] {
    return this.#after(node);
  }

  /**
   * The nodes that every call goes through in one answer that gets to a node, come what may: at least until they say more
   * than `enough` characters.
   */
  certain(
    start: PlanNode,
    enough: number,
  ): { readonly nodes: ReadonlySet<PlanNode>; readonly least: number } {
    const nodes = new Set<PlanNode>();
    let least = 0;
    for (let node: PlanNode | undefined = start; node !== undefined && !nodes.has(node); ) {
      const { facts, exits }: PlanNode = node;
      if (facts.waitsForCaller || facts.rings.length > 0 || facts.rules !== undefined || least > enough)
        break;
      nodes.add(node);
      least += this.own(node).least;
      const [only, ...others]: readonly Exit[] = exits;
      node = only && others.length + (facts.calls?.length ?? 0) === 0 ? this.#graph.at(only.to) : undefined;
    }
    return { nodes, least };
  }

  #after(node: PlanNode): readonly PlanNode[] {
    const ways = this.#graph.ways(node).map(({ to }) => to);
    const returns = node.exits.some(({ to }) => to.kind === 'built_in' && to.name === 'return');
    return returns ? [...ways, ...this.#thens()] : ways;
  }

  /** Where calls go on that come back to a step: to any, for it is not known which called. */
  #thens(): readonly PlanNode[] {
    this.#afterSteps ??= this.#graph.nodes.flatMap((node) =>
      node.facts.calls === undefined
        ? []
        : node.exits.flatMap(({ label, to }) =>
            label === node.facts.calls ? [] : (this.#graph.at(to) ?? []),
          ),
    );
    return this.#afterSteps;
  }

  /** Without recursion: a plan may be one long chain. A way round counts once; where it is endless, that is an error of its own. */
  #mostFrom(start: PlanNode): number {
    const waiting = [start];
    const open = new Set<PlanNode>();
    for (let node = waiting.at(-1); node !== undefined; node = waiting.at(-1)) {
      const onwards = this.onwards(node);
      const unknown = open.has(node)
        ? []
        : onwards.filter((to) => !this.#most.has(to) && !open.has(to) && to !== node);
      open.add(node);
      if (unknown.length > 0) {
        waiting.push(...unknown);
        continue;
      }
      waiting.pop();
      this.#most.set(node, this.own(node).most + longest(onwards, (to) => this.#most.get(to) ?? 0));
    }
    return this.#most.get(start) ?? 0;
  }

  #spoken({ kind, value }: PlanPrompt): AnswerLength {
    // A file of the plan is played from the address of the Functions.
    if (kind === 'asset') return { most: 300 + lengthOf({ verb: 'play', url: value }), least: 0 };
    if (!value.includes('{{')) return { most: VOICE + said(value), least: said(value) };
    const values = this.#values();
    return {
      most: VOICE + said(filled(value, (name) => values.get(name) ?? '')),
      least: said(filled(value, () => '')),
    };
  }

  #values(): ReadonlyMap<string, string> {
    if (this.#longestValues !== undefined) return this.#longestValues;
    const longest = new Map<string, string>();
    for (const { vars = {} } of this.#plan.numbers) {
      for (const [name, value] of Object.entries(vars))
        if (said(value) > said(longest.get(name) ?? '')) longest.set(name, value);
    }
    this.#longestValues = longest;
    return longest;
  }
}

/** The attributes of `<Say>`. */
const VOICE = 100;

const EMPTY = twiml([], () => '').length;
const lengthOf = (told: Instruction): number => twiml([told], () => '').length - EMPTY;
const said = (text: string): number => lengthOf({ verb: 'say', text });

/** The parts of the prompts of a node, each in its languages. */
function partsOf(prompts: readonly PlanPrompt[]): readonly (readonly PlanPrompt[])[] {
  const parts = new Map<string, PlanPrompt[]>();
  for (const prompt of prompts) {
    const key = prompt.part.path.join('\n');
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [prompt]);
    else known.push(prompt);
  }
  return [...parts.values()];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Of a menu that dials every extension these may be a hundred thousand. */
const longest = (nodes: readonly PlanNode[], length: (node: PlanNode) => number): number =>
  nodes.reduce((most, node) => Math.max(most, length(node)), 0);
