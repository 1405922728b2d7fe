import type { BuiltIn, NodeId } from '../../runtime/program.ts';
import type { Label } from '../model/diagnostic.ts';
import { keyOf, type PlanNode, type Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenDestination } from '../model/written.generated.ts';
import type { WrittenPlan } from '../model/written.ts';
import { leafOf } from '../nodes/index.ts';
import type { Kind, Place, Scope } from '../nodes/kind.ts';
import { type Names, wordFor } from './names.ts';
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
const ONLY_IN_MENUS = new Set(['repeat', 'return', 'self', 'listed', 'default', 'silence', 'star', 'pound']);

const UNKNOWN: Target = { kind: 'unknown' };
const BUILT_IN: { readonly [name in BuiltIn]: Target } = {
  hangup: { kind: 'built_in', name: 'hangup' },
  outbound: { kind: 'built_in', name: 'outbound' },
  unassigned: { kind: 'built_in', name: 'unassigned' },
};

/** A node with its exits and facts, from what was written. */
export function resolveNode(kind: Kind, written: unknown, place: Place, scope: Scope): PlanNode {
  const body = kind.resolve(written, place, scope);
  return { ...place, kind: kind.kind, body, exits: kind.exits(body), facts: kind.facts(body) };
}

/** Resolves names, leaves and normal forms, and says what is wrong with them. Reports DP3001, DP3002, DP3003, DP3010. */
export class PlanScope implements Scope {
  readonly domain?: string;
  readonly language: string;
  readonly #ground: Ground;
  readonly #targets = new Map<NodeId, Target>();

  constructor(ground: Ground) {
    this.#ground = ground;
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
    const place = { id: at, title: `the \`${leaf.key}\` of ${from.title}`, origin };
    return { kind: 'leaf', node: resolveNode(leaf.kind, written, place, this) };
  }

  #name(name: string, origin: Origin, from: Place, label: string): Target {
    if (isOpen(name)) return UNKNOWN;
    const known = this.#ground.names.get(name);
    if (known !== undefined) return this.#to(known.id);
    if (name === 'hangup' || name === 'unassigned') return BUILT_IN[name];
    if (name === 'outbound') return this.#notHere(name, origin);
    if (ONLY_IN_MENUS.has(name)) return this.#notHere(name, origin);
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
    this.#ground.report('DP3010', {
      message: `\`${name}\` means nothing here`,
      origin,
      label: outbound
        ? 'only in `unmapped.extension` and `unmapped.transfer`'
        : 'no place that a call can be sent to',
      ...(outbound
        ? {
            why: 'it dials what a phone inside has dialled; anywhere else outside callers could call out at your cost',
          }
        : {}),
      help: outbound
        ? 'name where the call goes, or write `{number: "…"}` for one outside number'
        : 'name an extension, a ring group or a message, or write `hangup`',
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
      label: 'no extension, ring group or message of this name',
      related: this.#nearest(help),
      why: 'a caller who gets here would hear that the number is not in service',
      help: help ?? `define \`${name}\`, or write \`hangup\``,
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

  extension(name: string, origin: Origin, from: Place): NodeId | undefined {
    const { names, left, suggestions, report } = this.#ground;
    if (isOpen(name)) return undefined;
    const known = names.get(name);
    if (known?.section === 'extensions') return known.id;
    if (known !== undefined) {
      report('DP3003', {
        message: `${from.title} has the member \`${name}\`, which is ${wordFor(known.kind.kind)}, not an extension`,
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
      message: `${from.title} has the member \`${name}\`, but no extension has that name`,
      origin,
      label: 'no such extension',
      related: this.#nearest(help),
      why: 'the phone that is meant would never ring',
      help: help ?? `define the extension \`${name}\`, or write \`{number: "…"}\` for an outside number`,
    });
    return undefined;
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

  text(text: string): string | undefined {
    return isOpen(text) ? undefined : text;
  }

  setting: Scope['setting'] = (key) => this.#ground.written.settings[key];
}
