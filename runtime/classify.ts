import parsePhoneNumber, { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/max';
import type { Classified } from './world.ts';

/**
 * Classes numbers that no plan lists, by the public numbering plans. Bundled into a file of its own, the only one with
 * a dependency, and loaded only when such a number is called.
 */

/** Calling codes of no country: satellite networks, and services that ITU gave a code of their own. */
const worldwide: { readonly [callingCode: string]: Classified['type'] } = {
  '800': 'toll_free',
  '808': 'shared_cost',
  '870': 'satellite',
  '878': 'service',
  '881': 'satellite',
  '882': 'satellite',
  '883': 'satellite',
  '888': 'service',
  '979': 'premium',
};

/** `national` stands for any fixed number of the plan's country: what is local depends on the phone that calls. */
function typeAtHome(type: string | undefined): Classified['type'] {
  switch (type) {
    case 'FIXED_LINE':
    case 'FIXED_LINE_OR_MOBILE':
      return 'national';
    case 'MOBILE':
      return 'mobile';
    case 'TOLL_FREE':
      return 'toll_free';
    case 'PREMIUM_RATE':
      return 'premium';
    case 'SHARED_COST':
      return 'shared_cost';
    // VoIP, personal, pager and company-wide numbers, and what the numbering plan does not name.
    default:
      return 'service';
  }
}

/** Abroad a price is a price: what costs extra there costs extra here, all else is international. */
function typeAbroad(type: string | undefined): Classified['type'] {
  const home = typeAtHome(type);
  return home === 'premium' || home === 'shared_cost' || home === 'service' ? home : 'international';
}

/**
 * @param number E.164
 * @param home the plan's country, ISO 3166-1 alpha-2
 * @returns null for a number that the numbering plans call invalid: it belongs to no class
 */
export function classify(number: string, home: string): Classified | null {
  const parsed = parsePhoneNumber(number);
  if (parsed === undefined || !parsed.isValid()) return null;
  const { country, countryCallingCode } = parsed;
  // What was classed is what is dialled: a superfluous trunk zero (`+610491…`) must not make two numbers of one.
  const canonical = { number: parsed.number as string, fixed: false };
  const special = worldwide[countryCallingCode];
  if (special !== undefined) return { ...canonical, type: special };
  if (country === undefined) return { ...canonical, type: 'service' };
  const kind = parsed.getType();
  // Countries that share a calling code share its toll-free numbers, which the metadata gives to one of them.
  const shared = countryCallingCode === getCountryCallingCode(home as CountryCode);
  if (kind === 'TOLL_FREE' && shared) return { ...canonical, type: 'toll_free', country };
  if (country !== home) {
    const type = typeAbroad(kind);
    // What is shared belongs to no one of them: +1 900 is as much Canada's as it is the USA's.
    const abroad = type !== 'international' && !shared;
    return { ...canonical, type, country, ...(abroad ? { abroad } : {}) };
  }
  const type = typeAtHome(kind);
  if (type !== 'national') return { ...canonical, type, country };
  // The first group of the printed form is the area code wherever numbers have one (`+61 2 5550 1000`).
  const area = parsed.formatInternational().split(' ')[1];
  return { ...canonical, type, fixed: true, country, ...(area === undefined ? {} : { area }) };
}
