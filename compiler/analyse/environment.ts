import { didYouMean } from '../diagnostics/suggest.ts';
import type { Origin } from '../model/source.ts';
import type { WrittenEnvironment } from '../model/written.generated.ts';
import type { WrittenEntry, WrittenPlan } from '../model/written.ts';
import type { LeftOut, Report } from './report.ts';

/** For which environment a plan is compiled, and the values of its variables. */
export interface Environment {
  /** The environment that was asked for; absent: none, so its numbers and limits do not apply. */
  readonly chosen?: WrittenEntry<WrittenEnvironment>;
  readonly values: ReadonlyMap<string, string>;
  /** Values may be missing only because what gives them was written wrongly. */
  readonly incomplete: boolean;
  /** Where a missing value would be added. */
  readonly vars?: { readonly name: string; readonly origin: Origin };
}

/**
 * Chooses the environment. Without a name the `vars` of the first one in the file stand, never its `numbers` or
 * `outside_calls`. Values from outside (`.env.<name>`) win over those of the plan. Reports DP3007.
 */
export function chooseEnvironment(
  written: WrittenPlan,
  name: string | undefined,
  variables: { readonly [name: string]: string },
  left: LeftOut,
  report: Report,
): Environment {
  const chosen =
    name === undefined ? undefined : written.environments.find((environment) => environment.name === name);
  if (name !== undefined && chosen === undefined && !left.entry('environments', name)) {
    reportUnknown(written, name, report);
  }
  const source = name === undefined ? written.environments[0] : chosen;
  const values = new Map([...Object.entries(source?.value.vars ?? {}), ...Object.entries(variables)]);
  return {
    ...(chosen === undefined ? {} : { chosen }),
    values,
    incomplete: left.section('environments') || (name !== undefined && chosen === undefined),
    ...(source === undefined ? {} : { vars: { name: source.name, origin: source.origin } }),
  };
}

function reportUnknown({ environments }: WrittenPlan, name: string, report: Report): void {
  const names = environments.map((environment) => environment.name);
  const [first] = environments;
  report('DP3007', {
    message: `the plan has no environment \`${name}\``,
    related:
      first === undefined ? [] : [{ origin: first.origin, text: 'environments of the plan stand here' }],
    why: 'without it the plan would be compiled with the values of another place',
    help:
      didYouMean(name, names) ??
      (names.length === 0
        ? `add \`environments: {${name}: {}}\` to the plan`
        : `the plan has ${names.map((each) => `\`${each}\``).join(', ')}`),
  });
}
