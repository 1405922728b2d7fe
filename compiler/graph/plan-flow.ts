import { runtimeOf } from '../../runtime/nodes/index.ts';
import type { BuiltIn, Destination, NodeId, Program, ProgramNode } from '../../runtime/program.ts';
import { builtIns } from '../../runtime/program.ts';
import { en } from '../../runtime/sentences/en.ts';
import type { Sentence } from '../../runtime/sentences.ts';
import { describe } from '../nodes/index.ts';
import type { Entry, WayIn } from './entries.ts';
import { exitWords } from './exit-words.ts';
import { type Arrow, type Box, DIALS, ENTRY, type Flow, type Tells } from './flow.ts';

/** Everything that can be reached from one entry of a program; a live program will do as well as one from git. */
export function flowOf(program: Program, entry: Entry, tells: Tells = () => undefined): Flow {
  return new Drawing(program, tells).draw(entry);
}

/** Where an exit comes from: the box, and its label. Absent: a way in. */
interface Origin {
  readonly from: string;
  readonly exit?: string;
  readonly words?: string;
}

/** What a node does where the plan gives no exit: each of these labels has a sentence of ours. */
const UNWRITTEN: { readonly [K in ProgramNode['kind']]?: readonly string[] } = {
  extension: ['on_busy', 'on_no_answer', 'on_unreachable'],
  ring_group: ['on_busy', 'on_no_answer', 'on_failed'],
  sip: ['on_busy', 'on_no_answer', 'on_failed'],
  number: ['on_busy', 'on_no_answer', 'on_failed'],
  client: ['on_busy', 'on_no_answer', 'on_failed'],
  menu: ['on_timeout', 'on_invalid'],
  route: ['otherwise'],
};

const isBuiltIn = (to: Destination): to is BuiltIn => (builtIns as readonly unknown[]).includes(to);

const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** What a node does, less where it leads: arrows tell that. */
function does(node: ProgramNode): string {
  const told = describe({ ...node, exits: {} });
  // These two name another item by its id.
  const text =
    node.kind === 'menu_step' || node.kind === 'switch' ? told.replace(/\b(menu|override):/, '') : told;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Characters that a box has room for. */
const LONGEST = 200;

/** Ways in that a box lists before it counts the rest. */
const LISTED = 5;

const sayWay = ({ says, label }: WayIn): string => (label === undefined ? says : `${says} (${label})`);

/** What an entry is called: its only way in, or the first of several. */
function titleOf({ ways, to, name }: Entry): string {
  const [first, ...more] = ways;
  if (first === undefined) return typeof to === 'string' ? nameOf(to) : name;
  return `${sayWay(first)}${more.length === 0 ? '' : ` and ${more.length} more`}`;
}

/** An arrow to which exits are added. */
interface Growing extends Arrow {
  readonly exits: string[];
  readonly words: string[];
}

/** One picture while it is drawn. Made anew for each. */
class Drawing {
  readonly #program: Program;
  readonly #tells: Tells;
  readonly #boxes = new Map<string, Box>();
  readonly #arrows = new Map<string, Growing>();
  /** Ends by where they are reached from and what they say. */
  readonly #ends = new Map<string, string>();
  readonly #waiting: { readonly at: string; readonly node: ProgramNode }[] = [];

  constructor(program: Program, tells: Tells) {
    this.#program = program;
    this.#tells = tells;
  }

  draw(entry: Entry): Flow {
    const [first] = entry.ways;
    if (first !== undefined) this.#boxes.set(ENTRY, entryBox(entry));
    this.#lead(entry.to, first?.at ?? '', { from: ENTRY });
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#leave(next.at, next.node);
    }
    // A node that was asked for by its name has no ways in, and so no box for them.
    const arrows = [...this.#arrows.values()].filter(({ from }) => this.#boxes.has(from));
    return { title: titleOf(entry), boxes: [...this.#boxes.values()], arrows };
  }

  /**
   * Draws where an exit leads.
   * @param at the address that a leaf there has
   */
  #lead(to: Destination, at: string, origin: Origin): void {
    this.#arrow(origin, this.#boxAt(to, at, origin));
  }

  #boxAt(to: Destination, at: string, origin: Origin): string {
    if (typeof to !== 'string') return this.#box(at, to);
    if (isBuiltIn(to)) return this.#builtIn(to, at, origin);
    const node = this.#program.nodes[to];
    return node === undefined ? this.#end(at, 'is no longer in the plan') : this.#box(to, node);
  }

  #box(at: string, node: ProgramNode): string {
    if (this.#boxes.has(at)) return at;
    const { name, place } = this.#tells(at) ?? {};
    const title = isNamed(at, this.#program) ? (name ?? nameOf(at)) : undefined;
    const lines = [does(node)];
    if (node.exits.then === 'hangup') lines.push('then hangs up');
    this.#boxes.set(at, {
      id: at,
      kind: node.kind,
      ...(title === undefined ? {} : { title }),
      lines,
      ...(place === undefined ? {} : { place }),
    });
    this.#waiting.push({ at, node });
    return at;
  }

  #end(at: string, words: string): string {
    this.#boxes.set(at, { id: at, kind: 'end', lines: [words] });
    return at;
  }

  /** An end of its own for each box, so that arrows stay short; exits of a box that end alike share it. */
  #endFrom({ from }: Origin, at: string, words: string): string {
    const known = this.#ends.get(key(from, words));
    if (known !== undefined) return known;
    const id = this.#end(from === ENTRY ? `${ENTRY}/end` : at, words);
    this.#ends.set(key(from, words), id);
    return id;
  }

  #builtIn(to: BuiltIn, at: string, origin: Origin): string {
    const { unmapped } = this.#program.settings;
    if (to === 'unassigned' && !isBuiltIn(unmapped.outside_caller)) {
      return this.#boxAt(unmapped.outside_caller, `settings:${this.#program.plan}/outside_caller`, origin);
    }
    const menu = at.split('/')[0] as NodeId;
    if (to === 'repeat' && Object.hasOwn(this.#program.nodes, menu)) return this.#boxAt(menu, menu, origin);
    return this.#endFrom(origin, at, this.#endWords(to, origin));
  }

  #endWords(to: BuiltIn, { from }: Origin): string {
    switch (to) {
      case 'outbound':
        return 'dials what was asked for, as far as the phone’s class allows';
      case 'return':
        return 'goes back to the step that asked, or hangs up';
      case 'hangup':
        // A caller who has heard nothing yet is told first.
        return from === ENTRY ? said('not_in_service') : 'hangs up';
      default:
        return said('not_in_service');
    }
  }

  #arrow({ from, exit, words }: Origin, to: string): void {
    const known = this.#arrows.get(key(from, to));
    const arrow = known ?? { from, to, exits: [], words: [] };
    if (exit !== undefined) {
      arrow.exits.push(exit);
      arrow.words.push(words ?? exit);
    }
    this.#arrows.set(key(from, to), arrow);
  }

  /** All ways on from a node. */
  #leave(at: string, node: ProgramNode): void {
    const exit = (label: string): Origin => ({ from: at, exit: label, words: exitWords(node, label) });
    if (node.kind === 'menu_step') this.#lead(node.menu, `${at}/menu`, exit('menu'));
    for (const [label, to] of Object.entries(node.exits)) {
      // The box itself says that it hangs up.
      if (label !== 'then' || to !== 'hangup') this.#lead(to, `${at}/${label}`, exit(label));
    }
    if (node.kind === 'menu') this.#dialled(at, node.dials);
    if (!Object.hasOwn(node.exits, 'otherwise')) this.#unwritten(at, node, exit);
  }

  /** What our own sentences say where the plan has no exit. */
  #unwritten(at: string, node: ProgramNode, exit: (label: string) => Origin): void {
    const labels = (UNWRITTEN[node.kind] ?? []).filter((label) => !Object.hasOwn(node.exits, label));
    const sentences = new Set(labels.map((label) => runtimeOf(node).fallback(label)));
    const [sentence] = sentences;
    if (sentence === undefined || sentence === 'hangup') return;
    const end = this.#end(
      `${at}/${labels[0]}`,
      sentences.size === 1 ? said(sentence) : 'says so, and hangs up',
    );
    for (const label of labels) this.#arrow(exit(label), end);
  }

  /** Extensions that callers may dial by their digits; all of them are one box. */
  #dialled(at: string, dials: Extract<ProgramNode, { kind: 'menu' }>['dials'] = []): void {
    if ('most' in dials) {
      const all = Object.values(this.#program.dials).filter((to) => String(to).startsWith('extension:'));
      const id = `${at}/${DIALS}`;
      this.#boxes.set(id, { id, kind: 'more', lines: [`any of ${all.length} extensions, by its digits`] });
      this.#arrow({ from: at, exit: DIALS, words: DIALS }, id);
      return;
    }
    for (const digits of dials) {
      const to = this.#program.dials[`dial:${digits}`];
      if (to === undefined) continue;
      this.#lead(to, `dial:${digits}`, { from: at, exit: `${DIALS}_${digits}`, words: `${DIALS} ${digits}` });
    }
  }
}

const key = (from: string, to: string): string => `${from}\n${to}`;

const said = (sentence: Sentence): string => `says “${en[sentence]}”`;

const isNamed = (at: string, { nodes }: Program): boolean => Object.hasOwn(nodes, at);

function entryBox({ ways }: Entry): Box {
  const [first] = ways;
  const says = ways.map(sayWay);
  if (first !== undefined && ways.length === 1) {
    const lines = first.label === undefined ? [] : [first.label];
    return { id: ENTRY, kind: 'entry', title: first.says, lines };
  }
  const rest = says.length > LISTED ? [`and ${says.length - LISTED} more`] : [];
  return {
    id: ENTRY,
    kind: 'entry',
    title: `${ways.length} ways in`,
    lines: [...says.slice(0, LISTED), ...rest],
  };
}
