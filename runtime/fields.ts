import type { JsonObject } from './digest.ts';

/**
 * Reading what stands in Sync: people edit items by hand, so nothing is taken on trust. Each reader gives the value, or
 * undefined for data that it cannot use (a malformed item, which the snapshot then stands in for).
 */

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Seconds, also as a person may have typed them: `"15"`. */
export function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

export const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
