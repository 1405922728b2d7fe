/** Prefixes of the SIDs made here: service, map, document (docs/glossary/what-is-a-sid). */
export type SidPrefix = 'IS' | 'MP' | 'ET';

/** The account that the service belongs to when nobody names one. */
export const LOCAL_ACCOUNT_SID = 'ACd1a1b1a4d1a1b1a4d1a1b1a4d1a1b1a4';

/** The bit mixer of MurmurHash3: one to one on 32-bit words, so different numbers stay different. */
function mix(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/**
 * The SID of the n-th object that a service directory ever made: two letters and 32 hex digits.
 * The same history gives the same SIDs. The first word is one to one in `n`, so none is given twice.
 */
export function makeSid(prefix: SidPrefix, n: number): string {
  const seed = prefix.charCodeAt(0) * 256 + prefix.charCodeAt(1);
  const words = [mix(n), mix(n ^ seed), mix(n + seed * 3), mix(seed - n)];
  return prefix + words.map(hex).join('');
}

/** Whether a name looks like a SID, which no unique name may (docs/api/errors/54302). */
export function looksLikeSid(name: string): boolean {
  return /^[A-Z]{2}[a-f0-9]{32}$/.test(name);
}
