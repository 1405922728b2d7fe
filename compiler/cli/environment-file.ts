import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, reading } from './failure.ts';
import type { Io } from './io.ts';

/** The names that the hand-written PBX had; they win over what the plan says under `sync:`. */
export const OLD_NAMES = [
  'ACCOUNT_SID',
  'AUTH_TOKEN',
  'SYNC_SERVICE_NAME',
  'SYNC_SERVICE_SID',
  'SYNC_MAP_PHONES_NAME',
  'SYNC_MAP_RINGGROUP_NAME',
  'SIP_DOMAIN_URI',
  'SERVER_URL',
] as const;

export type OldName = (typeof OLD_NAMES)[number];

/** Values by name; empty ones are left out. */
export type Variables = { readonly [name: string]: string };

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;

function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(value);
  return quoted?.[2] ?? value.replace(/\s+#.*$/, '');
}

/** Reads lines of `NAME=value`; comments and empty lines are skipped. Never says a value: they are secrets. */
export function parseEnvironment(text: string, file: string): Variables {
  const values: { [name: string]: string } = {};
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value] = assignment.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw failure('DP8012', `line ${index + 1} of \`${file}\` is no \`NAME=value\``);
    }
    const bare = unquoted(value);
    if (bare !== '') values[name] = bare;
  }
  return values;
}

/** The name of the file of an environment. */
export const environmentFile = (environment: string): string => `.env.${environment}`;

/**
 * The variables of an environment: its file in the working directory, and where that says nothing the process
 * environment, which is where a CI job has its secrets. Without an environment: none.
 */
export function readVariables(io: Pick<Io, 'cwd' | 'env'>, environment: string | undefined): Variables {
  if (environment === undefined) return {};
  const file = environmentFile(environment);
  const path = join(io.cwd, file);
  const written = existsSync(path)
    ? parseEnvironment(
        reading(file, () => readFileSync(path, 'utf8')),
        file,
      )
    : {};
  const around = OLD_NAMES.flatMap((name) => (io.env[name] ? [[name, io.env[name]] as const] : []));
  return { ...Object.fromEntries(around), ...written };
}

/** What a plan may use of an environment's variables: the old names, and of these no secret. */
export const planVariables = ({ AUTH_TOKEN: _secret, ...variables }: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => OLD_NAMES.some((old) => old === name)));
