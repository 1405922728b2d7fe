import { parse } from 'yaml';

/** A value out of YAML or JSON, or why it cannot be read. */
export type PlainYaml =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly because: string };

/** Reads a file that is no part of a plan: plain values, without places. */
export function readPlainYaml(text: string): PlainYaml {
  try {
    return { ok: true, value: parse(text, { logLevel: 'error' }) };
  } catch (error) {
    const [because = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { ok: false, because };
  }
}
