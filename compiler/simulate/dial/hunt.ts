import type { Destination } from '../address.ts';
import type { LegEnd } from '../events.ts';
import type { Stage } from '../interpreter.ts';
import { type Dialling, patience, type Ringing, startRinging, statusOf } from './rings.ts';
import { accepts, isScreened } from './screen.ts';

/** How the search for somebody who takes the call ended. */
export type Found =
  | { readonly kind: 'talks'; readonly ringing: Ringing }
  /** `bridged` false with a status of success: somebody answered, and did not accept. */
  | { readonly kind: 'nobody'; readonly status: string; readonly answered: boolean; readonly last: Ringing };

const endLeg = ({ session }: Stage, { leg }: Ringing, how: LegEnd): void =>
  session.record({ kind: 'leg_ended', leg, how });

/** Lets time pass up to a moment; it may lie behind, where two things happened side by side. */
function waitUntil({ session }: Stage, moment: number): void {
  if (moment > session.timeline.now) session.wait(moment - session.timeline.now);
}

/** What Twilio says of a leg that answered and did not accept is not established. */
const declinedStatus = ({ session }: Stage): string =>
  session.choose('the status of a call that was answered and not accepted', [
    'completed',
    'no-answer',
    'canceled',
  ]);

/** All phones at once; who takes the call first has it (docs/voice/twiml/dial). */
async function together(
  destinations: readonly Destination[],
  dialling: Dialling,
  stage: Stage,
  turn: number,
): Promise<Found> {
  const { session } = stage;
  const legs = destinations.map((each) => startRinging(session, each, dialling, turn));
  const over = new Set<number>();
  const finish = (ringing: Ringing, how: LegEnd): void => {
    if (over.has(ringing.leg)) return;
    over.add(ringing.leg);
    endLeg(stage, ringing, how);
  };
  const others = (won: Ringing): void => {
    for (const each of legs) if (each !== won) finish(each, 'cancelled');
  };
  const start = session.timeline.now;
  const declined: { readonly ringing: Ringing; readonly at: number }[] = [];
  let winner: { readonly ringing: Ringing; readonly at: number } | undefined;
  let last: Ringing | undefined;
  let answered = false;
  try {
    const answering = legs
      .filter((each): each is Ringing & { answersAt: number } => each.answersAt !== undefined)
      .sort((a, b) => a.answersAt - b.answersAt);
    for (const ringing of answering) {
      // In a later turn of the loop the clock stands where the one before was asked: side by side.
      if (winner !== undefined && ringing.answersAt >= winner.at) break;
      if (session.timeline.now > ringing.answersAt) session.timeline.seek(ringing.answersAt);
      waitUntil(stage, ringing.answersAt);
      failUntil(legs, session.timeline.now, finish, stage);
      session.record({ kind: 'answered', leg: ringing.leg });
      answered = true;
      last = ringing;
      const first =
        isScreened(ringing) && legs.length > 1
          ? session.choose('who wins a dial of several where somebody must accept first', [
              'who answers first',
              'who accepts first',
            ]) === 'who answers first'
          : isScreened(ringing);
      if (first || !isScreened(ringing)) others(ringing);
      const taken = await accepts(ringing, dialling.callerId, stage);
      if (!taken) declined.push({ ringing, at: session.timeline.now });
      else if (winner === undefined || session.timeline.now < winner.at) {
        winner = { ringing, at: session.timeline.now };
      }
      if (first || !isScreened(ringing)) break;
    }
    // Who was still being asked when somebody else accepted is cut off; who had declined by then has declined.
    for (const { ringing, at } of declined) {
      if (winner !== undefined && at > winner.at) continue;
      session.timeline.seek(at);
      finish(ringing, 'declined');
    }
    if (winner !== undefined) {
      session.timeline.seek(winner.at);
      others(winner.ringing);
      return { kind: 'talks', ringing: winner.ringing };
    }
    const pending = legs.filter(({ leg }) => !over.has(leg));
    const rest = pending.filter(({ fails }) => fails === undefined);
    const lastFailure = Math.max(start, ...pending.map(({ fails }) => fails?.at ?? start));
    waitUntil(stage, rest.length > 0 ? start + patience(dialling) : lastFailure);
    failUntil(legs, session.timeline.now, finish, stage);
    for (const each of rest) finish(each, 'no_answer');
  } catch (error) {
    for (const each of legs) finish(each, 'cancelled');
    throw error;
  }
  const loser = last ?? legs[0];
  if (loser === undefined) throw new Error('a dial without destinations');
  if (answered) return { kind: 'nobody', status: declinedStatus(stage), answered, last: loser };
  const words = [...new Set(legs.map((each) => statusOf(each.fails?.how ?? 'no_answer')))];
  // Whose word is told when several failed is not established: it is tried with each.
  const status = session.choose('whose status is told when nobody of several answered', words);
  return { kind: 'nobody', status, answered, last: loser };
}

/** Ends the legs that have failed by a moment, each at its own time. */
function failUntil(
  legs: readonly Ringing[],
  moment: number,
  finish: (ringing: Ringing, how: LegEnd) => void,
  { session }: Stage,
): void {
  const now = session.timeline.now;
  for (const each of legs) {
    if (each.fails === undefined || each.fails.at > moment) continue;
    session.timeline.seek(each.fails.at);
    finish(each, each.fails.how);
  }
  session.timeline.seek(now);
}

/** Finds somebody who takes the call. */
export async function hunt(
  destinations: readonly Destination[],
  dialling: Dialling,
  sequential: boolean,
  stage: Stage,
): Promise<Found> {
  if (!sequential) return together(destinations, dialling, stage, 0);
  let found: Found | undefined;
  for (const [turn, destination] of destinations.entries()) {
    found = await together([destination], dialling, stage, turn);
    if (found.kind === 'talks') return found;
  }
  if (found === undefined) throw new Error('a dial without destinations');
  return found;
}
