import { below, type Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type {
  WrittenExtensionByDigits,
  WrittenNumberDestination,
  WrittenNumberTarget,
} from '../model/written.generated.ts';
import type { LeftOut, Report } from './report.ts';
import type { PlanScope } from './scope.ts';
import { isOpen } from './variables.ts';

/** What the destination of a number is read with. */
export interface TargetGround {
  readonly scope: PlanScope;
  /** The extensions by the digits that phones dial. */
  readonly byDigits: ReadonlyMap<string, Target>;
  readonly left: LeftOut;
  readonly report: Report;
}

/** Where the numbers of one entry lead. */
export interface NumberTargets {
  /** Asked for each number of the entry that is its own. */
  of(number: string): Target;
  /** Says what was found wrong with them; once, at the end. */
  finish(): void;
}

type Labelled = Extract<WrittenNumberTarget, { readonly to: unknown }>;
type Vars = NonNullable<Labelled['vars']>;

const UNKNOWN: Target = { kind: 'unknown' };
const VARIABLE = /\{\{([a-z][a-z0-9_]*)\}\}/g;

const hasOptions = (value: WrittenNumberTarget): value is Labelled =>
  typeof value === 'object' && 'to' in value;

/** What an entry says beside where its calls go. */
export const optionsOf = (value: WrittenNumberTarget): Partial<Labelled> => (hasOptions(value) ? value : {});

const byExtension = (written: WrittenNumberDestination): written is WrittenExtensionByDigits =>
  typeof written === 'object' && 'extension' in written;

/**
 * Reads where the numbers of one entry lead. Reports DP3001, DP3030, DP3031.
 * @param name how messages call the entry: its number, or its block as it was written
 */
export function readTargets(
  name: string,
  value: WrittenNumberTarget,
  origin: Origin,
  ground: TargetGround,
): NumberTargets {
  const written = hasOptions(value) ? value.to : value;
  const known = typeof written === 'string' ? ground.scope.known(written) : undefined;
  if (known !== undefined) return same(known);
  const at = hasOptions(value) ? below(origin, 'to') : below(origin);
  if (byExtension(written)) return extensions(name, written, at, ground);
  if (typeof written !== 'string' || !written.includes('{{'))
    return same(destination(name, written, at, 'to', ground));
  const filled = fill(name, written, optionsOf(value).vars ?? {}, at, ground.report);
  return same(filled === undefined ? UNKNOWN : destination(name, filled, at, 'to', ground));
}

const same = (target: Target): NumberTargets => ({ of: () => target, finish: () => {} });

function destination(
  name: string,
  written: Exclude<WrittenNumberDestination, WrittenExtensionByDigits>,
  at: Origin,
  label: string,
  { scope }: TargetGround,
): Target {
  const id = `number:${name}`;
  return scope.destination(written, at, { id, title: `\`${name}\``, origin: at }, label, id);
}

/** A name with the variables of the number in it. */
function fill(name: string, text: string, vars: Vars, at: Origin, report: Report): string | undefined {
  let missing: string | undefined;
  const filled = text.replace(VARIABLE, (whole, variable: string) => {
    const value = Object.hasOwn(vars, variable) ? vars[variable] : undefined;
    if (value === undefined) missing ??= variable;
    return value ?? whole;
  });
  if (missing === undefined) return isOpen(filled) ? undefined : filled;
  report('DP3030', {
    message: `\`${name}\` sends calls to \`${text}\`, but has no variable \`${missing}\``,
    origin: at,
    label: `\`{{${missing}}}\` stands for nothing`,
    why: 'a caller who gets here would hear that the number is not in service',
    help: `add \`${missing}\` to the \`vars\` of the number`,
  });
  return undefined;
}

/** `2XX` and +61255501142 make 242: each X is the digit of the number at the same place from the right. */
export const digitsFor = (pattern: string, number: string): string =>
  pattern.replace(/X/g, (_, place: number) => number.at(place - pattern.length) ?? '');

function extensions(
  name: string,
  { extension, otherwise }: WrittenExtensionByDigits,
  at: Origin,
  ground: TargetGround,
): NumberTargets {
  const { byDigits, left, report } = ground;
  const fallback =
    otherwise === undefined
      ? undefined
      : destination(name, otherwise, below(at, 'otherwise'), 'otherwise', ground);
  const missing: string[] = [];
  return {
    of(number) {
      const target = byDigits.get(digitsFor(extension, number)) ?? fallback;
      if (target === undefined) missing.push(number);
      return target ?? UNKNOWN;
    },
    finish() {
      const [first] = missing;
      if (first === undefined || left.section('extensions')) return;
      const digits = digitsFor(extension, first);
      const many = missing.length > 1;
      report('DP3031', {
        message: many
          ? `${missing.length} numbers of \`${name}\` ring no extension, the first of them ${first}`
          : `${first} rings no extension`,
        origin: below(at, 'extension'),
        label: `no extension is dialled ${digits}`,
        why: `a caller of ${first} would hear that the number is not in service`,
        help: `say where such calls go: \`{extension: "${extension}", otherwise: unassigned}\``,
      });
    },
  };
}
