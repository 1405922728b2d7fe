import { didYouMean } from '../diagnostics/suggest.ts';

/** How many mistakes get a suggestion: comparing every slip with every name would make a bad plan of 100,000 lines take hours. */
const MOST = 100;

/** Suggests names, for the first mistakes only. */
export class Suggestions {
  #left = MOST;

  /** `did you mean …?`, or undefined. */
  for(written: string, names: () => Iterable<string>): string | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    return didYouMean(written, names());
  }
}
