import { byCodeUnit } from '../../model/desired.ts';

/** A holiday as a source tells it. */
export interface FoundHoliday {
  /** `2026-12-25`. */
  readonly date: string;
  readonly name: string;
  /** When it begins, `14:00`, where it is only a part of the day: then it is left to a person. */
  readonly from?: string;
}

/** What a source gives, or why it gives nothing. */
export type Found =
  | { readonly ok: true; readonly holidays: readonly FoundHoliday[] }
  | { readonly ok: false; readonly message: string; readonly help?: string };

/** The first and the last year that are asked for. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** The dates from one date on, as many as a holiday has days. */
export function datesFrom(date: string, days: number): readonly string[] {
  const first = Date.parse(date);
  return Array.from({ length: Math.max(1, days) }, (_, i) =>
    new Date(first + i * 86_400_000).toISOString().slice(0, 10),
  );
}

/** By date, each date once: holidays of one date share a line. Those outside the years are left out. */
export function inOrder(holidays: readonly FoundHoliday[], { first, last }: Years): readonly FoundHoliday[] {
  const lines = new Map<string, FoundHoliday>();
  const wanted = holidays.filter(
    ({ date }) => first <= Number(date.slice(0, 4)) && Number(date.slice(0, 4)) <= last,
  );
  for (const each of wanted.toSorted((a, b) => byCodeUnit(a.date, b.date))) {
    const key = `${each.date} ${each.from ?? ''}`;
    const known = lines.get(key);
    const names = known?.name.split(', ') ?? [];
    if (!names.includes(each.name)) lines.set(key, { ...each, name: [...names, each.name].join(', ') });
  }
  return [...lines.values()];
}
