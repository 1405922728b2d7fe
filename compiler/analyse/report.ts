import { diagnostic, type KnownCode, type Particulars } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { SettingKey, WrittenPlan } from '../model/written.ts';

/**
 * Takes a mistake; one code is kept once a place, for what stands there may be read many times (defaults, for every
 * extension). `subject` tells two faults of one place apart.
 */
export type Report = (code: KnownCode, particulars: Particulars, subject?: string) => void;

/** A report that collects, and what it has collected. */
export function collector(): { readonly report: Report; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const report: Report = (code, particulars, subject = '') => {
    const { origin } = particulars;
    const place = `${code}\n${origin?.file}\n${origin?.path.join('\n')}\n${origin?.part}\n${subject}`;
    if (seen.has(place)) return;
    seen.add(place);
    diagnostics.push(diagnostic(code, particulars));
  };
  return { report, diagnostics };
}

/** What is not in the plan only because it was written wrongly: nothing is said about its absence. */
export interface LeftOut {
  /** Something that a call can be sent to. */
  name(name: string): boolean;
  /** An entry of a table, such as a class. */
  entry(section: string, name: string): boolean;
  /** Anything of a table. */
  section(section: string): boolean;
  setting(key: SettingKey): boolean;
}

/** Reads from the written plan what earlier phases had to leave out. */
export function leftOut({ broken, brokenSettings, unread }: WrittenPlan): LeftOut {
  const names = new Set(broken.map(({ name }) => name));
  const entries = new Set(broken.map(({ section, name }) => `${section}/${name}`));
  const sections = new Set(broken.map(({ section }) => section));
  const settings = new Set(brokenSettings);
  const anything = unread.length > 0;
  return {
    name: (name) => anything || names.has(name),
    entry: (section, name) => anything || entries.has(`${section}/${name}`),
    section: (section) => anything || sections.has(section),
    setting: (key) => anything || settings.has(key),
  };
}
