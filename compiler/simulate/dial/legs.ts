import type { LegEnd } from '../events.ts';
import type { Session } from '../session.ts';
import type { Dialling, Ringing } from './ringing.ts';
import { explainFailure, statusOf } from './rings.ts';
import { tellStatus } from './status.ts';

/** The legs of one dial that ring side by side, and which of them are over. */
export class Legs {
  readonly all: readonly Ringing[];
  readonly #session: Session;
  readonly #dialling: Dialling;
  readonly #over = new Set<Ringing>();
  readonly #answered = new Set<Ringing>();

  constructor(all: readonly Ringing[], dialling: Dialling, session: Session) {
    this.all = all;
    this.#dialling = dialling;
    this.#session = session;
  }

  /** Nobody took the call there, and it rings no more. Said once for each leg. */
  end(ringing: Ringing, how: LegEnd): void {
    if (this.#over.has(ringing)) return;
    this.#over.add(ringing);
    this.#session.record({ kind: 'leg_ended', leg: ringing.leg, how });
    tellStatus(this.#session, ringing, this.#dialling, 'completed', statusOf(how));
    if (how === 'unreachable') explainFailure(this.#session, ringing);
  }

  answer(ringing: Ringing): void {
    this.#answered.add(ringing);
    this.#session.record({ kind: 'answered', leg: ringing.leg });
    tellStatus(this.#session, ringing, this.#dialling, 'answered');
  }

  /** Ends the legs that gave up by a moment, each at its own. */
  settle(moment: number): void {
    const { timeline } = this.#session;
    const { now } = timeline;
    for (const each of this.#ringing().filter(({ fails }) => fails.at <= moment)) {
      timeline.seek(each.fails.at);
      this.end(each, each.fails.how);
    }
    timeline.seek(now);
  }

  /** Ends all others now. */
  cancel(but?: Ringing): void {
    this.settle(this.#session.timeline.now);
    for (const each of this.all) if (each !== but) this.end(each, 'cancelled');
  }

  /** When the last of those that still ring gives up; undefined: none rings. */
  get lastUntil(): number | undefined {
    const ringing = this.#ringing();
    return ringing.length === 0 ? undefined : Math.max(...ringing.map(({ fails }) => fails.at));
  }

  #ringing(): readonly Ringing[] {
    return this.all.filter((each) => !this.#over.has(each) && !this.#answered.has(each));
  }
}
