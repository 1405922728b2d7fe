import type { JsonObject } from '../../../runtime/digest.ts';
import { type Fault, meetFaults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The faults on demand that are set. */
export interface FaultControl {
  list(): readonly Fault[];
  /** Adds faults behind those that are set: of several that match, the first is met. */
  add(...faults: readonly Fault[]): void;
  clear(): void;
  /** The fault that a request meets, which uses it up by one. */
  meet(request: { readonly method: string; readonly url: string }): Fault | undefined;
}

/** Whatever a test can steer in a running service, in process or over HTTP. */
export interface Control {
  readonly faults: FaultControl;
  readonly clock: VirtualClock;
  readonly requests: RequestLog;
  health(): JsonObject;
}

/** No faults yet. */
export function faultControl(): FaultControl {
  let faults: readonly Fault[] = [];
  return {
    list: () => faults,
    add: (...more) => {
      faults = [...faults, ...more];
    },
    clear: () => {
      faults = [];
    },
    meet(request) {
      const result = meetFaults(faults, request);
      faults = result.faults;
      return result.met;
    },
  };
}
