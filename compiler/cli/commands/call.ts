import { randomBytes } from 'node:crypto';
import { InvalidArgumentError, Option } from 'commander';
import { isLoopback } from '../../../runtime/sync-client.ts';
import { readAt } from '../../local/functions/at.ts';
import { type HttpOptions, httpApplication } from '../../local/http-application.ts';
import { formatCalls } from '../../report/call-record.ts';
import { type Explored, explore } from '../../simulate/choices.ts';
import type { CallRecord } from '../../simulate/events.ts';
import { type Entry, placeCall } from '../../simulate/place-call.ts';
import type { CallScript } from '../../simulate/script.ts';
import { behaviourOf, withBehaviour } from '../call-options.ts';
import {
  type CommandDefinition,
  examples,
  numberOption,
  type Options,
  textOption,
  webAddress,
} from '../command.ts';
import { LOCAL_TOKEN } from '../embedded.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { formatOf, paintOf, presentJson } from '../present.ts';

/** Numbers that Australia's regulator keeps for fiction. */
const FROM = '+61491570156';
const TO = '+61255501000';

/** `dialplan call`: places a simulated call to any application that answers in TwiML. */
export const call: CommandDefinition = {
  configure(command) {
    command
      .argument('<url>', 'where the application answers: what a number has as its voice URL', webAddress)
      .option('--from <who>', 'who calls: a number, sip:…, client:… or anonymous', FROM)
      .option('--to <who>', 'who is called', TO)
      .option(
        '--at <time>',
        'when: "2026-12-25 10:00" here, or 2026-12-25T10:00:00Z (default: now)',
        readInstant,
      );
    withBehaviour(command)
      .option('--fallback <url>', 'the fallback URL', webAddress)
      .addOption(
        new Option('--method <method>', 'of the first request').choices(['POST', 'GET']).default('POST'),
      )
      .option(
        '--auth-token-env <name>',
        'the environment variable with the token that signs requests (default: AUTH_TOKEN; for an address of this machine that of `dialplan dev`)',
      )
      .option('--every', 'once for every way in which Twilio may behave')
      .option('--twiml', 'print the documents too')
      .addHelpText(
        'after',
        examples([
          [
            'dialplan call http://localhost:3000/incoming --to +61255501000',
            'a plan that `dialplan dev` runs',
          ],
          ['dialplan call <url> --press 1', 'a caller who presses 1'],
          ['dialplan call <url> --phone alice=busy --phone bob=answers:4s', 'two phones'],
          ['dialplan call <url> --phone alice=answers:3s,transfers:sip:202@acme@20s', 'one that transfers'],
          ['dialplan call <url> --press "silence,the sales team" --hangs-up 40s', 'silence, then words'],
          ['dialplan call <url> --every --format json', 'all that may happen, for a program'],
        ]),
      );
  },
  async run(io, [url = ''], options) {
    const entry = entryOf(url, options);
    const script = scriptOf(io, options);
    const application = httpApplication(httpOf(io, url, options));
    // An application may remember calls: each is another one to it.
    const place = (choose?: Parameters<typeof placeCall>[3]) =>
      placeCall({ ...script, serial: randomBytes(8).toString('hex') }, entry, application, choose);
    const found: Explored<CallRecord> =
      options.every === true ? await explore(place) : { results: [await place()], truncated: false };
    present(io, found, script, entry, options);
    return found.results.some(failed) ? EXIT.failed : EXIT.clean;
  },
};

const failed = ({ ending }: CallRecord): boolean => ending === 'application_error' || ending === 'endless';

/** The URL without its user and password, which go with the requests and are never shown. */
function bare(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

function entryOf(url: string, options: Options): Entry {
  const fallback = textOption(options, 'fallback');
  return {
    url: bare(url),
    method: options.method === 'GET' ? 'GET' : 'POST',
    ...(fallback === undefined ? {} : { fallbackUrl: bare(fallback) }),
  };
}

function httpOf(io: Io, url: string, options: Options): HttpOptions {
  const { origin, username, password } = new URL(url);
  const authToken = tokenFor(io, url, textOption(options, 'authTokenEnv'));
  const user = decodeURIComponent(username);
  return {
    ...(authToken === undefined || authToken === '' ? {} : { authToken }),
    ...(username === '' ? {} : { credentials: { origin, user, password: decodeURIComponent(password) } }),
    tellTime: options.at !== undefined,
  };
}

/**
 * What answers on this machine is most likely `dialplan dev`, whose door takes the token of the embedded service alone. So
 * AUTH_TOKEN, which a shell may have for other commands, signs nothing here unless it is named.
 */
function tokenFor({ env }: Io, url: string, named: string | undefined): string | undefined {
  if (isLoopback(url)) return (named && env[named]) ?? LOCAL_TOKEN;
  return env[named ?? 'AUTH_TOKEN'];
}

/** A number as Twilio sends it, whatever people write between its digits. */
const plainParty = (text: string): string =>
  /^\+[\d\s().-]+$/.test(text) ? text.replace(/[^+\d]/g, '') : text;

function scriptOf(io: Io, options: Options): CallScript {
  return {
    from: plainParty(textOption(options, 'from') ?? FROM),
    to: plainParty(textOption(options, 'to') ?? TO),
    at: numberOption(options, 'at') ?? io.now(),
    ...behaviourOf(options),
  };
}

/** Milliseconds since 1970; a time without a zone is one of this machine. */
function readInstant(text: string): number {
  const instant = readAt(text, new Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (instant === undefined)
    throw new InvalidArgumentError('It wants a time such as "2026-12-25 10:00" or 2026-12-25T10:00:00Z.');
  return Date.parse(instant);
}

function present(
  io: Io,
  { results, truncated }: Explored<CallRecord>,
  script: CallScript,
  entry: Entry,
  options: Options,
): void {
  const { from, to, at } = script;
  if (formatOf(options) === 'json') {
    const head = { url: entry.url, from, to, at: new Date(at).toISOString() };
    presentJson(
      io,
      options.every === true ? { ...head, calls: results, truncated } : { ...head, ...results[0] },
    );
    return;
  }
  const style = paintOf(io, io.stdout, options);
  io.stdout.write(
    style.dim(`${from} calls ${to} at ${new Date(at).toISOString()}, answered by ${entry.url}\n\n`),
  );
  io.stdout.write(
    formatCalls(results, { style, twiml: options.twiml === true, origin: new URL(entry.url).origin }),
  );
  if (truncated) io.stdout.write(`\nThere are more possibilities than these ${results.length}.\n`);
}
