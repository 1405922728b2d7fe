import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** Options as commander read them; each command knows its own. */
export type Options = { readonly [name: string]: unknown };

/** One command: what it takes, and what it does. Loaded only when it is called. */
export interface CommandDefinition {
  /** Arguments, options and examples. */
  configure(command: Command): void;
  run(io: Io, args: readonly string[], options: Options): Promise<ExitCode>;
}

/** Examples below the help of a command: what to type, and what it is for. */
export function examples(rows: readonly (readonly [line: string, meaning: string])[]): string {
  const width = Math.max(...rows.map(([line]) => line.length));
  const lines = rows.map(([line, meaning]) => `  $ ${line.padEnd(width)}  ${meaning}`);
  return `\nExamples:\n${lines.join('\n')}\n`;
}

/** Adds what every command on plans takes: their directories. */
export const withPlans = (command: Command): Command =>
  command.argument(
    '[plan...]',
    'directories of plans (default: this directory, or every plan below dialplan/)',
  );

/** Adds the choice of an environment. */
export const withEnvironment = (command: Command, what: string): Command =>
  command.option('-e, --env <name>', what);

/** Gathers an option that may be given several times. A list after one flag would swallow the plans behind it. */
export const gathered = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** Reads an option that is a whole number, 0 or more. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It wants a whole number, 0 or more.');
  return Number(value);
}

/** Reads an option that is a whole number, 1 or more. */
export function countingNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It wants a whole number, 1 or more.');
  return Number(value);
}

/** Reads an option that is a number, 0 or more, perhaps with decimals. */
export function anyNumber(value: string): number {
  if (!/^(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})$/.test(value))
    throw new InvalidArgumentError('It wants a number, 0 or more, such as 0.5.');
  return Number(value);
}

/** Reads an option that is a web address. */
export function webAddress(value: string): string {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new InvalidArgumentError('It wants a web address such as https://pbx.example.com.');
  }
  return value;
}

/** A number option; undefined: not given. */
export const numberOption = (options: Options, name: string): number | undefined => {
  const value = options[name];
  return typeof value === 'number' ? value : undefined;
};

/** A text option; undefined: not given. */
export const textOption = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** A list option; empty: not given. */
export const listOption = (options: Options, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
};
