import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** How the telephone numbers of one file are written. */
export interface TelephoneStyle {
  /** A number, a block or a range as it is written in this file. */
  write(text: string): string;
  /** What numbers are sorted by: the same number in another form has the same. */
  order(text: string): string;
}

/**
 * The style of a file: one in which no number has a space stays so, since its numbers are compared with others of that
 * form. Else every number has the groups that the public numbering plan prints (libphonenumber), national numbers those
 * of the country; one that the numbering plan does not know stays as it is written, and none changes between national
 * form and E.164.
 */
export function telephoneStyle(texts: readonly string[], country: string | undefined): TelephoneStyle {
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined;
  // To know a number takes longer than all else, and it is asked for twice: to write it and to sort by it.
  const known = new Map<string, Known>();
  const know = (number: string): Known => {
    const before = known.get(number);
    if (before !== undefined) return before;
    const fresh = { parsed: parse(number, home) };
    known.set(number, fresh);
    return fresh;
  };
  const grouped = texts.some((text) => text.trim().includes(' '));
  return {
    write(text) {
      const tidy = text
        .trim()
        .replace(/ +/g, ' ')
        .replace(/ ?\.\. ?/, '..');
      return grouped && WRITTEN.test(tidy)
        ? tidy
            .split('..')
            .map((number) => inGroups(number, know(compact(number))))
            .join('..')
        : tidy;
    },
    order(text) {
      const first = compact(text).split('..')[0] ?? '';
      const digits = know(first).parsed?.number.slice(1) ?? first.replace('+', '');
      return asTyped(digits, first);
    },
  };
}

const WRITTEN = /^\+?[0-9X ]+(?:\.\.\+?[0-9 ]+)?$/;

const compact = (text: string): string => text.replaceAll(' ', '');

/** What the numbering plan knows of a number. */
interface Known {
  readonly parsed: PhoneNumber | undefined;
}

/** A number of which the numbering plan knows something. `X` of a block counts as a digit. */
function parse(number: string, country: CountryCode | undefined): PhoneNumber | undefined {
  const parsed = parsePhoneNumberFromString(number.replaceAll('X', '0'), country);
  return parsed?.isValid() ? parsed : undefined;
}

function inGroups(number: string, { parsed }: Known): string {
  const bare = compact(number);
  if (parsed === undefined) return number;
  const printed = bare.startsWith('+') ? parsed.formatInternational() : parsed.formatNational();
  const groups = printed.replace(/[^0-9+]+/g, ' ').trim();
  return compact(groups).length === bare.length ? asTyped(groups, bare) : number;
}

/** The same with the `X` of what was typed, counted from the end. */
function asTyped(digits: string, typed: string): string {
  const wild = /X*$/.exec(typed)?.[0].length ?? 0;
  const count = digits.replaceAll(' ', '').length;
  let at = 0;
  return digits.replace(/[^ ]/g, (character) => {
    at += 1;
    return at > count - wild ? 'X' : character;
  });
}
