/**
 * Whether two readings of a file say the same: in any order of keys, with telephone numbers in any groups, as text or as
 * numbers. What formatting may change, and nothing else.
 */
export const sameMeaning = (a: unknown, b: unknown): boolean => plain(a) === plain(b);

function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, each]) => `${bare(key)}:${plain(each)}`);
    return `{${entries.sort().join()}}`;
  }
  return typeof value === 'string' || typeof value === 'number' ? bare(String(value)) : String(value);
}

const bare = (text: string): string =>
  JSON.stringify(/^[+0-9X .]+$/.test(text) ? text.replaceAll(' ', '') : text);
