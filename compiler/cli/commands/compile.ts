import { join } from 'node:path';
import { type CommandDefinition, examples, textOption, withEnvironment, withPlans } from '../command.ts';
import { type CompiledPlan, compilePlans } from '../compiled-plan.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import {
  formatOf,
  hasErrors,
  presentDiagnostics,
  presentEnvironment,
  presentJson,
  problemsData,
} from '../present.ts';
import { writeProject } from '../project-files.ts';

/** What `compile` wrote of one plan. */
interface Written {
  readonly plan: string;
  readonly directory: string;
  readonly files: number;
  readonly items: number;
  readonly digest: string;
}

/** `dialplan compile`: items and Functions below `dist/`. */
export const compileCommand: CommandDefinition = {
  configure(command) {
    withEnvironment(withPlans(command), 'compile for this environment, into dist/<plan>/<name>/').addHelpText(
      'after',
      examples([
        ['dialplan compile dialplan/acme', 'writes dist/acme/: items.json and a Serverless project'],
        ['dialplan compile --env prod', 'writes dist/<plan>/prod/ of every plan'],
        ['cd dist/acme/prod && npx twilio-run deploy', 'with SYNC_SERVICE_SID in its .env'],
      ]),
    );
  },
  async run(io, args, options) {
    const environment = textOption(options, 'env');
    const plans = compilePlans(io, args, environment, 'project');
    const format = formatOf(options);
    const failed = hasErrors(plans);
    if (failed || format === 'github') presentDiagnostics(io, io.stdout, plans, options);
    else if (format === 'text' && plans.some(({ diagnostics }) => diagnostics.length > 0)) {
      presentDiagnostics(io, io.stderr, plans, options);
    }
    if (failed) return EXIT.problems;
    for (const plan of plans) presentEnvironment(io, plan, environment, options);
    const written = plans.flatMap((plan) => write(io, plan, environment));
    if (format === 'json') {
      presentJson(io, {
        written,
        diagnostics: problemsData(plans.flatMap(({ diagnostics }) => diagnostics)),
      });
    } else {
      for (const { directory, files, items, digest } of written) {
        io.stdout.write(`wrote ${directory}: ${items} items, ${files} files, digest ${digest}\n`);
      }
    }
    return EXIT.clean;
  },
};

function write(
  io: Io,
  { made, directory }: CompiledPlan,
  environment: string | undefined,
): readonly Written[] {
  if (made === undefined) return [];
  const { artifacts, program } = made;
  const shown = ['dist', program.plan, ...(environment === undefined ? [] : [environment])].join('/');
  writeProject(join(io.cwd, shown), artifacts.files, directory, shown);
  const { items, digest } = artifacts.items;
  return [
    { plan: program.plan, directory: shown, files: artifacts.files.length, items: items.length, digest },
  ];
}
