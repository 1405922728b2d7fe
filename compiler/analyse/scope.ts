import type { BuiltIn, NodeId, NodeKind } from '../../runtime/program.ts';
import type { Label } from '../model/diagnostic.ts';
import { keyOf, type PlanNode, type Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenDestination } from '../model/written.generated.ts';
import type { WrittenPlan } from '../model/written.ts';
import { leafOf } from '../nodes/index.ts';
import type { Kind, Place, Scope } from '../nodes/kind.ts';
import { AskedNames } from './asked-names.ts';
import { everyKind, type Names, oneOf, wordFor } from './names.ts';
import type { NormalForms } from './normal-forms.ts';
import type { LeftOut, Report } from './report.ts';
import type { Suggestions } from './suggestions.ts';
import { isOpen } from './variables.ts';

/** What resolving needs to know of a plan. */
export interface Ground {
  readonly written: WrittenPlan;
  readonly names: Names;
  readonly forms: NormalForms;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
  readonly domain: string | undefined;
  readonly language: string;
}

/** Words of the language that are no place for a call, or not everywhere. */
const NO_PLACES = new Set(['repeat', 'return', 'self', 'listed', 'default', 'silence', 'star', 'pound']);

const UNKNOWN: Target = { kind: 'unknown' };
const BUILT_IN: { readonly [name in BuiltIn]: Target } = {
  hangup: { kind: 'built_in', name: 'hangup' },
  outbound: { kind: 'built_in', name: 'outbound' },
  unassigned: { kind: 'built_in', name: 'unassigned' },
  repeat: { kind: 'built_in', name: 'repeat' },
  return: { kind: 'built_in', name: 'return' },
};

/** A node with its exits and facts, from what was written. */
export function resolveNode(kind: Kind, written: unknown, place: Place, scope: Scope): PlanNode {
  const { words: outer = [], ...own } = place;
  const words = [...outer, ...kind.words];
  const body = kind.resolve(written, words.length === 0 ? own : { ...own, words }, scope);
  return { ...own, kind: kind.kind, body, exits: kind.exits(body), facts: kind.facts(body) };
}

/** Resolves names, leaves and normal forms, and says what is wrong with them. Reports DP3001, DP3002, DP3003, DP3010, DP3061. */
export class PlanScope implements Scope {
  readonly domain?: string;
  readonly language: string;
  readonly #ground: Ground;
  readonly #asked: AskedNames;
  readonly #targets = new Map<NodeId, Target>();

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#asked = new AskedNames(ground);
    this.language = ground.language;
    if (ground.domain !== undefined) this.domain = ground.domain;
  }

  /** @param at the address of what stands there, if it is a leaf; a place's own exits are below its id */
  destination(
    written: WrittenDestination,
    origin: Origin,
    from: Place,
    label: string,
    at: string = `${from.id}/${label}`,
  ): Target {
    if (typeof written === 'string') return this.#name(written, origin, from, label);
    const leaf = leafOf(written);
    if (leaf === undefined) throw new Error(`no verb for ${Object.keys(written).join(', ')}`);
    const title = `the \`${leaf.key}\` of ${from.title}`;
    const place = { id: at, title, origin, ...(from.words && { words: from.words }) };
    return { kind: 'leaf', node: resolveNode(leaf.kind, written, place, this) };
  }

  /** The node of that name, without a word where there is none. */
  known(name: string): Target | undefined {
    const known = this.#ground.names.get(name);
    return known && this.#to(known.id);
  }

  #name(name: string, origin: Origin, from: Place, label: string): Target {
    if (isOpen(name)) return UNKNOWN;
    const known = this.#ground.names.get(name);
    if (known !== undefined) return this.#to(known.id);
    if (name === 'hangup' || name === 'unassigned') return BUILT_IN[name];
    const word = from.words?.find((each) => each === name);
    if (word !== undefined) return BUILT_IN[word];
    if (name === 'outbound') return this.#notHere(name, origin);
    if (NO_PLACES.has(name)) return this.#notHere(name, origin);
    if (!this.#ground.left.name(name)) this.#unknown(name, origin, from, label);
    return UNKNOWN;
  }

  /** One object for each node, however many numbers lead to it. */
  #to(id: NodeId): Target {
    const known = this.#targets.get(id);
    if (known !== undefined) return known;
    const target: Target = { kind: 'node', id };
    this.#targets.set(id, target);
    return target;
  }

  #notHere(name: string, origin: Origin): Target {
    const outbound = name === 'outbound';
    const inMenus = name === 'repeat' || name === 'return';
    this.#ground.report('DP3010', {
      message: `\`${name}\` means nothing here`,
      origin,
      label: outbound
        ? 'only in `unmapped.extension` and `unmapped.transfer`'
        : inMenus
          ? 'only in the options and exits of a menu'
          : 'no place that a call can be sent to',
      ...(outbound
        ? {
            why: 'it dials what a phone inside has dialled; anywhere else outside callers could call out at your cost',
          }
        : {}),
      help: outbound
        ? 'name where the call goes, or write `{number: "…"}` for one outside number'
        : `name a place of the plan (${everyKind}), or write \`{say: "…", then: hangup}\``,
    });
    return UNKNOWN;
  }

  #unknown(name: string, origin: Origin, from: Place, label: string): void {
    const { names, suggestions, report } = this.#ground;
    const help = suggestions.for(name, () => names.keys());
    const way = label === 'to' ? '' : ` by \`${label}\``;
    report('DP3001', {
      message: `${from.title} sends calls to \`${name}\`${way}, but nothing has that name`,
      origin,
      label: `no ${everyKind} of this name`,
      related: this.#nearest(help),
      why: 'a caller who gets here would hear that the number is not in service',
      help: help ?? `define \`${name}\`, or write \`{say: "…", then: hangup}\``,
    });
  }

  /** Where the first suggested name stands. */
  #nearest(help: string | undefined): readonly Label[] {
    const name = help === undefined ? undefined : /`([^`]+)`/.exec(help)?.[1];
    const named = name === undefined ? undefined : this.#ground.names.get(name);
    return named === undefined
      ? []
      : [{ origin: keyOf(named.origin), text: `\`${named.name}\` is defined here` }];
  }

  extension(name: string, origin: Origin, from: Place, role = 'has the member'): NodeId | undefined {
    const { names, left, suggestions, report } = this.#ground;
    if (isOpen(name)) return undefined;
    const known = names.get(name);
    if (known?.section === 'extensions') return known.id;
    if (known !== undefined) {
      report('DP3003', {
        message: `${from.title} ${role} \`${name}\`, which is ${oneOf(known.kind.kind)}, not an extension`,
        origin,
        label: 'a member is a phone',
        related: [{ origin: keyOf(known.origin), text: wordFor(known.kind.kind) }],
        help: 'list the extensions themselves, or send the call there by `otherwise`',
      });
      return undefined;
    }
    if (left.name(name)) return undefined;
    const help = suggestions.for(name, () =>
      [...names.values()].flatMap((each) => (each.section === 'extensions' ? each.name : [])),
    );
    report('DP3002', {
      message: `${from.title} ${role} \`${name}\`, but no extension has that name`,
      origin,
      label: 'no such extension',
      related: this.#nearest(help),
      why: 'the phone that is meant would never ring',
      help: help ?? `define the extension \`${name}\`, or write \`{number: "…"}\` for an outside number`,
    });
    return undefined;
  }

  schedule: Scope['schedule'] = (...asked) => this.#asked.schedule(...asked);
  override: Scope['override'] = (...asked) => this.#asked.override(...asked);
  list: Scope['list'] = (...asked) => this.#asked.list(...asked);

  node(kind: NodeKind, name: string, origin: Origin, from: Place): Target {
    const { names, left, suggestions, report } = this.#ground;
    const known = names.get(name);
    if (known?.kind.kind === kind) return this.#to(known.id);
    if (isOpen(name) || (known === undefined && left.name(name))) return UNKNOWN;
    const help = suggestions.for(name, () =>
      [...names.values()].flatMap((each) => (each.kind.kind === kind ? each.name : [])),
    );
    const word = wordFor(kind);
    report('DP3056', {
      message:
        known === undefined
          ? `${from.title} asks the ${word} \`${name}\`, but nothing has that name`
          : `${from.title} asks \`${name}\`, which is no ${word}`,
      origin,
      label: `no ${word} of this name`,
      related:
        known === undefined
          ? this.#nearest(help)
          : [{ origin: keyOf(known.origin), text: wordFor(known.kind.kind) }],
      why: 'only a menu asks, and only a menu can come back with `return`',
      help:
        known === undefined
          ? (help ?? `define the ${word} \`${name}\``)
          : `send the call straight to \`${name}\``,
    });
    return UNKNOWN;
  }

  number(text: string, origin: Origin): string | undefined {
    return this.#ground.forms.number(text, origin);
  }

  seconds(text: string, origin: Origin): number | undefined {
    return this.#ground.forms.seconds(text, origin);
  }

  sip(text: string, origin: Origin): string | undefined {
    return this.#ground.forms.sip(text, origin);
  }

  webAddress(text: string, origin: Origin): string | undefined {
    return this.#ground.forms.webAddress(text, origin);
  }

  mailbox(name: string, origin: Origin, from: Place): Target {
    const { names, left, report } = this.#ground;
    if (isOpen(name)) return UNKNOWN;
    const known = names.get(name);
    if (known?.section === 'mailboxes') return this.#to(known.id);
    if (known !== undefined) {
      const word = wordFor(known.kind.kind);
      report('DP3061', {
        message: `${from.title} has the mailbox \`${name}\`, which is ${oneOf(known.kind.kind)}, not a mailbox`,
        origin,
        label: 'no mailbox',
        related: [{ origin: keyOf(known.origin), text: word }],
        help: `name a mailbox, or send the call there by \`otherwise: ${name}\``,
      });
    } else if (!left.name(name)) this.#unknown(name, origin, from, 'mailbox');
    return UNKNOWN;
  }

  text(text: string): string | undefined {
    return isOpen(text) ? undefined : text;
  }

  setting: Scope['setting'] = (key) => this.#ground.written.settings[key];
}
