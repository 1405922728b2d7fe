import { Command, CommanderError, Option } from 'commander';
import type { CommandDefinition } from './command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureOf } from './failure.ts';
import type { Io } from './io.ts';
import { packageVersion } from './package-root.ts';
import { presentFailure, presentUsage } from './present.ts';

/** A command as the overview knows it; the rest is loaded when it is called. */
interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly formats: readonly string[];
  load(): Promise<CommandDefinition>;
}

const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'make a small working plan in a new directory',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'check',
    summary: 'find every mistake of a plan',
    formats: ['text', 'json', 'github'],
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'fmt',
    summary: 'write the files of a plan in one manner',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/fmt.ts')).fmt,
  },
  {
    name: 'compile',
    summary: 'write the Sync items and the Functions of a plan to dist/',
    formats: ['text', 'json', 'github'],
    load: async () => (await import('./commands/compile.ts')).compileCommand,
  },
  {
    name: 'trace',
    summary: 'say what one call does, and why',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/trace.ts')).traceCommand,
  },
  {
    name: 'test',
    summary: "run a plan's own tests on a simulated telephone network",
    formats: ['text', 'json', 'github', 'junit'],
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    name: 'diff',
    summary: 'show what would change in a Sync service',
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'reconcile',
    summary: 'make a Sync service what the plan says, in one step for callers',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/reconcile.ts')).reconcileCommand,
  },
  {
    name: 'rollback',
    summary: 'go back to the release before, in one write',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/rollback.ts')).rollbackCommand,
  },
  {
    name: 'status',
    summary: 'say which release is live',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  {
    name: 'override',
    summary: 'show which overrides are on, and turn one on or off',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/override.ts')).overrideCommand,
  },
  {
    name: 'dev',
    summary: 'run a plan on this machine; an edit is live in a second',
    formats: ['text'],
    load: async () => (await import('./commands/dev.ts')).dev,
  },
  {
    name: 'graph',
    summary: 'draw what callers can meet, a picture an entry',
    formats: ['mermaid', 'svg', 'json'],
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  {
    name: 'holidays',
    summary: 'import the holidays of a region or a calendar as a dated list',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/holidays.ts')).holidays,
  },
  {
    name: 'call',
    summary: 'place a simulated call to any application that answers in TwiML',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/call.ts')).call,
  },
  {
    name: 'explain',
    summary: 'explain a code such as DP3001',
    formats: ['text', 'json'],
    load: async () => (await import('./commands/explain.ts')).explain,
  },
];

const OVERVIEW = `
Without --env a command works on the embedded Sync service of this directory; --env dev reads .env.dev and works on
that Twilio account.

Exit codes: 0 clean, 1 problems in the plan, 2 wrong usage, 3 could not do the work, 4 changes found (diff), 5 refused.

Examples:
  $ dialplan init dialplan/acme              a small plan to begin with
  $ dialplan dev dialplan/acme               run it here and try it with curl
  $ dialplan check dialplan/acme             every mistake, at file, line and column
  $ dialplan diff --env prod dialplan/acme   what would change
`;

/** The command that a line calls: its first word that is no flag. */
function called(argv: readonly string[]): CommandEntry | undefined {
  const words = argv.filter((word) => !word.startsWith('-'));
  const name = words[0] === 'help' ? words[1] : words[0];
  return COMMANDS.find((entry) => entry.name === name);
}

function addGlobalOptions(command: Command, { formats }: CommandEntry): void {
  const format = new Option('-f, --format <format>', 'how to print the result')
    .choices([...formats])
    .default(formats[0]);
  command.addOption(format);
  command.option('--no-color', 'no colours, also where a person looks');
}

/**
 * Runs one command line; the result is the exit code. Never throws and never prints a stack trace, unless
 * DIALPLAN_DEBUG=1 asks for it.
 * @param argv without the program and its script
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = EXIT.clean;
  const program = new Command('dialplan');
  program
    .description('Dial plans as code: YAML in git becomes Twilio Sync items and Functions that answer calls.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print help')
    .addHelpText('after', OVERVIEW)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  try {
    const target = called(argv);
    const definition = await target?.load();
    for (const entry of COMMANDS) {
      const command = program.command(entry.name).description(entry.summary);
      // Subcommands do not inherit these.
      command
        .exitOverride()
        .showHelpAfterError(`run dialplan ${entry.name} --help for its arguments and examples`);
      if (entry !== target || definition === undefined) continue;
      definition.configure(command);
      addGlobalOptions(command, entry);
      command.action(async () => {
        exit = await definition.run(io, command.args, command.opts());
      });
    }
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.clean;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.clean;
      presentUsage(io, argv, error.message);
      return EXIT.usage;
    }
    const failed = failureOf(error);
    presentFailure(io, argv, failed);
    return failed.exit;
  }
}
