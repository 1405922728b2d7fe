import { isRefusal, refuse } from './errors.ts';
import { type Context, created, etagOf, gone, type Outcome, ok, refused } from './exchange.ts';
import { pageBody, readPage, takePage } from './paging.ts';
import { byteLength, checkRevision, readData, readTtl, readUniqueName } from './parameters.ts';
import { createDelete, readOf, writeOf } from './rate.ts';
import { type DocumentRecord, isAlive } from './records.ts';
import { sorted } from './services.ts';
import { makeSid } from './sids.ts';
import type { Change, ServiceState } from './state.ts';
import { documentView, serviceUrl } from './views.ts';

const TTL = ['Ttl'];

/** The document that a path names: by SID or by unique name, unless it has expired. */
export function findDocument(service: ServiceState, name: string, now: number): DocumentRecord | undefined {
  const document =
    service.documents.get(name) ?? service.documents.get(service.documentNames.get(name) ?? '');
  return document && isAlive(document, now) ? document : undefined;
}

/** GET /v1/Services/{S}/Documents. */
export function listDocuments(context: Context, service: ServiceState): Outcome {
  const page = readPage(context.request.query);
  if (isRefusal(page)) return refused(page);
  const sid = service.record.sid;
  const byNumber = new Map([...service.documents.values()].map((document) => [document.n, document]));
  const taken = takePage(sorted(byNumber.keys()), page, (n) => {
    const document = byNumber.get(n);
    return document && isAlive(document, context.now) ? documentView(context, sid, document) : undefined;
  });
  return ok(pageBody('documents', `${serviceUrl(context, sid)}/Documents`, page, taken, false));
}

/** POST /v1/Services/{S}/Documents. Codes: 54006, 54008, 54011, 54101, 54301, 54302. */
export function createDocument(context: Context, service: ServiceState): Outcome {
  const { state, request, now } = context;
  const charge = createDelete(service.record.sid);
  const unique = readUniqueName(request.form);
  if (isRefusal(unique)) return refused(unique);
  const data = readData(request.form, 54101) ?? {};
  if (isRefusal(data)) return refused(data);
  const ttl = readTtl(request.form, TTL, now);
  if (isRefusal(ttl)) return refused(ttl);
  const { name } = unique;
  if (name !== null && findDocument(service, name, now)) return { ...refused(refuse(54301)), charge };
  const n = state.made;
  const document: DocumentRecord = {
    n,
    sid: makeSid('ET', n),
    uniqueName: name,
    data,
    revision: 0,
    expires: ttl?.expires ?? null,
    created: now,
    updated: now,
  };
  const sid = service.record.sid;
  const changes = [...dropNamesake(service, name), { do: 'put_document', service: sid, document } as const];
  return { ...created(documentView(context, sid, document), changes, etagOf(document)), charge };
}

/** An expired document whose name is given again goes for good. */
function dropNamesake(service: ServiceState, name: string | null): readonly Change[] {
  const document = name === null ? undefined : service.documentNames.get(name);
  return document === undefined ? [] : [{ do: 'drop_document', service: service.record.sid, document }];
}

/** GET /v1/Services/{S}/Documents/{D}. */
export function fetchDocument(context: Context, service: ServiceState, document: DocumentRecord): Outcome {
  const body = documentView(context, service.record.sid, document);
  return { ...ok(body, [], etagOf(document)), charge: readOf('document', document.sid) };
}

/** POST /v1/Services/{S}/Documents/{D}: `Data` replaces the whole value. Codes: 54003, 54006, 54008, 54010, 54011, 54101, 54103. */
export function updateDocument(context: Context, service: ServiceState, document: DocumentRecord): Outcome {
  const { request, now } = context;
  const data = readData(request.form, 54101);
  if (isRefusal(data)) return refused(data);
  const ttl = readTtl(request.form, TTL, now);
  if (isRefusal(ttl)) return refused(ttl);
  if (data === undefined && ttl === undefined) return refused(refuse(54010));
  const charge = writeOf('document', document.sid, byteLength(request.form.get('Data') ?? ''));
  const conflict = checkRevision(request.ifMatch, document, 54103);
  if (conflict) return { ...refused(conflict), charge };
  const updated: DocumentRecord = {
    ...document,
    ...ttl,
    ...(data && { data }),
    revision: document.revision + 1,
    updated: now,
  };
  const sid = service.record.sid;
  const changes: readonly Change[] = [{ do: 'put_document', service: sid, document: updated }];
  return { ...ok(documentView(context, sid, updated), changes, etagOf(updated)), charge };
}

/** DELETE /v1/Services/{S}/Documents/{D}. It takes no `If-Match` (docs/sync/api/document-resource): one that is sent is ignored. */
export function deleteDocument(_context: Context, service: ServiceState, document: DocumentRecord): Outcome {
  const sid = service.record.sid;
  return {
    ...gone([{ do: 'drop_document', service: sid, document: document.sid }]),
    charge: createDelete(sid),
  };
}
