import { type Environment, type Equipment, rehearsedTime, setting } from './handler.ts';
import type { AnswerSource } from './log.ts';
import { type Listed, Messages } from './messages.ts';
import { type Notice, RETRIES, type Waiting } from './notice.ts';
import { readAddressee, type Told, tell } from './notify.ts';
import type { Parameters } from './parameters.ts';
import type { NodeId, ProgramNode, Settings } from './program.ts';
import type { TurnRecord } from './step.ts';
import { type SyncAccess, syncBase } from './sync-client.ts';
import { SyncSession, SyncTrouble } from './sync-store.ts';
import { worldOf } from './world.ts';

/**
 * How people are told of a message: it is written down first and crossed off last, so it outlives a webhook that fails and
 * a Function that dies. Each run that gets through takes up some that wait.
 */

/** Milliseconds that one run may take: a Function is ended after 10 s (docs/serverless/functions-assets/functions). */
const BUDGET = 9_000;
/** Milliseconds that a webhook may take. */
const PATIENCE = 5_000;
/** Milliseconds that Sync may take for the steps before, and for those after. */
const SYNC_PATIENCE = 1_500;
/** Out of how many one run chooses those that it takes up again. */
const LOOKED_AT = 50;

/** What a run works with. Times are milliseconds. */
export interface Run {
  readonly equipment: Pick<Equipment, 'bundle' | 'store' | 'snapshot' | 'log'>;
  readonly environment: Environment;
  /** Where Sync is; undefined: not known to these Functions. */
  readonly sync: { readonly access: SyncAccess; readonly service: string } | undefined;
  readonly messages: Messages | undefined;
  /** Since 1970. */
  readonly now: number;
  /** By `performance.now()`. */
  readonly ends: number;
}

/** The plan as far as it says who is told. */
export interface Lookup {
  readonly node: (id: NodeId) => ProgramNode | null;
  readonly settings: Settings | null;
  readonly source: AnswerSource;
  readonly reads: number;
  readonly release?: number;
  readonly trouble?: string;
}

/** Who is told of a message. */
interface Addressee {
  readonly webhook: string;
  readonly email?: string;
}

/** What became of one message. */
export interface Outcome {
  readonly because: string;
  readonly trouble?: string;
}

const iso = (time: number): string => new Date(time).toISOString();
/** The node of a mailbox. */
export const idOf = (mailbox: string): NodeId => `mailbox:${mailbox}`;
const soon = (run: Run): number => Math.min(performance.now() + SYNC_PATIENCE, run.ends);

/** Makes a run, with the time that it may take. */
export function startRun(environment: Environment, parameters: Parameters, equipment: Run['equipment']): Run {
  const service = setting(environment, 'SYNC_SERVICE_SID');
  const accountSid = setting(environment, 'ACCOUNT_SID');
  const authToken = setting(environment, 'AUTH_TOKEN');
  const access = accountSid &&
    authToken && { base: syncBase(setting(environment, 'DIALPLAN_SYNC_URL')), accountSid, authToken };
  const sync = service && access ? { access, service } : undefined;
  return {
    equipment,
    environment,
    sync,
    messages: sync && new Messages(sync.access, sync.service, equipment.bundle.maps.state_map),
    now: rehearsedTime(environment, parameters) ?? Date.now(),
    ends: performance.now() + BUDGET,
  };
}

/** Who is told: by the mailbox, or where that has left the plan by the webhook of the settings. */
function addresseeOf(node: ProgramNode | null, settings: Settings | null): Addressee | string {
  const common = settings?.notify;
  if (node?.kind !== 'mailbox') {
    return common === undefined ? 'the mailbox is no longer in the plan' : { webhook: common };
  }
  const { webhook, email } = node.notify;
  if (webhook !== undefined) return { webhook };
  if (email === undefined) return 'the mailbox tells nobody';
  return common === undefined ? 'the plan names no webhook for addresses' : { webhook: common, email };
}

function fromSnapshot({ equipment, sync }: Run, trouble: string, reads: number): Lookup {
  let program: ReturnType<Equipment['snapshot']>;
  try {
    program = equipment.snapshot();
  } catch {
    program = undefined;
  }
  const world = program && worldOf(program, { classify: () => null });
  const node = (id: NodeId): ProgramNode | null => world?.node(id) ?? null;
  const source = program === undefined ? 'safe' : sync === undefined ? 'snapshot' : 'stale';
  return { node, settings: program?.settings ?? null, source, reads, trouble };
}

/** Reads some mailboxes and the settings, of a release or of the live one. */
export async function lookUp(run: Run, ids: readonly NodeId[], pinned?: number): Promise<Lookup> {
  const { equipment, sync } = run;
  const { bundle, store } = equipment;
  if (sync === undefined) return fromSnapshot(run, 'Sync is not known to these Functions', 0);
  const session = new SyncSession(store, sync.access, {
    service: sync.service,
    bundle,
    pinned,
    caller: undefined,
  });
  try {
    await session.fetch([`settings:${bundle.plan}`, ...new Set(ids)]);
  } catch (error) {
    if (!(error instanceof SyncTrouble)) throw error;
    return fromSnapshot(run, error.message, session.report().reads);
  }
  const world = session.world(() => null);
  const { reads, release } = session.report();
  const settings = world.settings() ?? null;
  // No call goes on without them either: this is not the plan.
  if (settings === null) return fromSnapshot(run, 'the settings of the plan are missing', reads);
  return {
    node: (id) => world.node(id) ?? null,
    settings,
    source: reads > 0 ? 'sync' : 'warm',
    reads,
    ...(release === undefined ? {} : { release }),
  };
}

/** Posts one notice, leaving time to note what became of it. */
async function post(run: Run, notice: Notice, { webhook, email }: Addressee): Promise<Told> {
  const url = readAddressee(webhook, run.environment);
  if (typeof url === 'string') return { kind: 'failed', because: url };
  const left = Math.min(PATIENCE, run.ends - SYNC_PATIENCE - performance.now());
  if (left < 500) return { kind: 'failed', because: 'no time was left for the webhook' };
  const body = { plan: run.equipment.bundle.plan, ...notice, ...(email === undefined ? {} : { email }) };
  return tell(url, body, left);
}

const whatIs = ({ event, seconds }: Notice): string =>
  event === 'transcript' ? 'a transcript' : seconds === undefined ? 'a message' : `a message of ${seconds} s`;

/** A new message: written down, told, crossed off. */
export async function deliver(run: Run, notice: Notice, plan: Lookup): Promise<Outcome> {
  const { messages, now } = run;
  const what = whatIs(notice);
  const to = addresseeOf(plan.node(idOf(notice.mailbox)), plan.settings);
  if (to === 'the mailbox tells nobody') return { because: `${what}; ${to}` };
  const kept = (await messages?.keep(notice, iso(now), soon(run))) ?? 'failed';
  if (kept === 'known') return { because: `${what}, reported before` };
  const told: Told = typeof to === 'string' ? { kind: 'failed', because: to } : await post(run, notice, to);
  if (told.kind === 'told') {
    // Also where writing it down seemed to fail: it may have landed. But a Sync that hangs is not waited for to the end:
    // Functions that wait for nothing would keep out those that answer calls.
    await messages?.finish(notice, iso(now), kept === 'failed' ? soon(run) : run.ends);
    return { because: `${what}, told` };
  }
  if (kept === 'failed' && (await again(run, notice)) === 'failed') {
    // Only this line knows of it now, and the recording at Twilio; but where Sync was asked, its answer may have been lost.
    const written =
      messages === undefined ? 'neither told nor written down' : 'not told, and perhaps not written down';
    return { because: `${what} (${notice.id}), ${written}`, trouble: told.because };
  }
  await messages?.missed({ notice, tries: 1, tried: iso(now), because: told.because }, run.ends);
  return { because: `${what}, waits`, trouble: told.because };
}

/** Sync may be back by the time that a webhook has failed. */
const again = async ({ messages, now, ends }: Run, notice: Notice): Promise<'kept' | 'known' | 'failed'> =>
  (await messages?.keep(notice, iso(now), ends)) ?? 'failed';

/** One of each mailbox in turn, so that one whose webhook is broken does not hold up the others. */
function inTurn(listed: readonly Listed[]): readonly Listed[] {
  const before = new Map<string, number>();
  const turns = listed.map((each) => {
    const { mailbox } = each.waiting.notice;
    const turn = before.get(mailbox) ?? 0;
    before.set(mailbox, turn + 1);
    return { each, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ each }) => each);
}

/**
 * Takes up messages that wait. What is younger than a run may be in another Function's hands.
 * @param recording that was reported
 */
export async function retry(run: Run, messages: Messages, recording: string): Promise<readonly TurnRecord[]> {
  const listed = await messages.waiting(LOOKED_AT, recording, soon(run));
  const ripe = inTurn(listed.filter(({ waiting }) => !(run.now - Date.parse(waiting.tried) < BUDGET))).slice(
    0,
    RETRIES,
  );
  if (ripe.length === 0) return [];
  const plan = await lookUp(
    run,
    ripe.map(({ waiting }) => idOf(waiting.notice.mailbox)),
  );
  const turns: TurnRecord[] = [];
  const down = new Set<string>();
  for (const each of ripe) {
    const { notice, tries } = each.waiting;
    const to = addresseeOf(plan.node(idOf(notice.mailbox)), plan.settings);
    const skip = typeof to !== 'string' && down.has(to.webhook);
    // Time for the webhook, and for what is written before and after it.
    if (skip || run.ends - performance.now() < 2 * SYNC_PATIENCE) continue;
    if (!(await messages.take(each, iso(run.now), soon(run)))) continue;
    if (await messages.wasTold(notice, soon(run))) {
      await messages.finish(notice, iso(run.now), run.ends);
      continue;
    }
    const told: Told = typeof to === 'string' ? { kind: 'failed', because: to } : await post(run, notice, to);
    if (told.kind === 'told') await messages.finish(notice, iso(run.now), run.ends);
    else {
      const waiting: Waiting = { notice, tries: tries + 1, tried: iso(run.now), because: told.because };
      await messages.missed(waiting, run.ends);
      if (typeof to !== 'string') down.add(to.webhook);
    }
    const because =
      told.kind === 'told'
        ? `${whatIs(notice)} that waited, told`
        : `${whatIs(notice)} still waits: ${told.because}`;
    turns.push({ at: idOf(notice.mailbox), because });
  }
  return turns;
}
