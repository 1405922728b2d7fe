import type { Command } from 'commander';
import { type Options, textOption, withEnvironment } from './command.ts';
import { type ExitCode, worst } from './exit-code.ts';
import type { Io } from './io.ts';
import { type NamedPlace, namedPlaces } from './plan-places.ts';
import { formatOf, presentJson, presentTarget } from './present.ts';
import { openTarget, type Target } from './target.ts';

/** The arguments of commands that need no plan, only its name and where it lives. */
export const withPlaces = (command: Command): Command =>
  withEnvironment(
    command.argument('[plan...]', 'directories or names of plans (default: as for check)'),
    'the account of .env.<name> (default: the embedded service)',
  ).option('--service <name>', 'the Sync service, where the plan cannot tell');

/** What became of one place. */
export interface AtPlace {
  readonly code: ExitCode;
  /** For machines, beside the plan and its target. */
  readonly data: object;
}

/** Does some work where each plan lives, one after another, and prints what machines want: one value, or a list. */
export async function atPlaces(
  io: Io,
  args: readonly string[],
  options: Options,
  work: (place: NamedPlace, target: Target) => Promise<AtPlace>,
): Promise<ExitCode> {
  const environment = textOption(options, 'env');
  const results: object[] = [];
  const codes: ExitCode[] = [];
  for (const place of namedPlaces(io, args, environment, textOption(options, 'service'))) {
    const target = await openTarget(io, environment, place.service);
    try {
      presentTarget(io, target.label, options);
      const { code, data } = await work(place, target);
      codes.push(code);
      results.push({ plan: place.plan, target: target.label, ...data });
    } finally {
      await target.close();
    }
  }
  if (formatOf(options) === 'json') presentJson(io, results.length === 1 ? results[0] : results);
  return worst(codes);
}
