import { Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isCountry } from './numbering.ts';

/** What the public metadata knows of the numbers behind a country code, beside what the package's types name. */
interface NumberingPlan {
  callingCode(): string;
  nationalNumberPattern(): string;
  possibleLengths(): readonly number[];
  type(name: string): { possibleLengths(): readonly number[] | undefined } | undefined;
}

/** The numbers behind one country code. */
interface Block {
  readonly callingCode: string;
  readonly lengths: ReadonlySet<number>;
  /** Of the numbers that people have at a desk or in a pocket; the rest are short and service numbers. */
  readonly usual: readonly number[];
  /** Only of the plan's own country: elsewhere the length must do. */
  readonly pattern?: RegExp;
}

/**
 * Tells numbers that a public numbering plan (libphonenumber) knows from those that it does not, fast enough for a hundred
 * thousand: one pattern for the plan's country, lengths for others; only what fails is read in full.
 */
export class KnownNumbers {
  readonly #home: Block | undefined;
  readonly #blocks = new Map<string, Block | undefined>();

  /** @param country of the plan; one that is not known counts as none */
  constructor(country: string | undefined) {
    this.#home = country !== undefined && isCountry(country) ? blockOf(country, true) : undefined;
  }

  /** @param number E.164 */
  has(number: string): boolean {
    const block = this.#blockOf(number);
    if (block === undefined) return false;
    const rest = number.slice(1 + block.callingCode.length);
    if (block.pattern?.test(rest) ?? block.lengths.has(rest.length)) return true;
    // Of countries that share a code, the other one. What is read leniently comes out as another number.
    const read = parsePhoneNumberFromString(number);
    return read?.number === number && read.isValid();
  }

  /** What a number that is not known lacks, in a few words. */
  lack(number: string): string {
    const block = this.#blockOf(number);
    if (block === undefined) return `no country has a code that begins with +${number.slice(1, 4)}`;
    const { callingCode, usual } = block;
    const count = number.length - 1 - callingCode.length;
    if (usual.includes(count)) return `no number after +${callingCode} begins like this`;
    const last = usual.at(-1);
    const some = usual.length > 1 ? `${usual.slice(0, -1).join(', ')} or ${last}` : last;
    return `expected ${some} digits after +${callingCode}, not ${count}`;
  }

  /** The number that was probably meant, as people write it: `0061 …` and `+61 0…` have digits too many. */
  meant(digits: string, number: string): string | undefined {
    const { callingCode = '' } = this.#blockOf(number) ?? {};
    const candidates = [
      ...(digits.startsWith('00') ? [`+${digits.slice(2)}`] : []),
      ...(callingCode !== '' && number.startsWith(`+${callingCode}0`)
        ? [`+${callingCode}${number.slice(callingCode.length + 2)}`]
        : []),
    ];
    const found = candidates
      .map((each) => parsePhoneNumberFromString(each))
      .find((each) => each?.isValid() === true);
    return found?.formatInternational();
  }

  #blockOf(number: string): Block | undefined {
    if (this.#home !== undefined && number.startsWith(this.#home.callingCode, 1)) return this.#home;
    // A country code has up to three digits, and none is the beginning of another (ITU-T E.164).
    for (const end of [2, 3, 4]) {
      const code = number.slice(1, end);
      if (!this.#blocks.has(code)) this.#blocks.set(code, blockOf(code, false));
      const block = this.#blocks.get(code);
      if (block !== undefined) return block;
    }
    return undefined;
  }
}

/** @param code of a country: its letters, or the digits that it is called by */
function blockOf(code: string, isHome: boolean): Block | undefined {
  const metadata = new Metadata();
  if (/^\d/.test(code) && !(metadata as unknown as Codes).hasCallingCode(code)) return undefined;
  metadata.selectNumberingPlan(code as Parameters<Metadata['selectNumberingPlan']>[0]);
  const plan = metadata.numberingPlan as unknown as NumberingPlan | undefined;
  if (plan === undefined) return undefined;
  const kinds = ['FIXED_LINE', 'MOBILE'].flatMap((kind) => plan.type(kind)?.possibleLengths() ?? []);
  const lengths = plan.possibleLengths();
  return {
    callingCode: plan.callingCode(),
    lengths: new Set(lengths),
    usual: [...new Set(kinds.length > 0 ? kinds : lengths)].sort((a, b) => a - b),
    ...(isHome ? { pattern: new RegExp(`^(?:${plan.nationalNumberPattern()})$`) } : {}),
  };
}

interface Codes {
  hasCallingCode(code: string): boolean;
}
