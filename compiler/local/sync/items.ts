import { isRefusal, refuse } from './errors.ts';
import { type Context, created, etagOf, gone, type Outcome, ok, refused } from './exchange.ts';
import { pageBody, readItemPage, takePage } from './paging.ts';
import { byteLength, checkRevision, type Expiry, readData, readKey, readTtl } from './parameters.ts';
import { readOf, writeOf } from './rate.ts';
import { type ItemRecord, isAlive } from './records.ts';
import type { Change, MapState, MapTouch, ServiceState } from './state.ts';
import { itemView, serviceUrl } from './views.ts';

/** `Ttl` is an alias that loses against the other (docs/sync/api/map-item-resource). */
const TTL = ['ItemTtl', 'Ttl'];

/** The item of a key, unless it has expired. */
export function findItem(map: MapState, key: string, now: number): ItemRecord | undefined {
  const item = map.items.get(key);
  return item && isAlive(item, now) ? item : undefined;
}

/** GET …/Items: in order of the key by UTF-16 unit. Codes: 54451, 54452, 54453, 54454. */
export function listItems(context: Context, service: ServiceState, map: MapState): Outcome {
  const page = readItemPage(context.request.query);
  if (isRefusal(page)) return refused(page);
  const [serviceSid, mapSid] = [service.record.sid, map.record.sid];
  const taken = takePage(map.items.keys(), page, (key) => {
    const item = findItem(map, key, context.now);
    return item && itemView(context, serviceSid, mapSid, item);
  });
  const url = `${serviceUrl(context, serviceSid)}/Maps/${mapSid}/Items`;
  return { ...ok(pageBody('items', url, page, taken, true)), charge: readOf('map', mapSid) };
}

/** POST …/Items: never an upsert. Codes: 54006, 54008, 54011, 54206, 54208, 54209. */
export function createItem(context: Context, service: ServiceState, map: MapState): Outcome {
  const { request, now } = context;
  const key = readKey(request.form);
  if (isRefusal(key)) return refused(key);
  const data = readData(request.form, 54206) ?? refuse(54206);
  if (isRefusal(data)) return refused(data);
  const ttl = readTtl(request.form, TTL, now);
  if (isRefusal(ttl)) return refused(ttl);
  const parent = readTtl(request.form, ['CollectionTtl'], now);
  if (isRefusal(parent)) return refused(parent);
  const charge = chargeOf(context, map);
  if (findItem(map, key.key, now)) return { ...refused(refuse(54208)), charge };
  const item: ItemRecord = {
    ...key,
    data,
    revision: 0,
    expires: ttl?.expires ?? null,
    created: now,
    updated: now,
  };
  const changes = putItem(context, service, map, item, parent);
  return { ...created(view(context, service, map, item), changes, etagOf(item)), charge };
}

/** GET …/Items/{Key}. */
export function fetchItem(context: Context, service: ServiceState, map: MapState, item: ItemRecord): Outcome {
  const body = view(context, service, map, item);
  return { ...ok(body, [], etagOf(item)), charge: readOf('map', map.record.sid) };
}

/**
 * POST …/Items/{Key}: `Data` replaces the whole value. `CollectionTtl` alone is no update (docs/sync/api/map-item-resource).
 * Codes: 54003, 54006, 54008, 54010, 54011, 54205, 54206.
 */
export function updateItem(
  context: Context,
  service: ServiceState,
  map: MapState,
  item: ItemRecord,
): Outcome {
  const { request, now } = context;
  const data = readData(request.form, 54206);
  if (isRefusal(data)) return refused(data);
  const ttl = readTtl(request.form, TTL, now);
  if (isRefusal(ttl)) return refused(ttl);
  const parent = readTtl(request.form, ['CollectionTtl'], now);
  if (isRefusal(parent)) return refused(parent);
  if (data === undefined && ttl === undefined) return refused(refuse(54010));
  const charge = chargeOf(context, map);
  const conflict = checkRevision(request.ifMatch, item, 54205);
  if (conflict) return { ...refused(conflict), charge };
  const updated: ItemRecord = {
    ...item,
    ...ttl,
    ...(data && { data }),
    revision: item.revision + 1,
    updated: now,
  };
  const changes = putItem(context, service, map, updated, parent);
  return { ...ok(view(context, service, map, updated), changes, etagOf(updated)), charge };
}

/** DELETE …/Items/{Key}. Codes: 54003, 54205. */
export function deleteItem(
  context: Context,
  service: ServiceState,
  map: MapState,
  item: ItemRecord,
): Outcome {
  const charge = chargeOf(context, map);
  const conflict = checkRevision(context.request.ifMatch, item, 54205);
  if (conflict) return { ...refused(conflict), charge };
  const drop: Change = {
    do: 'drop_item',
    service: service.record.sid,
    map: map.record.sid,
    key: item.key,
    touch: touchOf(context, map),
  };
  return { ...gone([drop]), charge };
}

/** The change of an item, and of its map where `CollectionTtl` moves the map's own expiry. */
function putItem(
  context: Context,
  service: ServiceState,
  map: MapState,
  item: ItemRecord,
  parent: Expiry,
): readonly Change[] {
  const sid = service.record.sid;
  const touch = touchOf(context, map);
  const put: Change = { do: 'put_item', service: sid, map: map.record.sid, item, touch };
  if (parent === undefined) return [put];
  return [put, { do: 'put_map', service: sid, map: { ...map.record, ...touch, ...parent } }];
}

/** Every change of an item raises the revision of its map. */
function touchOf({ now }: Context, map: MapState): MapTouch {
  return { revision: map.record.revision + 1, updated: now };
}

function chargeOf({ request }: Context, map: MapState) {
  return writeOf('map', map.record.sid, byteLength(request.form.get('Data') ?? ''));
}

function view(context: Context, service: ServiceState, map: MapState, item: ItemRecord) {
  return itemView(context, service.record.sid, map.record.sid, item);
}
