import type { NodeId } from '../../runtime/program.ts';
import type { KnownCode } from '../diagnostics/codes.ts';
import { keyOf } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { Place, Scope } from '../nodes/kind.ts';
import type { LeftOut, Report } from './report.ts';
import type { Suggestions } from './suggestions.ts';
import { isOpen } from './variables.ts';

/** What names are looked up with. */
interface AskedGround {
  readonly written: WrittenPlan;
  readonly left: LeftOut;
  readonly suggestions: Suggestions;
  readonly report: Report;
}

type Section = 'schedules' | 'overrides' | 'lists';

const WORDS = {
  schedules: {
    code: 'DP3040',
    word: 'schedule',
    example: '{hours: {mon-fri: "08:30-17:30", sat-sun: closed}}',
  },
  overrides: { code: 'DP3041', word: 'override', example: '{ends: 24h}' },
  lists: { code: 'DP3042', word: 'list', example: '["+61 491 570 006"]' },
} as const satisfies { readonly [section in Section]: { code: KnownCode; word: string; example: string } };

/**
 * What conditions ask for by name: schedules, overrides, lists. Each kind has names of its own, apart from those that a
 * call can be sent to. Reports DP3040 to DP3044.
 */
export class AskedNames implements Pick<Scope, 'schedule' | 'override' | 'list'> {
  readonly #ground: AskedGround;
  readonly #tables = new Map<Section, ReadonlyMap<string, WrittenEntry<unknown>>>();

  constructor(ground: AskedGround) {
    this.#ground = ground;
  }

  schedule(name: string, origin: Origin, from: Pick<Place, 'title'>): NodeId | undefined {
    return this.#find('schedules', name, origin, from.title) && `schedule:${name}`;
  }

  override(name: string, state: string | undefined, origin: Origin, from: Place): NodeId | undefined {
    const found = this.#find('overrides', name, origin, from.title);
    if (found === undefined) return undefined;
    const { states = [] } = found.value as { readonly states?: readonly string[] };
    if (state !== undefined && !isOpen(state) && !states.includes(state)) {
      this.#noSuchState(name, state, states, origin, found);
      return undefined;
    }
    return `override:${name}`;
  }

  list(name: string, value: string | undefined, origin: Origin, from: Place): NodeId | undefined {
    const found = this.#find('lists', name, origin, from.title);
    if (found === undefined) return undefined;
    const said = Array.isArray(found.value) ? [] : Object.values(Object(found.value)).map(String);
    if (value !== undefined && !isOpen(value) && !said.includes(value)) {
      this.#saidOfNobody(name, value, said, origin, found);
      return undefined;
    }
    return `list:${name}`;
  }

  #table(section: Section): ReadonlyMap<string, WrittenEntry<unknown>> {
    const known = this.#tables.get(section);
    if (known !== undefined) return known;
    const entries: readonly WrittenEntry<unknown>[] = this.#ground.written[section];
    const table = new Map(entries.map((entry) => [entry.name, entry]));
    this.#tables.set(section, table);
    return table;
  }

  #find(section: Section, name: string, origin: Origin, title: string): WrittenEntry<unknown> | undefined {
    const { left, suggestions, report } = this.#ground;
    const table = this.#table(section);
    const found = table.get(name);
    if (found !== undefined || isOpen(name) || left.entry(section, name)) return found;
    const { code, word, example } = WORDS[section];
    const help = suggestions.for(name, () => table.keys());
    const near = table.get(/`([^`]+)`/.exec(help ?? '')?.[1] ?? '');
    report(code, {
      message: `${title} asks for the ${word} \`${name}\`, but the plan has no such ${word}`,
      origin,
      label: `no ${word} of this name`,
      related:
        near === undefined ? [] : [{ origin: keyOf(near.origin), text: `\`${near.name}\` is defined here` }],
      why: 'nobody could tell whether the rule holds',
      help: help ?? `define it: \`${section}: {${name}: ${example}}\``,
    });
    return undefined;
  }

  #noSuchState(
    name: string,
    state: string,
    states: readonly string[],
    origin: Origin,
    found: WrittenEntry<unknown>,
  ): void {
    const only = states.length === 0;
    this.#ground.report('DP3043', {
      message: `override \`${name}\` has no state \`${state}\``,
      origin,
      label: only ? 'it is only on or off' : 'no such state',
      related: [
        { origin: keyOf(found.origin), text: only ? 'it has no `states`' : 'its `states` stand here' },
      ],
      why: 'the rule would never hold',
      help: only
        ? `write \`override: ${name}\`, or give it \`states: [${state}]\``
        : (this.#ground.suggestions.for(state, () => states) ?? `its states are ${quoted(states)}`),
    });
  }

  #saidOfNobody(
    name: string,
    value: string,
    said: readonly string[],
    origin: Origin,
    found: WrittenEntry<unknown>,
  ): void {
    const values = [...new Set(said)].filter((each) => each !== 'true');
    this.#ground.report('DP3044', {
      message: `list \`${name}\` says \`${value}\` of nobody`,
      origin,
      label: 'no caller of the list has this value',
      related: [{ origin: keyOf(found.origin), text: `\`${name}\`` }],
      why: 'the rule would never hold',
      help:
        this.#ground.suggestions.for(value, () => values) ??
        (values.length === 0 ? `write \`caller: ${name}\`` : `it says ${quoted(values.slice(0, 5))}`),
    });
  }
}

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
