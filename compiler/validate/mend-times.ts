/** How times and dates are probably meant that are written in another way: for help lines only. */

/** Nobody has meant a date with something longer; it is not looked at. */
const LONGEST = 60;

const two = (digits: string): string => digits.padStart(2, '0');

/** `9am`, `9.30`, `17` as `09:00`, `09:30`, `17:00`. */
function mendTime(written: string): string {
  const [whole, hours = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.h](\d{2}))? *([ap])?\.?m?\.?$/i.exec(written) ?? [];
  if (whole === undefined) return written;
  const afternoon = half === undefined ? 0 : /p/i.test(half) ? 12 : 0;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + afternoon;
  return `${two(String(hour))}:${minutes}`;
}

/** `9am to 5:30pm`, `8.30–17` as spans; `shut` as `closed`. */
export function mendSpan(written: string): string {
  if (written.length > LONGEST) return written;
  const text = written.trim().toLowerCase();
  if (/^(?:closed?|shut|none|no|off)$/.test(text)) return 'closed';
  if (/^(?:24 ?h(?:ours)?|always|open|all day|24\/7)$/.test(text)) return '00:00-24:00';
  const [from = '', to = '', ...more] = text.split(/ *(?:[-–—]|\bto\b|\buntil\b) */);
  return more.length > 0 ? written : `${mendTime(from)}-${mendTime(to)}`;
}

/** `Monday to Friday` as `mon-fri`, `weekend` as `sat-sun`. */
export function mendDays(written: string): string {
  const word = written.slice(0, LONGEST).trim().toLowerCase();
  if (/^week-?ends?$/.test(word)) return 'sat-sun';
  if (/^(?:week|work|working )-?days?$/.test(word)) return 'mon-fri';
  if (/^(?:daily|every ?day|all|all days)$/.test(word)) return 'mon-sun';
  return shortDays(written);
}

const shortDays = (written: string): string =>
  written
    .slice(0, LONGEST)
    .trim()
    .toLowerCase()
    .split(/ *(?:[-–—]|\bto\b) */)
    .map((day) => day.slice(0, 3))
    .join('-');

/** `2026-7-3`, `2026/07/03` as `2026-07-03`; `2026-07-03T08:30` with a space, and `..` between two dates. */
export function mendDate(written: string): string {
  if (written.length > LONGEST) return written;
  return written
    .trim()
    .replace(/(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/g, (_, y, m, d) => `${y}-${two(m)}-${two(d)}`)
    .replace(/(\d)T(?=\d)/g, '$1 ')
    .replace(/\b(\d):(\d\d)/g, '0$1:$2')
    .replace(/(?<=\d) *(?:\.\.\.?|…|[–—]|\bto\b|\buntil\b| - ) *(?=\d{4})/g, '..');
}
