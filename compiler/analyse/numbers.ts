import type { NodeId } from '../../runtime/program.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { below, keyOf, type PlanNode, type PlanNumber, type Target } from '../model/plan.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenNumberTarget } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { NormalForms } from './normal-forms.ts';
import { type NumberSpan, numberAt, readSpan } from './number-span.ts';
import { optionsOf, readTargets, type TargetGround } from './number-target.ts';
import type { Report } from './report.ts';

/** What numbers are read with. */
export interface NumbersGround extends TargetGround {
  readonly written: WrittenPlan;
  readonly forms: NormalForms;
  /** The codes of the plan's languages; absent: they were written wrongly. */
  readonly languages: ReadonlySet<string> | undefined;
}

type Entry = WrittenEntry<WrittenNumberTarget>;

/**
 * The called numbers of a plan, each one listed: blocks and ranges are written out. Of several entries that cover a number,
 * the one that covers the fewest wins. Reports DP3001, DP3009, DP3011, DP3013, DP3030 to DP3034.
 */
export function readNumbers(ground: NumbersGround): ReadonlyMap<string, PlanNumber> {
  const claims = new Claims(ground.report);
  const blocks: { readonly entry: Entry; readonly span: NumberSpan }[] = [];
  for (const entry of ground.written.numbers) {
    const span = readSpan(entry.name, entry.origin, ground.forms, ground.report);
    if (span === undefined) continue;
    if (span.size > 1) blocks.push({ entry, span });
    else claims.take(entry, span, ground);
  }
  // The smaller ones first: what is taken stays taken, whatever the order in the files.
  blocks.sort((a, b) => a.span.size - b.span.size);
  for (const { entry, span } of blocks) claims.take(entry, span, ground);
  return claims.numbers;
}

/** Who has which number. */
class Claims {
  readonly numbers = new Map<string, PlanNumber>();
  readonly #report: Report;
  /** The blocks that numbers have their place from; those that are not here stand on their own. */
  readonly #blocks = new Map<PlanNumber, Block>();

  constructor(report: Report) {
    this.#report = report;
  }

  take(entry: Entry, span: NumberSpan, ground: NumbersGround): void {
    const { value, origin } = entry;
    const block = span.size === 1 ? undefined : { entry, size: span.size };
    const targets = readTargets(block === undefined ? span.first : entry.name, value, origin, ground);
    const about = readOptions(value, origin, ground);
    // With one other entry there is one fault, however many numbers they share.
    const told = new Set<unknown>();
    for (let i = 0; i < span.size; i++) {
      const number = numberAt(span, i);
      const other = this.numbers.get(number);
      if (other !== undefined) this.#meet(entry, span.size, other, told);
      else {
        const claimed = { number, to: targets.of(number), origin, ...about };
        this.numbers.set(number, claimed);
        if (block !== undefined) this.#blocks.set(claimed, block);
      }
    }
    targets.finish();
  }

  #meet({ name, origin }: Entry, size: number, other: PlanNumber, told: Set<unknown>): void {
    const block = this.#blocks.get(other);
    if ((block?.size ?? 1) !== size || told.has(block?.entry)) return;
    told.add(block?.entry);
    if (block === undefined) reportTwin(name, keyOf(origin), other, this.#report);
    else reportTie(block, { name, origin }, other.number, this.#report);
  }
}

/** An entry that covers several numbers. */
interface Block {
  readonly entry: Pick<Entry, 'name' | 'origin'>;
  readonly size: number;
}

function reportTie({ entry, size }: Block, second: Block['entry'], number: string, report: Report): void {
  report(
    'DP3032',
    {
      message: `\`${entry.name}\` and \`${second.name}\` both cover ${number}`,
      origin: keyOf(second.origin),
      label: `as many numbers as the other one, ${size}`,
      related: [{ origin: keyOf(entry.origin), text: 'the other one' }],
      why: `the entry that covers fewer numbers wins, so nobody could tell where a call to ${number} goes`,
      help: `make one of them smaller, or list ${number} on its own`,
    },
    entry.name,
  );
}

type About = Pick<PlanNumber, 'label' | 'language' | 'vars' | 'status'>;

function readOptions(value: WrittenNumberTarget, origin: Origin, ground: NumbersGround): About {
  const { label, language, vars, status } = optionsOf(value);
  if (language !== undefined) checkLanguage(language, below(origin, 'language'), ground);
  return {
    ...(label === undefined ? {} : { label }),
    ...(language === undefined ? {} : { language }),
    ...(vars === undefined ? {} : { vars }),
    ...(status === 'planned' || status === 'ported_out' ? { status } : {}),
  };
}

function checkLanguage(language: string, origin: Origin, { languages, report }: NumbersGround): void {
  if (languages === undefined || languages.has(language)) return;
  report('DP3009', {
    message: `\`${language}\` is no language of this plan`,
    origin,
    label: 'not in `languages`',
    why: 'callers of this number would hear another language',
    help: didYouMean(language, languages) ?? `add \`${language}: {voice: …}\` to \`languages\``,
  });
}

/** Reports DP3013. */
export function reportTwin(name: string, at: Origin, twin: PlanNumber, report: Report): void {
  report('DP3013', {
    message: `\`${name}\` is the number ${twin.number}, which the plan has already`,
    origin: at,
    label: 'the same number again',
    related: [{ origin: keyOf(twin.origin), text: 'first written here' }],
    why: 'a call to it could go to either place',
    help: 'remove one of the two',
  });
}

/** The extensions of a plan, by the digits that phones dial. */
export function extensionsByDigits(nodes: ReadonlyMap<NodeId, PlanNode>): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>();
  for (const [id, { facts }] of nodes) {
    if (facts.phone !== undefined && facts.digits !== undefined)
      found.set(facts.digits.value, { kind: 'node', id });
  }
  return found;
}
