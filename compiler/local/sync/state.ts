import { ItemTable } from './item-table.ts';
import {
  type DocumentRecord,
  type ItemRecord,
  type MapRecord,
  NEW_SERVICE,
  type ServiceRecord,
  type ServiceSettings,
} from './records.ts';
import { makeSid } from './sids.ts';

/**
 * What the service knows. Operations never touch it: they read it and answer with changes, and `applyChange` is the
 * one place that makes them. So a request that is refused late, or whose journal line could not be written, leaves no
 * trace, and reading the journal is nothing but applying its changes again.
 */
export interface State {
  /** How many objects were ever made. */
  made: number;
  readonly services: Map<string, ServiceState>;
}

export interface ServiceState {
  record: ServiceRecord;
  readonly maps: Map<string, MapState>;
  /** SIDs by unique name. */
  readonly mapNames: Map<string, string>;
  readonly documents: Map<string, DocumentRecord>;
  readonly documentNames: Map<string, string>;
}

export interface MapState {
  record: MapRecord;
  readonly items: ItemTable;
}

/** What a change to an item does to its map: the new revision and date. */
export interface MapTouch {
  readonly revision: number;
  readonly updated: number;
}

/** One change of the state, as it stands in the journal. */
export type Change =
  | { readonly do: 'made'; readonly made: number }
  | { readonly do: 'put_service'; readonly service: ServiceRecord }
  | { readonly do: 'drop_service'; readonly service: string }
  | { readonly do: 'put_map'; readonly service: string; readonly map: MapRecord }
  | { readonly do: 'drop_map'; readonly service: string; readonly map: string }
  | {
      readonly do: 'put_item';
      readonly service: string;
      readonly map: string;
      readonly item: ItemRecord;
      readonly touch?: MapTouch;
    }
  | {
      readonly do: 'drop_item';
      readonly service: string;
      readonly map: string;
      readonly key: string;
      readonly touch?: MapTouch;
    }
  | { readonly do: 'put_document'; readonly service: string; readonly document: DocumentRecord }
  | { readonly do: 'drop_document'; readonly service: string; readonly document: string };

/** A state without anything, as a journal is read into it. */
export function blankState(): State {
  return { made: 0, services: new Map() };
}

/** The changes that make an account's default service (docs/sync/api/service). */
export function defaultService(state: State, now: number): readonly Change[] {
  const settings: ServiceSettings = { ...NEW_SERVICE, friendlyName: 'Default Service' };
  const n = state.made;
  return [
    {
      do: 'put_service',
      service: { n, sid: makeSid('IS', n), uniqueName: 'default', settings, created: now, updated: now },
    },
  ];
}

/** A new account's state: the default service and nothing in it. */
export function emptyState(now: number): State {
  const state = blankState();
  for (const change of defaultService(state, now)) applyChange(state, change);
  return state;
}

/** Makes one change. Throws only when it speaks of a service or map that does not exist: then the journal is damaged. */
export function applyChange(state: State, change: Change): void {
  switch (change.do) {
    case 'made':
      state.made = Math.max(state.made, change.made);
      return;
    case 'put_service':
      putService(state, change.service);
      return;
    case 'drop_service':
      state.services.delete(change.service);
      return;
    case 'put_map':
      putMap(state, theService(state, change.service), change.map);
      return;
    case 'drop_map': {
      const service = theService(state, change.service);
      forget(service.mapNames, service.maps.get(change.map)?.record);
      service.maps.delete(change.map);
      return;
    }
    case 'put_item': {
      const map = theMap(state, change.service, change.map);
      map.items.put(change.item);
      touchMap(map, change.touch);
      return;
    }
    case 'drop_item': {
      const map = theMap(state, change.service, change.map);
      map.items.drop(change.key);
      touchMap(map, change.touch);
      return;
    }
    case 'put_document':
      putDocument(state, theService(state, change.service), change.document);
      return;
    case 'drop_document': {
      const service = theService(state, change.service);
      forget(service.documentNames, service.documents.get(change.document));
      service.documents.delete(change.document);
      return;
    }
    default:
      throw new Error(`unknown change ${JSON.stringify((change as { do: unknown }).do)}`);
  }
}

function putService(state: State, record: ServiceRecord): void {
  count(state, record.n);
  const known = state.services.get(record.sid);
  if (known) known.record = record;
  else {
    state.services.set(record.sid, {
      record,
      maps: new Map(),
      mapNames: new Map(),
      documents: new Map(),
      documentNames: new Map(),
    });
  }
}

function putMap(state: State, service: ServiceState, record: MapRecord): void {
  count(state, record.n);
  const known = service.maps.get(record.sid);
  if (known) known.record = record;
  else service.maps.set(record.sid, { record, items: new ItemTable() });
  if (record.uniqueName !== null) service.mapNames.set(record.uniqueName, record.sid);
}

function putDocument(state: State, service: ServiceState, record: DocumentRecord): void {
  count(state, record.n);
  service.documents.set(record.sid, record);
  if (record.uniqueName !== null) service.documentNames.set(record.uniqueName, record.sid);
}

function touchMap(map: MapState, touch: MapTouch | undefined): void {
  if (touch) map.record = { ...map.record, ...touch };
}

function count(state: State, n: number): void {
  state.made = Math.max(state.made, n + 1);
}

function forget(names: Map<string, string>, record: MapRecord | DocumentRecord | undefined): void {
  if (record?.uniqueName != null) names.delete(record.uniqueName);
}

function theService(state: State, sid: string): ServiceState {
  const service = state.services.get(sid);
  if (!service) throw new Error(`there is no service ${sid}`);
  return service;
}

function theMap(state: State, serviceSid: string, mapSid: string): MapState {
  const map = theService(state, serviceSid).maps.get(mapSid);
  if (!map) throw new Error(`there is no map ${mapSid}`);
  return map;
}
