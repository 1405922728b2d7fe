import { isRefusal, refuse } from './errors.ts';
import { type Context, created, gone, type Outcome, ok, refused } from './exchange.ts';
import { pageBody, readPage, takePage } from './paging.ts';
import { readTtl, readUniqueName } from './parameters.ts';
import { createDelete, readOf, writeOf } from './rate.ts';
import { isAlive, type MapRecord } from './records.ts';
import { sorted } from './services.ts';
import { makeSid } from './sids.ts';
import type { Change, MapState, ServiceState } from './state.ts';
import { mapView, serviceUrl } from './views.ts';

/** `Ttl` is an alias that loses against the other (docs/sync/api/map-resource). */
const TTL = ['CollectionTtl', 'Ttl'];

/** The map that a path names: by SID or by unique name, unless it has expired. */
export function findMap(service: ServiceState, name: string, now: number): MapState | undefined {
  const map = service.maps.get(name) ?? service.maps.get(service.mapNames.get(name) ?? '');
  return map && isAlive(map.record, now) ? map : undefined;
}

/** GET /v1/Services/{S}/Maps. */
export function listMaps(context: Context, service: ServiceState): Outcome {
  const page = readPage(context.request.query);
  if (isRefusal(page)) return refused(page);
  const sid = service.record.sid;
  const byNumber = new Map([...service.maps.values()].map(({ record }) => [record.n, record]));
  const taken = takePage(sorted(byNumber.keys()), page, (n) => {
    const map = byNumber.get(n);
    return map && isAlive(map, context.now) ? mapView(context, sid, map) : undefined;
  });
  return ok(pageBody('maps', `${serviceUrl(context, sid)}/Maps`, page, taken, false));
}

/** POST /v1/Services/{S}/Maps. Codes: 54011, 54301, 54302. */
export function createMap(context: Context, service: ServiceState): Outcome {
  const { state, request, now } = context;
  const charge = createDelete(service.record.sid);
  const unique = readUniqueName(request.form);
  if (isRefusal(unique)) return refused(unique);
  const ttl = readTtl(request.form, TTL, now);
  if (isRefusal(ttl)) return refused(ttl);
  const { name } = unique;
  if (name !== null && findMap(service, name, now)) return { ...refused(refuse(54301)), charge };
  const n = state.made;
  const map: MapRecord = {
    n,
    sid: makeSid('MP', n),
    uniqueName: name,
    revision: 0,
    expires: ttl?.expires ?? null,
    created: now,
    updated: now,
  };
  const changes = [
    ...dropNamesake(service, name),
    { do: 'put_map', service: service.record.sid, map } as const,
  ];
  return { ...created(mapView(context, service.record.sid, map), changes), charge };
}

/** An expired map whose name is given again goes for good. */
function dropNamesake(service: ServiceState, name: string | null): readonly Change[] {
  const map = name === null ? undefined : service.mapNames.get(name);
  return map === undefined ? [] : [{ do: 'drop_map', service: service.record.sid, map }];
}

/** GET /v1/Services/{S}/Maps/{M}. */
export function fetchMap(context: Context, service: ServiceState, map: MapState): Outcome {
  return { ...ok(mapView(context, service.record.sid, map.record)), charge: readOf('map', map.record.sid) };
}

/** POST /v1/Services/{S}/Maps/{M}: only the time to live can change. Codes: 54010, 54011. */
export function updateMap(context: Context, service: ServiceState, { record }: MapState): Outcome {
  const { request, now } = context;
  const ttl = readTtl(request.form, TTL, now);
  if (isRefusal(ttl)) return refused(ttl);
  if (ttl === undefined) return refused(refuse(54010));
  const map = { ...record, ...ttl, revision: record.revision + 1, updated: now };
  const changes: readonly Change[] = [{ do: 'put_map', service: service.record.sid, map }];
  return {
    ...ok(mapView(context, service.record.sid, map), changes),
    charge: writeOf('map', record.sid, 0),
  };
}

/** DELETE /v1/Services/{S}/Maps/{M}: its items go too. */
export function deleteMap(_context: Context, service: ServiceState, { record }: MapState): Outcome {
  const sid = service.record.sid;
  return { ...gone([{ do: 'drop_map', service: sid, map: record.sid }]), charge: createDelete(sid) };
}
