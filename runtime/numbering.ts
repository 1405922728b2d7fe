/** How numbers are dialled in the plan's country; from the public numbering metadata, at compile time. */
export interface Numbering {
  readonly country: string;
  /** Without plus: `61`. */
  readonly callingCode: string;
  /** What is dialled before a national number, `0`; absent: nothing. */
  readonly nationalPrefix?: string;
  /** How many digits a number of the country can have, and one of its mobiles, without prefixes. */
  readonly lengths: readonly number[];
  readonly mobileLengths: readonly number[];
  /** A regular expression for what is dialled before an international number. */
  readonly internationalPrefix?: string;
}
