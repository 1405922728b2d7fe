import type { JsonObject } from '../../runtime/digest.ts';
import type { NodeId } from '../../runtime/program.ts';
import type { Ref } from '../../runtime/world.ts';

/** What changes while calls are running, for calls that are only imagined: in memory, one for each test. */
export class LiveState {
  readonly #state: Map<string, JsonObject>;

  /** @param given by the id of what it belongs to, such as `override:night` */
  constructor(given: ReadonlyMap<string, JsonObject> = new Map()) {
    this.#state = new Map(given);
  }

  read(id: NodeId): JsonObject | null {
    return this.#state.get(id) ?? null;
  }

  /** @param ref `live:override:night` */
  write(ref: Ref, payload: JsonObject): void {
    this.#state.set(ref.replace(/^live:/, ''), payload);
  }

  /** The same state, apart. */
  copy(): LiveState {
    return new LiveState(this.#state);
  }
}
