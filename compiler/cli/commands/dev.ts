import type { Chaos } from '../../local/dev/chaos.ts';
import type { Sync } from '../../local/sync/sync.ts';
import { EMBEDDED_TIMINGS } from '../../reconcile/timings.ts';
import { twilioTarget } from '../../reconcile/twilio-target.ts';
import {
  type CommandDefinition,
  countingNumber,
  examples,
  gathered,
  listOption,
  numberOption,
  textOption,
  webAddress,
  wholeNumber,
  withPlans,
} from '../command.ts';
import { compilePlans } from '../compiled-plan.ts';
import { allChaosOf, CHAOS_HELP, unleash } from '../dev-chaos.ts';
import { runPlan } from '../dev-plan.ts';
import { LOCAL_ACCOUNT, LOCAL_TOKEN, openState, stateDirectory } from '../embedded.ts';
import { EXIT } from '../exit-code.ts';
import { failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { planIdentity } from '../plan-identity.ts';
import { notePlanSchema } from '../plan-schema-file.ts';
import { hasErrors, presentDiagnostics, presentEnvironment, presentTarget } from '../present.ts';
import type { Target } from '../target.ts';

/** The port of the front door, as `twilio-run` has it. */
const PORT = 3000;
const LAST_PORT = 65_535;

/** `dialplan dev`: embedded Sync, the Functions, and a watch on the plan, until Ctrl-C. */
export const dev: CommandDefinition = {
  configure(command) {
    withPlans(command)
      .option('-p, --port <port>', 'the first port to try', wholeNumber, PORT)
      .option(
        '--server-url <url>',
        'the public address of a tunnel to this machine, for calls from Twilio; their signatures are checked with AUTH_TOKEN from the environment',
        webAddress,
      )
      .option(
        '--chaos <name or file>',
        'trouble on purpose, to hear what callers would hear: a name from below, or a file of faults (may be repeated)',
        gathered,
      )
      .option(
        '--cold <requests>',
        'a new container after so many requests (default: it stays warm)',
        countingNumber,
      )
      .addHelpText('after', CHAOS_HELP)
      .addHelpText(
        'after',
        examples([
          ['dialplan dev dialplan/acme', 'prints curls to try'],
          [
            "curl 'localhost:3000/try/incoming?From=+61491570006&To=+61255501000'",
            'signs a request as Twilio does',
          ],
          ['dialplan dev --chaos storm', 'what callers hear while Sync answers 429'],
          ["curl -H 'X-Dialplan-At: 2026-12-25 10:00' …", 'at another time of the plan'],
        ]),
      );
  },
  async run(io, args, options) {
    const startedAt = performance.now();
    // From here on Ctrl-C is heeded, and what was begun is put in order.
    const { signal } = io;
    const port = numberOption(options, 'port') ?? PORT;
    if (port > LAST_PORT) {
      const help = `give a port from 1 to ${LAST_PORT}, or 0 for any that is free`;
      throw failure('DP8009', `there is no port ${port}`, { help, exit: EXIT.usage });
    }
    const words = listOption(options, 'chaos');
    const chaos = words.length === 0 ? undefined : allChaosOf(words, io.cwd);
    if (typeof chaos === 'string') {
      io.stderr.write(`--chaos: ${chaos}\n`);
      return EXIT.usage;
    }
    const cold = numberOption(options, 'cold') ?? chaos?.cold;
    const plans = compilePlans(io, args, undefined, 'project');
    for (const plan of plans) notePlanSchema(io, plan);
    if (plans.some(({ diagnostics }) => diagnostics.length > 0))
      presentDiagnostics(io, io.stderr, plans, options);
    if (hasErrors(plans) && plans.length > 1) return EXIT.problems;
    const services = embeddedServices(io, chaos);
    const closing: { close(): Promise<void> }[] = [];
    try {
      for (const [index, plan] of plans.entries()) {
        const { directory, shown, made } = plan;
        if (signal.aborted) break;
        const service = made?.artifacts.items.service ?? planIdentity(shown, io.cwd).service ?? 'default';
        const { sync, target } = await services.open(service);
        presentTarget(io, target.label, options);
        presentEnvironment(io, plan, undefined, options);
        const serverUrl = textOption(options, 'serverUrl') ?? io.env.SERVER_URL;
        const wanted = port === 0 ? 0 : port + index;
        const place = { io, options, directory, first: made, service, target, syncUrl: sync.url };
        closing.push(await runPlan({ ...place, port: wanted, serverUrl, cold, startedAt }));
      }
      await aborted(signal);
    } finally {
      // What is under way ends in order, and that must not take as long as the trouble would.
      services.calm();
      await Promise.all(closing.map((each) => each.close()));
      await services.close();
    }
    return EXIT.clean;
  },
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((settle) => {
    if (signal.aborted) return settle();
    signal.addEventListener('abort', () => settle(), { once: true });
  });

/** The embedded services of some plans; two plans may share one. All suffer the same chaos. */
function embeddedServices(io: Io, chaos: Chaos | undefined) {
  const open = new Map<string, { readonly sync: Sync; readonly target: Target }>();
  return {
    async open(service: string) {
      const known = open.get(service);
      if (known !== undefined) return known;
      const sync = await openState(io.cwd, stateDirectory(io.cwd, service));
      if (chaos !== undefined) unleash(chaos, sync, (line) => io.stdout.write(`${line}\n`));
      const target: Target = {
        sync: twilioTarget({ url: sync.url, accountSid: LOCAL_ACCOUNT, authToken: LOCAL_TOKEN }),
        embedded: true,
        account: LOCAL_ACCOUNT,
        authToken: LOCAL_TOKEN,
        service,
        label: `embedded Sync service \`${service}\` (${sync.url}), account local`,
        timings: EMBEDDED_TIMINGS,
        close: async () => {},
      };
      const opened = { sync, target };
      open.set(service, opened);
      return opened;
    },
    calm() {
      for (const { sync } of open.values()) {
        sync.limits.set({ rates: false, latency_ms: 0 });
        sync.faults.clear();
      }
    },
    async close() {
      for (const { sync } of open.values()) await sync.close();
    },
  };
}
