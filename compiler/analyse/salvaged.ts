import type { KnownCode } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Origin, Path } from '../model/source.ts';
import { type Salvaged, TABLES, type WrittenPlan } from '../model/written.ts';

/** A plan in which some entries say less than was meant, and what may be believed of the mistakes that are found in it. */

/**
 * Mistakes that what stands at their place is enough for. Of what says too little nothing is to be concluded from what is not
 * there: a way on, a day, a condition may have been left out.
 */
const STANDS_THERE: ReadonlySet<string> = new Set<KnownCode>([
  ...(['DP3001', 'DP3002', 'DP3003', 'DP3004', 'DP3005', 'DP3006', 'DP3008', 'DP3009', 'DP3010'] as const),
  ...(['DP3011', 'DP3012', 'DP3013', 'DP3014', 'DP3015', 'DP3016', 'DP3017', 'DP3018', 'DP3019'] as const),
  ...(['DP3021', 'DP3022', 'DP3023', 'DP3024', 'DP3025', 'DP3026', 'DP3032', 'DP3033', 'DP3034'] as const),
  ...([
    'DP3035',
    'DP3036',
    'DP3037',
    'DP3040',
    'DP3041',
    'DP3042',
    'DP3043',
    'DP3044',
    'DP3045',
    'DP3046',
  ] as const),
  ...(['DP3048', 'DP3049', 'DP3051', 'DP3054', 'DP3055', 'DP3056', 'DP3057', 'DP3061'] as const),
  ...(['DP4001', 'DP4007', 'DP4008', 'DP4009', 'DP4010', 'DP4013', 'DP4015', 'DP4016', 'DP4017'] as const),
  ...(['DP4018', 'DP4019', 'DP4036', 'DP4046'] as const),
]);

/** Of these, those that also need to know a word of the language, such as a strategy. */
const BY_A_WORD: ReadonlySet<string> = new Set<KnownCode>(['DP4007', 'DP4008']);

/** The plan with what could be salvaged in its place: good for looking for mistakes, never for calls. */
export function withSalvaged(written: WrittenPlan): WrittenPlan {
  const settings = written.salvaged.flatMap(({ section, written: { name, value, origin } }) =>
    name === undefined ? [[section, { value, origin }] as const] : [],
  );
  const tables = TABLES.map((table) => {
    const entries = written.salvaged.flatMap((each) =>
      each.section === table && each.written.name !== undefined ? [each.written] : [],
    );
    return [table, entries.length === 0 ? written[table] : [...written[table], ...entries]] as const;
  });
  return {
    ...written,
    ...(Object.fromEntries(tables) as Partial<WrittenPlan>),
    settings: { ...written.settings, ...Object.fromEntries(settings) },
  };
}

/** Of mistakes that were found in such a plan: those of salvaged parts that are certain, at the places that were written. */
export function believed(found: readonly Diagnostic[], written: WrittenPlan): readonly Diagnostic[] {
  const parts = new Map(
    written.salvaged.map((each): [string, Part] => [
      keyOf(each.written.origin, each),
      {
        ...each,
        gone: new Set(each.gone.map(placeKey)),
        kept: new Map(each.shortened.map(({ path, kept }) => [placeKey(path), kept])),
      },
    ]),
  );
  return found.flatMap((diagnostic): Diagnostic[] => {
    const part = diagnostic.origin && partOf(diagnostic.origin, parts);
    if (part === undefined || !isCertain(diagnostic.code, part)) return [];
    const origin = diagnostic.origin && asWritten(diagnostic.origin, part);
    if (origin === undefined || isGone(origin, part.gone)) return [];
    const related = diagnostic.related.map((label) => {
      const other = partOf(label.origin, parts);
      return other === undefined ? label : { ...label, origin: asWritten(label.origin, other) };
    });
    return [{ ...diagnostic, origin, related }];
  });
}

const isCertain = (code: string, { guessed }: Part): boolean =>
  STANDS_THERE.has(code) && !(guessed && BY_A_WORD.has(code));

/** A salvaged part, its places found in as many steps as a path has. */
interface Part extends Pick<Salvaged, 'guessed'> {
  readonly gone: ReadonlySet<string>;
  readonly kept: ReadonlyMap<string, readonly number[]>;
}

type Parts = ReadonlyMap<string, Part>;

const keyOf = ({ file, path }: Origin, { written: { name } }: Salvaged): string =>
  JSON.stringify([file, ...path.slice(0, name === undefined ? 1 : 2)]);

/** The salvaged part that a place lies in. */
const partOf = ({ file, path }: Origin, parts: Parts): Part | undefined =>
  parts.get(JSON.stringify([file, path[0]])) ?? parts.get(JSON.stringify([file, ...path.slice(0, 2)]));

/** The place in the file: items before it may have been taken out of its list. */
function asWritten(origin: Origin, { kept }: Part): Origin {
  if (kept.size === 0) return origin;
  const path: (string | number)[] = [];
  for (const step of origin.path) path.push(kept.get(placeKey(path))?.[Number(step)] ?? step);
  return { ...origin, path };
}

/** Whether a place was wrong, or had to go, or lies in such a place. */
const isGone = ({ path }: Origin, gone: ReadonlySet<string>): boolean =>
  path.some((_, i) => gone.has(placeKey(path.slice(0, i + 1))));

/** Steps into lists are numbers in some paths and text in others. */
const placeKey = (path: Path): string => JSON.stringify(path.map(String));
