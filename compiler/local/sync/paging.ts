import type { JsonObject } from '../../../runtime/digest.ts';
import { MAX_PAGE_SIZE } from '../../model/limits.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import { PAGE_SIZE, PAGE_SIZE_ASKED_MAX } from './limits.ts';
import { lowerBound, upperBound } from './lower-bound.ts';

/** What a listing is in order of: keys of items, running numbers of everything else. */
export type Id = string | number;

/** Where a page begins: after or before an id that was on another page. */
interface Token<I extends Id> {
  readonly side: 'after' | 'before';
  readonly id: I;
}

export interface PageRequest<I extends Id> {
  readonly size: number;
  /** The page's number, which is for the client alone. */
  readonly page: number;
  readonly order: 'asc' | 'desc';
  readonly from?: I;
  readonly bounds: 'inclusive' | 'exclusive';
  readonly token?: Token<I>;
}

export interface PageTaken<I extends Id, T> {
  readonly rows: readonly T[];
  /** Where the neighbouring pages begin, if there are any. */
  readonly next?: Token<I>;
  readonly previous?: Token<I>;
}

/** Reads the paging parameters of a plain listing. Codes: 54453 PageToken, 54454 PageSize. */
export function readPage(query: URLSearchParams): PageRequest<number> | Refusal {
  const size = readSize(query.get('PageSize'));
  if (isRefusal(size)) return size;
  const token = readToken(query.get('PageToken'), (id): id is number => typeof id === 'number');
  if (isRefusal(token)) return token;
  return { size, page: readPageNumber(query), order: 'asc', bounds: 'inclusive', ...(token && { token }) };
}

/** Reads the paging parameters of a listing of items. Codes: as `readPage`, and 54451 Order, 54452 Bounds. */
export function readItemPage(query: URLSearchParams): PageRequest<string> | Refusal {
  const order = query.get('Order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') return refuse(54451);
  const bounds = query.get('Bounds') ?? 'inclusive';
  if (bounds !== 'inclusive' && bounds !== 'exclusive') return refuse(54452);
  const size = readSize(query.get('PageSize'));
  if (isRefusal(size)) return size;
  const token = readToken(query.get('PageToken'), (id): id is string => typeof id === 'string');
  if (isRefusal(token)) return token;
  const from = query.get('From');
  return {
    size,
    page: readPageNumber(query),
    order,
    bounds,
    ...(from !== null && { from }),
    ...(token && { token }),
  };
}

/** 1 to 1000 may be asked; a page holds at most 100 (limits.ts says why). */
function readSize(text: string | null): number | Refusal {
  if (text === null) return PAGE_SIZE;
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > PAGE_SIZE_ASKED_MAX) return refuse(54454);
  return Math.min(size, MAX_PAGE_SIZE);
}

function readPageNumber(query: URLSearchParams): number {
  const text = query.get('Page') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** A token is opaque to clients: `PT` and base64url. */
function writeToken(token: Token<Id>): string {
  const text = btoa(encodeURIComponent(JSON.stringify([token.side, token.id])));
  return `PT${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

function readToken<I extends Id>(
  text: string | null,
  isId: (id: unknown) => id is I,
): Token<I> | Refusal | undefined {
  if (text === null) return undefined;
  try {
    const plain = atob(text.slice(2).replaceAll('-', '+').replaceAll('_', '/'));
    const [side, id] = JSON.parse(decodeURIComponent(plain)) as readonly unknown[];
    if (text.startsWith('PT') && (side === 'after' || side === 'before') && isId(id)) return { side, id };
  } catch {
    // Not one of our tokens: refused below.
  }
  return refuse(54453);
}

/**
 * Cuts one page out of sorted ids. `get` gives the row of an id, or undefined where it has expired meanwhile.
 * A listing is not a snapshot: each page is cut out of what is there when it is asked for.
 */
export function takePage<I extends Id, T>(
  ids: readonly I[],
  request: PageRequest<I>,
  get: (id: I) => T | undefined,
): PageTaken<I, T> {
  const { order, from, bounds, token, size } = request;
  const step = order === 'asc' ? 1 : -1;
  const beyond = (id: I): number => (step === 1 ? upperBound(ids, id) : lowerBound(ids, id) - 1);
  const at = (id: I): number => (step === 1 ? lowerBound(ids, id) : upperBound(ids, id) - 1);
  const edge = step === 1 ? 0 : ids.length - 1;
  const first = from === undefined ? edge : bounds === 'inclusive' ? at(from) : beyond(from);
  const inRange = (index: number): boolean => (step === 1 ? index >= first : index <= first);

  const walk = (start: number, by: 1 | -1, count: number): { id: I; row: T }[] => {
    const found: { id: I; row: T }[] = [];
    for (let i = start; found.length < count && inRange(i); i += by) {
      const id = ids[i];
      if (id === undefined) break;
      const row = get(id);
      if (row !== undefined) found.push({ id, row });
    }
    return found;
  };

  const back = step === 1 ? -1 : 1;
  const found =
    token === undefined
      ? walk(first, step, size)
      : token.side === 'after'
        ? walk(Math.max(beyond(token.id) * step, first * step) * step, step, size)
        : walk(at(token.id) - step, back, size).reverse();
  const head = found[0];
  const tail = found.at(-1);
  const hasNext = tail !== undefined && walk(beyond(tail.id), step, 1).length > 0;
  const hasPrevious = head !== undefined && walk(at(head.id) - step, back, 1).length > 0;
  return {
    rows: found.map(({ row }) => row),
    ...(hasNext && { next: { side: 'after', id: tail.id } }),
    ...(hasPrevious && { previous: { side: 'before', id: head.id } }),
  };
}

/** The body of a listing: the rows under their name, and the `meta` block with absolute URLs. */
export function pageBody<I extends Id>(
  name: string,
  url: string,
  request: PageRequest<I>,
  taken: PageTaken<I, JsonObject>,
  range: boolean,
): JsonObject {
  const link = (page: number, token?: Token<I>): string => {
    const query = new URLSearchParams();
    if (range && request.from !== undefined) query.set('From', String(request.from));
    if (range) query.set('Bounds', request.bounds);
    if (range) query.set('Order', request.order);
    query.set('PageSize', String(request.size));
    query.set('Page', String(page));
    if (token) query.set('PageToken', writeToken(token));
    return `${url}?${query}`;
  };
  return {
    [name]: taken.rows,
    meta: {
      page: request.page,
      page_size: request.size,
      first_page_url: link(0),
      previous_page_url: taken.previous ? link(Math.max(0, request.page - 1), taken.previous) : null,
      url: link(request.page, request.token),
      next_page_url: taken.next ? link(request.page + 1, taken.next) : null,
      key: name,
    },
  };
}
