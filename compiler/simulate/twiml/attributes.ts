import type { Element } from './markup.ts';

/** Attributes as Twilio reads them: what is badly written falls back to the default (docs/voice/twiml). */

/** A whole number in a range; otherwise the default. */
export function numberIn(
  { attributes }: Element,
  name: string,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const value = Number(attributes[name] ?? Number.NaN);
  return Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
}

export const flag = ({ attributes }: Element, name: string, otherwise: boolean): boolean =>
  attributes[name] === undefined ? otherwise : attributes[name]?.toLowerCase() === 'true';

/** `GET` or `POST`. */
export const methodOf = ({ attributes }: Element, name = 'method'): 'GET' | 'POST' =>
  attributes[name]?.toUpperCase() === 'GET' ? 'GET' : 'POST';

/** A URL attribute that says something. */
export const urlOf = ({ attributes }: Element, name: string): string | undefined =>
  attributes[name] === undefined || attributes[name] === '' ? undefined : attributes[name];
