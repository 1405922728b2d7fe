import type { NodeId, Numbering } from '../../runtime/program.ts';
import { below, keyOf, type PlanList } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenCallerList } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { NormalForms } from './normal-forms.ts';
import type { Report } from './report.ts';
import { isOpen } from './variables.ts';

/** What lists are read with. */
export interface ListsGround {
  readonly written: WrittenPlan;
  readonly forms: NormalForms;
  /** Absent: the country is not known, which is reported elsewhere. */
  readonly numbering: Numbering | undefined;
  readonly report: Report;
}

/** The lists of callers, by id. Reports DP3011 and DP3048. */
export const readLists = (ground: ListsGround): ReadonlyMap<NodeId, PlanList> =>
  new Map(ground.written.lists.map((entry) => [`list:${entry.name}` as const, readList(entry, ground)]));

/** One line of a list. */
interface Line {
  readonly caller: string;
  readonly value: string | true;
  readonly origin: Origin;
}

function linesOf({ value, origin }: WrittenEntry<WrittenCallerList>): readonly Line[] {
  if (Array.isArray(value)) {
    const callers: readonly string[] = value;
    return callers.map((caller, i) => ({ caller, value: true, origin: below(origin, i) }));
  }
  return Object.entries(value as { readonly [caller: string]: string | true }).map(([caller, said]) => ({
    caller,
    value: said,
    origin: keyOf(below(origin, caller)),
  }));
}

function readList(entry: WrittenEntry<WrittenCallerList>, ground: ListsGround): PlanList {
  const numbers = new Map<string, string | true>();
  const beginnings = new Map<string, string | true>();
  const first = new Map<string, Origin>();
  let withheld: string | true | undefined;
  for (const { caller, value, origin } of linesOf(entry)) {
    const form = formOf(caller, origin, ground);
    if (form === undefined) continue;
    const before = first.get(form);
    if (before !== undefined) {
      reportTwice(entry.name, caller, form, origin, before, ground.report);
      continue;
    }
    first.set(form, origin);
    if (form === 'withheld') withheld = value;
    else if (form.endsWith('*')) beginnings.set(form.slice(0, -1), value);
    else numbers.set(form, value);
  }
  const { name, origin } = entry;
  return {
    id: `list:${name}`,
    name,
    origin,
    numbers,
    beginnings,
    ...(withheld === undefined ? {} : { withheld }),
  };
}

/** `+61491570006`, `+611900*` or `withheld`. */
function formOf(caller: string, origin: Origin, { forms, numbering }: ListsGround): string | undefined {
  if (caller === 'withheld' || isOpen(caller)) return isOpen(caller) ? undefined : caller;
  const beginning = /^(.*?) *\*$/.exec(caller)?.[1];
  if (beginning === undefined) return forms.number(caller, origin);
  const found = beginningOf(beginning.replaceAll(' ', ''), numbering);
  return found === undefined ? undefined : `${found}*`;
}

/** The beginning of E.164 numbers, from one that may be in national form. */
function beginningOf(digits: string, numbering: Numbering | undefined): string | undefined {
  if (digits.startsWith('+')) return digits;
  if (numbering === undefined) return undefined;
  const { callingCode, nationalPrefix, internationalPrefix } = numbering;
  const abroad =
    internationalPrefix === undefined
      ? undefined
      : new RegExp(`^(?:${internationalPrefix})([1-9][0-9]*)$`).exec(digits)?.at(-1);
  if (abroad !== undefined) return `+${abroad}`;
  const rest =
    nationalPrefix && digits.startsWith(nationalPrefix) ? digits.slice(nationalPrefix.length) : digits;
  return `+${callingCode}${rest}`;
}

function reportTwice(
  list: string,
  caller: string,
  form: string,
  origin: Origin,
  first: Origin,
  report: Report,
): void {
  report('DP3048', {
    message: `list \`${list}\` has ${form === 'withheld' ? '`withheld`' : form} twice`,
    origin,
    label: caller === form ? 'the same again' : `\`${caller}\` is ${form}`,
    related: [{ origin: first, text: 'first written here' }],
    why: 'if the two said different things, nobody could tell which holds',
    help: 'take one of the two out',
  });
}
