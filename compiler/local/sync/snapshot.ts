import { isAlive } from './records.ts';
import type { Change, State } from './state.ts';

/** The changes that make this state from a blank one, in an order in which they can be applied. */
export function* snapshot(state: State): Generator<Change> {
  yield { do: 'made', made: state.made };
  for (const service of state.services.values()) {
    const sid = service.record.sid;
    yield { do: 'put_service', service: service.record };
    for (const map of service.maps.values()) {
      yield { do: 'put_map', service: sid, map: map.record };
      for (const item of map.items.values())
        yield { do: 'put_item', service: sid, map: map.record.sid, item };
    }
    for (const document of service.documents.values()) yield { do: 'put_document', service: sid, document };
  }
}

/** The changes that drop all that has expired. */
export function sweep(state: State, now: number): readonly Change[] {
  const changes: Change[] = [];
  for (const { record, maps, documents } of state.services.values()) {
    const service = record.sid;
    for (const map of maps.values()) {
      if (!isAlive(map.record, now)) changes.push({ do: 'drop_map', service, map: map.record.sid });
      else {
        for (const item of map.items.values()) {
          if (!isAlive(item, now))
            changes.push({ do: 'drop_item', service, map: map.record.sid, key: item.key });
        }
      }
    }
    for (const document of documents.values()) {
      if (!isAlive(document, now)) changes.push({ do: 'drop_document', service, document: document.sid });
    }
  }
  return changes;
}

/** How many changes a snapshot has: what a journal must hold at least. */
export function snapshotSize(state: State): number {
  let size = 1;
  for (const service of state.services.values()) {
    size += 1 + service.maps.size + service.documents.size;
    for (const map of service.maps.values()) size += map.items.size;
  }
  return size;
}
