import { inOrder } from '../../runtime/digest.ts';
import { byCodeUnit } from './desired.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

/** JSON for people and for git: indented, members sorted, so that equal values give equal text. */
export const prettyJson = (value: unknown): string =>
  JSON.stringify(inOrder(value) ?? sorted(value), null, 2);
