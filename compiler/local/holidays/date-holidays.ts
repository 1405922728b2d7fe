import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { suggest } from '../../diagnostics/suggest.ts';
import { datesFrom, type Found, type FoundHoliday, inOrder, type Years } from './found.ts';

/**
 * Holidays of 200 countries and their parts, from the package `date-holidays`. It is large, its data has a licence of its
 * own, and one command wants it, so whoever imports holidays installs it beside this program.
 */

/** The package as far as it is used; see https://github.com/commenthol/date-holidays. */
interface Library {
  new (country?: string, state?: string, region?: string): LibraryHolidays;
}

type Names = { readonly [code: string]: string } | undefined;

interface LibraryHolidays {
  getCountries(language?: string): Names;
  getStates(country: string, language?: string): Names;
  getRegions(country: string, state: string, language?: string): Names;
  getHolidays(year: number, language?: string): readonly LibraryHoliday[];
}

interface LibraryHoliday {
  /** Local: `2026-12-25 00:00:00`, perhaps with an offset. */
  readonly date: string;
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
  readonly name: string;
  /** `public`, `bank`, `school`, `optional`, `observance`. */
  readonly type: string;
}

/** The package where it is installed. */
export interface Installed {
  readonly library: Library;
  readonly version: string;
}

/**
 * Finds the package from some directories, the first that has it. Undefined: none has.
 * @param directories absolute
 */
export function findLibrary(directories: readonly string[]): Installed | undefined {
  for (const directory of directories) {
    const require = createRequire(join(directory, 'package.json'));
    try {
      const path = require.resolve('date-holidays');
      const loaded: unknown = require(path);
      const library = Object(loaded).default ?? loaded;
      if (typeof library === 'function') return { library: library as Library, version: versionOf(path) };
    } catch (error) {
      if (Object(error).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

/** The version in the nearest package.json above a file. */
function versionOf(path: string): string {
  for (let directory = dirname(path); directory !== dirname(directory); directory = dirname(directory)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
        readonly name?: string;
        readonly version?: string;
      };
      if (name === 'date-holidays' && version !== undefined) return version;
    } catch {
      // No package.json here: look further up.
    }
  }
  return 'of an unknown version';
}

/** What is asked of the package. */
export interface RegionQuery {
  /** `AU`, `AU-NSW`, `DE-BY-A`. */
  readonly region: string;
  readonly years: Years;
  /** `public` and what else is wanted. */
  readonly types: readonly string[];
  /** A language code; absent: that of the country. */
  readonly language?: string;
}

/** The holidays of a region. */
export function holidaysOfRegion({ library: Library }: Installed, query: RegionQuery): Found {
  const { region, years, types, language } = query;
  const unknown = unknownPart(new Library(), region);
  if (unknown !== undefined) return unknown;
  const [country, state, part] = region.split('-');
  const calendar = new Library(country, state, part);
  const holidays: FoundHoliday[] = [];
  for (let year = years.first; year <= years.last; year++) {
    for (const each of calendar.getHolidays(year, language)) {
      if (types.includes(each.type)) holidays.push(...daysOf(each));
    }
  }
  return { ok: true, holidays: inOrder(holidays, years) };
}

/** The package takes an unknown part of a country for the whole country, so parts are looked up first. */
function unknownPart(catalogue: LibraryHolidays, region: string): Found | undefined {
  const [country = '', state, part] = region.split('-');
  const levels: readonly (readonly [code: string | undefined, names: Names, prefix: string])[] = [
    [country, catalogue.getCountries(), ''],
    [state, state === undefined ? {} : catalogue.getStates(country), `${country}-`],
    [part, part === undefined ? {} : catalogue.getRegions(country, state ?? ''), `${country}-${state}-`],
  ];
  for (const [code, names = {}, prefix] of levels) {
    if (code === undefined || Object.hasOwn(names, code)) continue;
    const codes = Object.keys(names);
    const near = suggest(code, codes);
    const few = near.length > 0 ? near : codes.length <= 20 ? codes : [];
    const shown = few.map((each) => `\`${prefix}${each}\` (${names[each]})`).join(', ');
    return {
      ok: false,
      message: `date-holidays does not know \`${prefix}${code}\``,
      help:
        shown !== ''
          ? `it knows ${shown}`
          : prefix === ''
            ? 'write a country by its two letters, such as `AU`, and perhaps a part of it, such as `AU-NSW`'
            : `it knows no parts of \`${prefix.slice(0, -1)}\`; leave the part out`,
    };
  }
  return undefined;
}

function daysOf({ date, start, end, name }: LibraryHoliday): readonly FoundHoliday[] {
  const day = date.slice(0, 10);
  const time = date.slice(11, 16);
  // A change of the clocks makes a day an hour longer or shorter.
  const days = Math.round((end.getTime() - start.getTime()) / 86_400_000);
  if (time !== '' && time !== '00:00') return [{ date: day, name, from: time }];
  return datesFrom(day, days).map((each) => ({ date: each, name }));
}

/** What the licence of the data asks to be said. */
export const attribution = ({ version }: Installed): string =>
  `Data: date-holidays ${version} (https://github.com/commenthol/date-holidays), after Wikipedia, CC-BY-3.0 (the package's LICENSE: CC BY-SA 3.0). Keep this line.`;
