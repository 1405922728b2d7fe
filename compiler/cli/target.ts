import { relative } from 'node:path';
import type { DesiredItems } from '../model/desired.ts';
import type { PlanPlace } from '../reconcile/live.ts';
import { type Pacer, tokenPacer } from '../reconcile/pacing.ts';
import { steadyClock } from '../reconcile/steady-clock.ts';
import type { Answer, SyncTarget } from '../reconcile/target.ts';
import { EMBEDDED_TIMINGS, TIMINGS, type Timings } from '../reconcile/timings.ts';
import { embeddedSync, LOCAL_ACCOUNT, LOCAL_TOKEN, stateDirectory, stillRuns } from './embedded.ts';
import { environmentFile, readVariables } from './environment-file.ts';
import { failure } from './failure.ts';
import type { Io } from './io.ts';
import { lastingSync } from './lasting-sync.ts';

/** A Sync service that a command works on: the embedded one, or that of a Twilio account. */
export interface Target {
  readonly sync: SyncTarget;
  readonly embedded: boolean;
  readonly account: string;
  readonly authToken: string;
  /** Friendly name of the service. */
  readonly service: string;
  /** From SYNC_SERVICE_SID. */
  readonly serviceSid?: string;
  /** Where the Functions can be reached, from SERVER_URL. */
  readonly serverUrl?: string;
  /** Names target and account, for the first line of output. */
  readonly label: string;
  readonly timings: Timings;
  readonly pacer?: Pacer;
  close(): Promise<void>;
}

/**
 * Opens the target of a command. Without an environment: the embedded service of this directory. With one: the account
 * of `.env.<name>`, in US1, wherever TWILIO_REGION and TWILIO_EDGE point. DP8002: no credentials; DP8021: of another form.
 * @param service the friendly name that the plan gives; SYNC_SERVICE_NAME wins
 */
export async function openTarget(io: Io, environment: string | undefined, service: string): Promise<Target> {
  return environment === undefined ? openEmbedded(io, service) : openAccount(io, environment, service);
}

async function openEmbedded(io: Io, service: string): Promise<Target> {
  // The SDK takes a while to load; meanwhile the files are opened.
  const [{ twilioTarget }, sync] = await Promise.all([loadTwilioTarget(), embeddedSync(io.cwd, service)]);
  const where = relative(io.cwd, stateDirectory(io.cwd, service));
  const who = sync.runBy ?? where;
  const lasting = lastingSync(sync, {
    isThere: ({ url }) => stillRuns(io.cwd, service, url),
    find: () => embeddedSync(io.cwd, service),
    target: (url) => twilioTarget({ url, accountSid: LOCAL_ACCOUNT, authToken: LOCAL_TOKEN }),
  });
  return {
    sync: lasting.sync,
    embedded: true,
    account: LOCAL_ACCOUNT,
    authToken: LOCAL_TOKEN,
    service,
    label: `embedded Sync service \`${service}\` (${who}), account local`,
    timings: EMBEDDED_TIMINGS,
    close: () => lasting.close(),
  };
}

async function openAccount(io: Io, environment: string, service: string): Promise<Target> {
  const variables = readVariables(io, environment);
  const { ACCOUNT_SID, AUTH_TOKEN, SYNC_SERVICE_NAME, SYNC_SERVICE_SID, SERVER_URL } = variables;
  if (ACCOUNT_SID === undefined || AUTH_TOKEN === undefined) {
    const missing = [ACCOUNT_SID ?? 'ACCOUNT_SID', AUTH_TOKEN ?? 'AUTH_TOKEN'].filter((name) =>
      /^A[A-Z]+_/.test(name),
    );
    const help = `write ${missing.join(' and ')} into \`${environmentFile(environment)}\`, or set them in the environment of the job`;
    throw failure(
      'DP8002',
      `there are no credentials for \`${environment}\`: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`,
      { help },
    );
  }
  checkAccount(ACCOUNT_SID, environment);
  const { twilioTarget } = await loadTwilioTarget();
  const name = SYNC_SERVICE_NAME ?? service;
  return {
    sync: knocking(twilioTarget({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }), environment),
    embedded: false,
    account: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    service: name,
    ...(SYNC_SERVICE_SID === undefined ? {} : { serviceSid: SYNC_SERVICE_SID }),
    ...(SERVER_URL === undefined ? {} : { serverUrl: SERVER_URL }),
    label: `${environment}, account ${ACCOUNT_SID}, Sync service \`${name}\`${SYNC_SERVICE_SID === undefined ? '' : ` (${SYNC_SERVICE_SID})`}`,
    timings: TIMINGS,
    pacer: tokenPacer(steadyClock()),
    close: async () => {},
  };
}

/** The form of an account's SID (docs/glossary/what-is-a-sid). What was written may be a secret, so only its first letters are shown. */
function checkAccount(sid: string, environment: string): void {
  if (/^AC[0-9a-fA-F]{32}$/.test(sid)) return;
  const [prefix] = /^[A-Z]{2}/.exec(sid) ?? [];
  const digits = sid.slice(2);
  const found =
    prefix === undefined
      ? 'begins with other characters'
      : prefix !== 'AC'
        ? `begins with \`${prefix}\``
        : /^[0-9a-fA-F]*$/.test(digits)
          ? `has ${digits.length} digits after \`AC\``
          : 'has other characters after `AC`';
  throw failure(
    'DP8021',
    `the ACCOUNT_SID of \`${environment}\` is the SID of no account: expected \`AC\` and 32 hexadecimal digits, but it ${found}`,
    {
      help:
        prefix === 'SK'
          ? `an API key cannot be used here: write ACCOUNT_SID and AUTH_TOKEN of the account into \`${environmentFile(environment)}\``
          : `copy ACCOUNT_SID of \`${environment}\` anew from the Console`,
    },
  );
}

/**
 * The same target, which says so plainly when Twilio does not let us in (DP8001). Only until the first answer of another
 * kind: what comes later is part of the protocol of a release, and no reason to leave it.
 */
function knocking(target: SyncTarget, environment: string): SyncTarget {
  let inside = false;
  const verbs = Object.entries(target).map(([name, verb]) => {
    const asked = async (...args: readonly unknown[]): Promise<Answer<unknown>> => {
      const answer = (await (verb as (...args: readonly unknown[]) => unknown)(...args)) as Answer<unknown>;
      const shut = answer.kind === 'refused' && (answer.status === 401 || answer.status === 403);
      if (shut && !inside) {
        const help = `copy ACCOUNT_SID and AUTH_TOKEN of \`${environment}\` anew from the Console`;
        throw failure(
          'DP8001',
          `Twilio does not accept the credentials of \`${environment}\`: ${answer.message}`,
          { help },
        );
      }
      inside ||= answer.kind !== 'unknown' && answer.kind !== 'rate_limited';
      return answer;
    };
    return [name, asked];
  });
  return Object.fromEntries(verbs) as SyncTarget;
}

const loadTwilioTarget = (): Promise<typeof import('../reconcile/twilio-target.ts')> =>
  import('../reconcile/twilio-target.ts');

/** What a plan wants on a target. Nobody on this machine keeps anything: an edit is in the very next answer. */
export const desiredOn = (target: Target, desired: DesiredItems): DesiredItems => ({
  ...desired,
  service: target.service,
  ...(target.embedded ? { cacheSeconds: 0 } : {}),
});

/** Where a plan lives on a target. */
export const placeOn = (target: Target, plan: string): PlanPlace => ({
  plan,
  service: target.service,
  ...(target.serviceSid === undefined ? {} : { serviceSid: target.serviceSid }),
});

/** Tells this process from every other writer; on this machine also whether it still lives. */
export const holderName = (): string => `pid-${process.pid}-${Math.random().toString(36).slice(2, 12)}`;

/** Whether a holder on this machine is a process that has ended. */
export function isDeadHolder(holder: string): boolean {
  const pid = Number(/^pid-(\d+)-/.exec(holder)?.[1] ?? Number.NaN);
  if (Number.isNaN(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
