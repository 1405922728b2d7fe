import type { FoundHoliday } from './found.ts';

/** A list of holidays, ready to be written. */
export interface HolidayFile {
  /** The name of the list. */
  readonly list: string;
  /** Where the dates come from, one line each; they stand at the top of the file. */
  readonly origin: readonly string[];
  readonly holidays: readonly FoundHoliday[];
}

const comment = (line: string): string => `# ${line.replace(/\s+/g, ' ')}\n`;

/**
 * The text of a YAML file with a dated list. Names are quoted as in JSON, which YAML reads. What is only a part of a day
 * is a comment: a schedule says it by a special date, if at all.
 */
export function holidayFile({ list, origin, holidays }: HolidayFile): string {
  const lines = holidays.map(({ date, name, from }) =>
    from === undefined
      ? `    "${date}": ${quoted(name)}\n`
      : `    ${comment(`"${date}" from ${from}: ${name}. A part of a day belongs to \`special_dates\` of a schedule.`)}`,
  );
  return `${origin.map(comment).join('')}holidays:\n  ${list}:\n${lines.join('')}`;
}

/** YAML takes some characters as line ends that JSON lets stand. */
const quoted = (name: string): string =>
  JSON.stringify(name).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A name for a list, from that of a region or a file: `AU-NSW` is `nsw`, `School Terms.ics` is `school_terms`. */
export function listName(source: string): string {
  const base = /^[A-Z]{2}(?:-[^-]+)*$/.test(source)
    ? source.replace(/^[A-Z]{2}-/, '')
    : (source.split(/[\\/]/).at(-1) ?? source).replace(/\.[^.]*$/, '');
  const name = base
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return name === '' ? 'holidays' : name;
}
