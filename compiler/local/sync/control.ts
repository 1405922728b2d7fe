import type { JsonObject } from '../../../runtime/digest.ts';
import { type Encounter, type Fault, isOver, meetFaults, type SetFault } from './faults.ts';
import type { LimitControl } from './limit-control.ts';
import type { Replica } from './replica.ts';
import type { RequestLog } from './request-log.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A fault that a request has met. */
export interface MetFault {
  readonly fault: Fault;
  /** What a stale read sees. */
  readonly replica: Replica | undefined;
}

/** The faults on demand that are set. */
export interface FaultControl {
  /** What is left of them, in the order in which they are met. */
  list(): readonly Fault[];
  /** Adds faults behind those that are set: of several that match, the first is met. */
  add(...faults: readonly Fault[]): void;
  /** Sets none any more, and lets go of what they hold back. */
  clear(): void;
  /** Is called once when the faults are cleared; what it gives ends that. */
  whenCleared(letGo: () => void): () => void;
  /** The fault that a request meets, which uses it up by one. */
  meet(request: Omit<Encounter, 'now'>): MetFault | undefined;
}

/** Whatever a test can steer in a running service, in process or over HTTP. */
export interface Control {
  readonly faults: FaultControl;
  readonly limits: LimitControl;
  readonly clock: VirtualClock;
  readonly requests: RequestLog;
  health(): JsonObject;
}

export interface FaultControlOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 up to 1, another one each time: decides where a fault has a probability. */
  readonly chance: () => number;
  /** Is told of the faults that are set, each time that these are others. */
  readonly changed: (faults: readonly SetFault[]) => void;
  /** The copy of the state that is kept for a fault, by its id. */
  readonly replica: (id: number) => Replica | undefined;
}

/** No faults yet. */
export function faultControl({ now, chance, changed, replica }: FaultControlOptions): FaultControl {
  let faults: readonly SetFault[] = [];
  let made = 0;
  const held = new Set<() => void>();
  const become = (next: readonly SetFault[]): void => {
    faults = next;
    changed(faults);
  };
  return {
    list: () => faults.filter((set) => !isOver(set, now())).map(({ fault }) => fault),
    add(...more) {
      const since = now();
      become([
        ...faults,
        ...more.map((fault) => {
          made += 1;
          return { fault, id: made, since };
        }),
      ]);
    },
    clear() {
      become([]);
      const letGo = [...held];
      held.clear();
      for (const each of letGo) each();
    },
    whenCleared(letGo) {
      held.add(letGo);
      return () => held.delete(letGo);
    },
    meet(request) {
      if (faults.length === 0) return undefined;
      const result = meetFaults(faults, { ...request, now: now() }, chance);
      // Taken now: for a fault that is used up by this, no copy is kept any more.
      const met = result.met && { fault: result.met.fault, replica: replica(result.met.id) };
      become(result.faults);
      return met;
    },
  };
}
