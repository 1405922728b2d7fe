import { lowerBound } from './lower-bound.ts';
import type { ItemRecord } from './records.ts';

/**
 * The items of one map, by key, with their keys in order. The order is made when it is first asked for and kept from
 * then on, so that loading 100,000 items sorts once and paging through them sorts never.
 */
export class ItemTable {
  readonly #items = new Map<string, ItemRecord>();
  #sorted: string[] | undefined;

  get size(): number {
    return this.#items.size;
  }

  get(key: string): ItemRecord | undefined {
    return this.#items.get(key);
  }

  put(item: ItemRecord): void {
    if (this.#sorted && !this.#items.has(item.key)) {
      this.#sorted.splice(lowerBound(this.#sorted, item.key), 0, item.key);
    }
    this.#items.set(item.key, item);
  }

  drop(key: string): void {
    if (!this.#items.delete(key) || !this.#sorted) return;
    this.#sorted.splice(lowerBound(this.#sorted, key), 1);
  }

  /** All keys, sorted by UTF-16 unit. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.#items.keys()].sort();
    return this.#sorted;
  }

  values(): IterableIterator<ItemRecord> {
    return this.#items.values();
  }
}
