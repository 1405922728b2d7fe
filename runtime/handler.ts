import type { EntryName } from './call.ts';
import type { Link } from './instructions.ts';
import { readLink, writeLink } from './links.ts';
import { type AnswerSource, logLine } from './log.ts';
import { type Parameters, parameter, readWebhook } from './parameters.ts';
import type { Bundle, Program } from './program.ts';
import { safeAnswer } from './safe-answer.ts';
import { type Reply, step, type TurnRecord } from './step.ts';
import { isLoopback, syncBase } from './sync-client.ts';
import { type SessionReport, SyncSession, type SyncStore, SyncTrouble } from './sync-store.ts';
import { twiml, type WriteLink } from './twiml.ts';
import type { Webhook } from './webhook.ts';
import { type Classified, UNKNOWN, type World, worldOf } from './world.ts';

/**
 * The edge between Twilio and the evaluator: parameters in, TwiML out, whatever happens. What the evaluator needs is
 * fetched and it is asked again; when Sync fails the compiled snapshot answers, and when that is gone the safe answer.
 */

/** The environment of a Function, as Twilio gives it. Names as in the hand-written PBX. */
export interface Environment {
  readonly [name: string]: unknown;
}

/** What the wiring supplies; each is asked for only when it is needed. */
export interface Equipment {
  readonly bundle: Bundle;
  readonly store: SyncStore;
  /** The program of the last deployed plan; undefined: not to be had. */
  readonly snapshot: () => Program | undefined;
  /** Classes a number by the public numbering plans. */
  readonly classify: (number: string) => Classified | null;
  readonly log: (line: string) => void;
}

/** More trips than any first webhook needs; what still needs something then is wrong. */
const MAX_TRIPS = 6;

/** A variable of the environment; an empty one is none. */
export const setting = (environment: Environment, name: string): string | undefined => {
  const value = environment[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

interface Answered {
  readonly reply: Extract<Reply, { kind: 'answer' }>;
  readonly source: AnswerSource;
  readonly report: SessionReport;
  readonly trouble?: string;
}

/** Answers from a program at hand. Undefined: the program leads nowhere either. */
function fromProgram(
  webhook: Webhook,
  equipment: Equipment,
  program: Program,
): Answered['reply'] | undefined {
  const { bundle, classify, store } = equipment;
  const now = performance.now();
  const world = worldOf(program, { classify, live: (id) => store.lastLive(id, now) });
  const reply = step(webhook, bundle, world);
  return reply.kind === 'answer' ? reply : undefined;
}

/** Numbers that the evaluator wants classed, as far as they are. */
function classifier(equipment: Equipment) {
  const known = new Map<string, Classified | null>();
  return {
    of: (number: string) => known.get(number),
    learn: (number: string) => known.set(number, equipment.classify(number)),
  };
}

/** @throws SyncTrouble */
async function fromSync(webhook: Webhook, equipment: Equipment, session: SyncSession): Promise<Answered> {
  const classes = classifier(equipment);
  const world: World = session.world(classes.of);
  for (let trip = 0; trip < MAX_TRIPS; trip += 1) {
    const reply = step(webhook, equipment.bundle, world);
    if (reply.kind === 'answer') {
      const report = session.report();
      return { reply, source: report.reads > 0 ? 'sync' : 'warm', report };
    }
    if (reply.kind === 'lost') throw new SyncTrouble(reply.because);
    for (const need of reply.needs) if (need.kind === 'call_type') classes.learn(need.number);
    const refs = reply.needs.flatMap((need) => (need.kind === 'entry' ? [need.ref] : []));
    if (refs.length > 0) await session.fetch(refs, reply.near);
    for (const need of reply.needs) if (need.kind === 'write') await session.write(need.ref, need.payload);
  }
  throw new SyncTrouble('the plan needs more reads than one call may make');
}

function fromSnapshot(webhook: Webhook, equipment: Equipment, trouble: string, failed: boolean): Answered {
  const lastWords: readonly TurnRecord[] = [{ at: 'safe_answer', because: trouble }];
  const safe = (why: string): Answered => ({
    reply: {
      kind: 'answer',
      instructions: safeAnswer(equipment.bundle, webhook.call.from),
      turns: lastWords,
    },
    source: 'safe',
    report: { reads: 0 },
    trouble: why,
  });
  let program: Program | undefined;
  try {
    program = equipment.snapshot();
  } catch (error) {
    return safe(`${trouble}; the snapshot cannot be read: ${String(error)}`);
  }
  const reply = program && fromProgram(webhook, equipment, program);
  if (reply === undefined) return safe(`${trouble}; the snapshot has no answer`);
  return { reply, source: failed ? 'stale' : 'snapshot', report: { reads: 0 }, trouble };
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

interface Source {
  readonly environment: Environment;
  readonly pinned: number | undefined;
}

async function answer(webhook: Webhook, equipment: Equipment, source: Source): Promise<Answered> {
  const { bundle, store } = equipment;
  const { environment } = source;
  // An answer that needs no read, such as an emergency call, does not care how Sync is.
  const early = step(webhook, bundle, UNKNOWN);
  if (early.kind === 'answer') return { reply: early, source: 'bundle', report: { reads: 0 } };
  const service = setting(environment, 'SYNC_SERVICE_SID');
  const accountSid = setting(environment, 'ACCOUNT_SID');
  const authToken = setting(environment, 'AUTH_TOKEN');
  if (service === undefined || accountSid === undefined || authToken === undefined) {
    const missing =
      service === undefined ? 'SYNC_SERVICE_SID' : accountSid === undefined ? 'ACCOUNT_SID' : 'AUTH_TOKEN';
    return fromSnapshot(webhook, equipment, `${missing} is not set`, false);
  }
  if (store.resting(performance.now())) {
    return fromSnapshot(webhook, equipment, 'Sync failed twice in a row a moment ago', true);
  }
  const access = { base: syncBase(setting(environment, 'DIALPLAN_SYNC_URL')), accountSid, authToken };
  const caller = webhook.call.from.kind === 'number' ? webhook.call.from.number : undefined;
  const session = new SyncSession(store, access, { service, bundle, pinned: source.pinned, caller });
  try {
    const answered = await fromSync(webhook, equipment, session);
    store.succeeded();
    return answered;
  } catch (error) {
    if (error instanceof SyncTrouble && error.down) store.failed(performance.now());
    // A bug of ours, on which something in Sync has come that the compiled plan may not have.
    const trouble = error instanceof SyncTrouble ? error.message : `the Function failed: ${stackOf(error)}`;
    const answered = fromSnapshot(webhook, equipment, trouble, true);
    return { ...answered, report: { reads: session.report().reads } };
  }
}

/**
 * The time of a call that a rehearsal sets with the header `X-Dialplan-At`, milliseconds since 1970. It counts only where
 * the Functions talk to a Sync service on their own machine. Undefined: real time.
 */
export function rehearsedTime(environment: Environment, parameters: Parameters): number | undefined {
  const local = setting(environment, 'DIALPLAN_SYNC_URL');
  if (local === undefined || !isLoopback(local)) return undefined;
  const request = parameters.request as { headers?: { [name: string]: unknown } } | undefined;
  const at = request?.headers?.['x-dialplan-at'];
  const parsed = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Entries that take up a call where one of our links left it; all others begin a fresh one and ignore state. */
const continues = (entry: EntryName): entry is Link['to'] =>
  entry === 'continue' || entry === 'confirm' || entry === 'callTransfer';

/** Bytes of TwiML that Twilio takes, less some for what it counts otherwise (docs/api/errors/11750: 64 kB). */
const MAX_TWIML = 60_000;

/** Twilio's side of one webhook. */
interface Request {
  readonly entry: EntryName;
  readonly parameters: Parameters;
  readonly environment: Environment;
  /** The account's auth token, with which links are signed. */
  readonly key: string;
  readonly rehearsed: number | undefined;
}

interface Written extends Answered {
  readonly twiml: string;
}

const safely = (bundle: Bundle, trouble: string): Answered => ({
  reply: {
    kind: 'answer',
    instructions: safeAnswer(bundle),
    turns: [{ at: 'safe_answer', because: 'the Function failed' }],
  },
  source: 'safe',
  report: { reads: 0 },
  trouble,
});

async function respond(request: Request, equipment: Equipment): Promise<Written> {
  const { entry, parameters, environment, key, rehearsed } = request;
  const { bundle } = equipment;
  const carried = continues(entry) ? readLink(entry, parameters, key) : undefined;
  const webhook = readWebhook(entry, parameters, {
    uuiHeader: bundle.uuiHeader,
    now: rehearsed ?? Date.now(),
    state: carried?.state,
    synced: setting(environment, 'SYNC_SERVICE_SID') !== undefined,
  });
  const answered = await answer(webhook, equipment, { environment, pinned: carried?.release });
  // A call that was answered from the snapshot for once goes on with its release when Sync is back.
  const release = answered.report.release ?? carried?.release;
  const { from } = webhook.call;
  const posing = from.kind === 'sip' && from.posing ? { posing: from.posing } : {};
  const write: WriteLink = ({ to, state }) => writeLink({ to, state: { ...state, ...posing } }, release, key);
  const text = twiml(answered.reply.instructions, write);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TWIML) throw new Error(`the answer has ${bytes} bytes`);
  return { ...answered, twiml: text };
}

/** Answers one webhook with TwiML. Never throws: a caller is never left with Twilio's application error. */
export async function handle(
  entry: EntryName,
  parameters: Parameters,
  environment: Environment,
  equipment: Equipment,
): Promise<string> {
  const started = performance.now();
  const { bundle } = equipment;
  const key = setting(environment, 'AUTH_TOKEN') ?? '';
  const rehearsed = rehearsedTime(environment, parameters);
  let written: Written;
  try {
    written = await respond({ entry, parameters, environment, key, rehearsed }, equipment);
  } catch (error) {
    // A bug of ours, or a plan beyond what Twilio takes; the caller is still told something.
    const answered = safely(bundle, stackOf(error));
    written = { ...answered, twiml: twiml(answered.reply.instructions, () => '/') };
  }
  const { reply, source, report, trouble } = written;
  const line = {
    plan: bundle.plan,
    fn: entry,
    call: parameter(parameters, 'CallSid'),
    from: parameter(parameters, 'From'),
    to: parameter(parameters, entry === 'callTransfer' ? 'ReferTransferTarget' : 'To'),
    turns: reply.turns,
    source,
    ms: performance.now() - started,
    ...report,
    ...(rehearsed === undefined ? {} : { at: new Date(rehearsed).toISOString() }),
    ...(trouble === undefined ? {} : { trouble }),
  };
  equipment.log(logLine(line, setting(environment, 'DIALPLAN_LOG') === 'full'));
  return written.twiml;
}
