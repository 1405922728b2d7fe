import { type CountryCode, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/max';
import type { Numbering } from '../../runtime/program.ts';

/** What the public metadata knows beside what the package's types name; a country without a prefix has 0. */
interface Prefixes {
  IDDPrefix(): string | undefined;
  nationalPrefix(): string | 0 | undefined;
  possibleLengths(): readonly number[];
  type(name: 'MOBILE'): { possibleLengths(): readonly number[] | undefined } | undefined;
}

/** Whether the public numbering plans know a country (ISO 3166-1 alpha-2). */
export const isCountry = (code: string): code is CountryCode => isSupportedCountry(code);

/** How numbers are dialled in a country, from the public numbering metadata (libphonenumber). Undefined: no such country. */
export function numberingOf(country: string): Numbering | undefined {
  if (!isCountry(country)) return undefined;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as Prefixes | undefined;
  const nationalPrefix = plan?.nationalPrefix();
  const internationalPrefix = plan?.IDDPrefix();
  const lengths = plan?.possibleLengths() ?? [];
  return {
    country,
    callingCode: getCountryCallingCode(country),
    lengths,
    // A country whose mobiles have no numbers of their own, such as those of +1.
    mobileLengths: plan?.type('MOBILE')?.possibleLengths() ?? lengths,
    ...(nationalPrefix ? { nationalPrefix } : {}),
    ...(internationalPrefix ? { internationalPrefix } : {}),
  };
}
