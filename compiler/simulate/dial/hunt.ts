import { type Destination, shown } from '../address.ts';
import type { Stage } from '../interpreter.ts';
import type { Session } from '../session.ts';
import { Legs } from './legs.ts';
import type { Dialling, Ringing } from './ringing.ts';
import { patience, startRinging, statusOf } from './rings.ts';
import { accepts, isScreened } from './screen.ts';

/** How the search for somebody who takes the call ended. */
export type Found =
  | { readonly kind: 'talks'; readonly ringing: Ringing }
  /** `status`: Twilio's word for it; `last`: the leg of which it is told. */
  | { readonly kind: 'nobody'; readonly status: string; readonly last: Ringing };

/** What one round of ringing led to. */
type Round =
  | { readonly kind: 'talks'; readonly ringing: Ringing }
  | { readonly kind: 'nobody'; readonly declined: readonly Ringing[]; readonly legs: readonly Ringing[] };

type Answering = Ringing & { readonly answersAt: number };

/** Somebody who was asked, what they decided, and when. */
interface Asked {
  readonly ringing: Answering;
  readonly accepted: boolean;
  readonly at: number;
}

/** Who answers, in order. Of several at the same moment any may be the first. */
function inOrder(legs: readonly Ringing[], session: Session): readonly Answering[] {
  const answering = legs.filter((each): each is Answering => each.answersAt !== undefined);
  const sorted = answering.sort((a, b) => a.answersAt - b.answersAt);
  const tied = sorted.filter(({ answersAt }) => answersAt === sorted[0]?.answersAt);
  if (tied.length < 2) return sorted;
  const names = tied.map(({ leg, destination }) => `${shown(destination.address)} (leg ${leg})`);
  const first = session.chooseAnew('which of the phones that answer at the same moment is first', names);
  const won = tied[names.indexOf(first)];
  return won === undefined ? sorted : [won, ...sorted.filter((each) => each !== won)];
}

/** Whether a dial of several is won by answering alone, also where somebody is asked first. */
const answeringWins = (legs: Legs, session: Session): boolean =>
  legs.all.length === 1 ||
  session.choose('a dial of several where somebody must accept is won by', [
    'who answers first',
    'who accepts first',
  ]) === 'who answers first';

/** Asks those who answer, one after another as far as that makes a difference. */
async function ask(legs: Legs, dialling: Dialling, stage: Stage): Promise<readonly Asked[]> {
  const { session } = stage;
  const asked: Asked[] = [];
  const answering = inOrder(legs.all, session);
  // Whoever is not asked has the call at once; nobody can accept after that.
  let bound = answering.find((each) => !isScreened(each))?.answersAt ?? Number.POSITIVE_INFINITY;
  for (const ringing of answering) {
    if (ringing.answersAt > bound) break;
    const { timeline } = session;
    if (timeline.now > ringing.answersAt) timeline.seek(ringing.answersAt);
    session.wait(ringing.answersAt - timeline.now);
    legs.settle(timeline.now);
    legs.answer(ringing);
    const screened = isScreened(ringing);
    const wins = !screened || answeringWins(legs, session);
    if (wins && screened) legs.cancel(ringing);
    const run = () => accepts(ringing, dialling, stage);
    const accepted =
      wins || bound === Number.POSITIVE_INFINITY ? await run() : await timeline.until(bound, run);
    // Undefined: somebody else had the call before they could decide.
    if (accepted !== undefined) asked.push({ ringing, accepted, at: timeline.now });
    if (accepted) bound = Math.min(bound, timeline.now);
    if (wins) break;
  }
  return asked;
}

/** All phones at once (docs/voice/twiml/dial). @param most seconds for which they ring at most */
async function together(
  destinations: readonly Destination[],
  dialling: Dialling,
  stage: Stage,
  turn: number,
  most: number,
): Promise<Round> {
  const { session } = stage;
  const { timeline } = session;
  const legs = new Legs(
    destinations.map((each) => startRinging(session, each, dialling, turn, most)),
    dialling,
    session,
  );
  try {
    const asked = await ask(legs, dialling, stage);
    const [winner] = asked.filter(({ accepted }) => accepted).sort((a, b) => a.at - b.at);
    const over = winner?.at ?? Number.POSITIVE_INFINITY;
    for (const { ringing, at } of asked) {
      if (ringing !== winner?.ringing) session.forget(ringing.leg, ringing.sid, over);
      if (ringing === winner?.ringing || at > over) continue;
      timeline.seek(at);
      legs.end(ringing, 'declined');
    }
    if (winner !== undefined) {
      timeline.seek(winner.at);
      legs.cancel(winner.ringing);
      return { kind: 'talks', ringing: winner.ringing };
    }
    const until = Math.max(timeline.now, legs.lastUntil ?? timeline.now);
    session.wait(until - timeline.now);
    legs.settle(until);
    return { kind: 'nobody', declined: asked.map(({ ringing }) => ringing), legs: legs.all };
  } catch (error) {
    legs.cancel();
    throw error;
  }
}

/** The word for a search that found nobody. Which it is, when there are several, is not established. */
function verdict({ declined, legs }: Round & { kind: 'nobody' }, { session }: Stage): Found {
  const [last] = declined;
  if (last !== undefined) {
    const words = ['completed', 'no-answer', 'canceled'];
    const status = session.choose('the status of a call that was answered and not accepted is', words);
    return { kind: 'nobody', status, last };
  }
  const words = [...new Set(legs.map(({ fails }) => statusOf(fails.how)))];
  const status = session.chooseAnew('the status told when none of several phones answered is', words);
  const told = legs.find(({ fails }) => statusOf(fails.how) === status);
  if (told === undefined) throw new Error('a dial without destinations');
  return { kind: 'nobody', status, last: told };
}

/** One phone after another. The first that answers has the call (docs/voice/twiml/sip, sequential). */
async function inTurn(
  destinations: readonly Destination[],
  dialling: Dialling,
  stage: Stage,
): Promise<Round> {
  const { session } = stage;
  const whole = patience(dialling);
  const each = () =>
    session.choose('the timeout of a sequential dial is', ['for each phone', 'for all of them']) ===
    'for each phone';
  const began = session.timeline.now;
  const tried: Ringing[] = [];
  let declined: readonly Ringing[] = [];
  for (const [turn, destination] of destinations.entries()) {
    const spent = session.timeline.now - began;
    const most = spent === 0 || each() ? whole : whole - spent;
    if (most <= 0) break;
    const round = await together([destination], dialling, stage, turn, most);
    if (round.kind === 'talks') return round;
    tried.unshift(...round.legs);
    declined = round.declined;
    const on =
      declined.length === 0 ||
      turn === destinations.length - 1 ||
      session.choose('after a phone that answered and did not accept a sequential dial', [
        'rings the next',
        'ends',
      ]) === 'rings the next';
    if (!on) break;
  }
  return { kind: 'nobody', declined, legs: tried };
}

/** Finds somebody who takes the call. */
export async function hunt(
  destinations: readonly Destination[],
  dialling: Dialling,
  sequential: boolean,
  stage: Stage,
): Promise<Found> {
  const round =
    sequential && destinations.length > 1
      ? await inTurn(destinations, dialling, stage)
      : await together(destinations, dialling, stage, 0, patience(dialling));
  return round.kind === 'talks' ? round : verdict(round, stage);
}
