import { findCode } from './codes.ts';
import { PAGES } from './explain-pages.generated.ts';

/** The page of a code (`DP3001`) or slug (`unknown-target`), as Markdown. */
export function explanation(codeOrSlug: string): string | undefined {
  const code = findCode(codeOrSlug)?.code;
  return code !== undefined && Object.hasOwn(PAGES, code) ? PAGES[code] : undefined;
}
