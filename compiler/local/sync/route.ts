import {
  createDocument,
  deleteDocument,
  fetchDocument,
  findDocument,
  listDocuments,
  updateDocument,
} from './documents.ts';
import { type Refusal, refuse } from './errors.ts';
import { type Charge, type Context, type Outcome, refused, type SyncRequest } from './exchange.ts';
import { createItem, deleteItem, fetchItem, findItem, listItems, updateItem } from './items.ts';
import { createMap, deleteMap, fetchMap, findMap, listMaps, updateMap } from './maps.ts';
import { byteLength } from './parameters.ts';
import { readOf, writeOf } from './rate.ts';
import {
  createService,
  deleteService,
  fetchService,
  findService,
  listServices,
  updateService,
} from './services.ts';
import type { MapState, ServiceState } from './state.ts';

/** What a path can do, by method. */
interface Resource {
  readonly GET: () => Outcome;
  readonly POST: () => Outcome;
  readonly DELETE?: () => Outcome;
}

/**
 * Answers one request: a pure function of state, request and time. Lists, streams and permissions are not served:
 * their paths are missing resources. Codes: 20004, 20404, and those of the operation.
 */
export function route(context: Context): Outcome {
  const resource = find(context);
  if (!resource) return refused(notFound(context.request));
  const { method } = context.request;
  const operation =
    method === 'GET' || method === 'POST' || method === 'DELETE' ? resource[method] : undefined;
  return operation ? operation() : refused(refuse(20004));
}

function notFound({ path }: SyncRequest): Refusal {
  return refuse(20404, path.replace(/^\/v1(?=\/)/, ''));
}

/**
 * The parts of a path, each decoded exactly once; undefined if one cannot be. A `/` that was sent as `%2F` stays out
 * of reach: such a key can be made, but no path leads to it.
 */
function pathParts(path: string): readonly string[] | undefined {
  try {
    const parts = path.split('/').slice(1).map(decodeURIComponent);
    return parts.some((part) => part.includes('/')) ? undefined : parts;
  } catch {
    return undefined;
  }
}

/** The resource of a path; undefined where there is no such path, or something that it names is missing. */
function find(context: Context): Resource | undefined {
  const [version, root, ...rest] = pathParts(context.request.path) ?? [];
  if (version !== 'v1' || root !== 'Services') return undefined;
  const [name, kind, ...below] = rest;
  if (name === undefined) return { GET: () => listServices(context), POST: () => createService(context) };
  const service = findService(context.state, name);
  if (!service) return undefined;
  if (kind === 'Maps') return inMaps(context, service, below);
  if (kind === 'Documents') return inDocuments(context, service, below);
  if (kind !== undefined) return undefined;
  return {
    GET: () => fetchService(context, service),
    POST: () => updateService(context, service),
    DELETE: () => deleteService(context, service),
  };
}

function inDocuments(
  context: Context,
  service: ServiceState,
  [name, ...rest]: readonly string[],
): Resource | undefined {
  if (name === undefined) {
    return { GET: () => listDocuments(context, service), POST: () => createDocument(context, service) };
  }
  const document = rest.length === 0 ? findDocument(service, name, context.now) : undefined;
  if (!document) return undefined;
  return {
    GET: () => fetchDocument(context, service, document),
    POST: () => updateDocument(context, service, document),
    DELETE: () => deleteDocument(context, service, document),
  };
}

function inMaps(
  context: Context,
  service: ServiceState,
  [name, kind, ...rest]: readonly string[],
): Resource | undefined {
  if (name === undefined) {
    return { GET: () => listMaps(context, service), POST: () => createMap(context, service) };
  }
  const map = findMap(service, name, context.now);
  if (!map) return undefined;
  if (kind === 'Items') return inItems(context, service, map, rest);
  if (kind !== undefined) return undefined;
  return {
    GET: () => fetchMap(context, service, map),
    POST: () => updateMap(context, service, map),
    DELETE: () => deleteMap(context, service, map),
  };
}

/** What is not there is looked for all the same: it costs what it would cost if it were there. */
function missingItem({ request }: Context, map: MapState): Resource {
  const missing = (charge: Charge) => (): Outcome => ({ ...refused(notFound(request)), charge });
  const { sid } = map.record;
  const write = missing(writeOf('map', sid, byteLength(request.form.get('Data') ?? '')));
  return { GET: missing(readOf('map', sid)), POST: write, DELETE: write };
}

function inItems(
  context: Context,
  service: ServiceState,
  map: MapState,
  [key, ...rest]: readonly string[],
): Resource | undefined {
  if (key === undefined) {
    return {
      GET: () => listItems(context, service, map),
      POST: () => createItem(context, service, map),
    };
  }
  if (rest.length > 0) return undefined;
  const item = findItem(map, key, context.now);
  if (!item) return missingItem(context, map);
  return {
    GET: () => fetchItem(context, service, map, item),
    POST: () => updateItem(context, service, map, item),
    DELETE: () => deleteItem(context, service, map, item),
  };
}
