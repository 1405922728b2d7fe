import { type Application, type Fields, NoResponse, type Response } from './application.ts';
import type { Event, Purpose } from './events.ts';
import { type Element, type Markup, readMarkup } from './twiml/markup.ts';

/** How the application is asked: over HTTP as Twilio's docs/voice/twiml and docs/usage/webhooks have it. */

/** A TwiML document and where it came from, which relative URLs in it go by. */
export interface Document {
  readonly url: string;
  readonly verbs: readonly Element[];
}

export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
}

export type Fetched =
  | { readonly ok: true; readonly document: Document; readonly response: Response }
  | { readonly ok: false; readonly code: number; readonly text: string };

/** Redirects that are followed (docs/voice/twiml; 11215 after that). */
const MOST_REDIRECTS = 10;

/** Bytes of a document (docs/api/errors/11750). */
const MOST_BYTES = 64 * 1024;

/** Hosts with an underscore are refused (docs/voice/twiml). */
const badHost = (url: URL): boolean => url.hostname.includes('_');

const failed = (code: number, text: string): Fetched => ({ ok: false, code, text });

/** A document from the text of a response, by its type (docs/voice/twiml, "MIME types"). */
function documentOf(url: string, { headers, body }: Response): Markup {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('audio/')) {
    const play: Element = { name: 'Play', attributes: {}, text: url, children: [] };
    return { ok: true, verbs: [play] };
  }
  const markup = readMarkup(body);
  if (type === 'text/plain' && !markup.ok) {
    return { ok: true, verbs: [{ name: 'Say', attributes: {}, text: body.trim(), children: [] }] };
  }
  return markup;
}

const READABLE = ['text/xml', 'application/xml', 'text/html', 'text/plain'];

/** What an application says of its refusal, where that is a line for people. */
function toldBy({ headers, body }: Response): string {
  const [line = ''] = body.trim().split('\n');
  const isText = (headers['content-type'] ?? '').startsWith('text/plain');
  return isText && line !== '' && line.length <= 200 ? `: ${line}` : '';
}

/** One call's view of the web: its cookies live as long as the call. */
export class Web {
  readonly #application: Application;
  readonly #record: (event: Event) => void;
  readonly #at: () => number;
  /** By host. */
  readonly #cookies = new Map<string, Map<string, string>>();
  #requests = 0;

  /** @param at the simulated clock, milliseconds since 1970 */
  constructor(application: Application, at: () => number, record: (event: Event) => void) {
    this.#application = application;
    this.#at = at;
    this.#record = record;
  }

  /** Asks for a document, following redirects. */
  async request(target: Target, fields: Fields, purpose: Purpose): Promise<Fetched> {
    let { url, method } = target;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      if (!URL.canParse(url) || badHost(new URL(url)))
        return failed(11100, `${url} is no URL that can be asked`);
      const response = await this.#ask({ url, method }, fields, purpose);
      if (response instanceof NoResponse) return failed(response.code, response.message);
      const { status, headers } = response;
      const location = headers.location;
      if (status < 300 || status > 399 || location === undefined) return this.#read(url, response);
      if (!URL.canParse(location, url)) return failed(11100, `${location} is no URL that can be asked`);
      url = new URL(location, url).href;
      // A redirected POST becomes a GET, as browsers have it, unless the status forbids that.
      if (status !== 307 && status !== 308) method = 'GET';
    }
    return failed(11215, `more than ${MOST_REDIRECTS} redirects`);
  }

  /** Tells something; undefined: it was heard. Redirects are not followed, and what is answered is not read. */
  async tell(
    target: Target,
    fields: Fields,
    purpose: Purpose,
  ): Promise<{ readonly code: number; readonly text: string } | undefined> {
    if (!URL.canParse(target.url) || badHost(new URL(target.url)))
      return { code: 11100, text: `${target.url} is no URL that can be asked` };
    const response = await this.#ask(target, fields, purpose);
    if (response instanceof NoResponse) return { code: response.code, text: response.message };
    return response.status < 400
      ? undefined
      : { code: 11200, text: `${target.url} answered ${response.status}` };
  }

  #read(url: string, response: Response): Fetched {
    const { status, headers, body } = response;
    if (status < 200 || status > 299) return failed(11200, `${url} answered ${status}${toldBy(response)}`);
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (type === '' && body !== '') return failed(12300, `${url} answered without a content type`);
    if (type !== '' && !type.startsWith('audio/') && !READABLE.includes(type)) {
      return failed(12300, `${url} answered with ${type}`);
    }
    if (new TextEncoder().encode(body).length > MOST_BYTES)
      return failed(11750, `${url} answered more than 64 kB`);
    const markup = documentOf(url, response);
    return markup.ok
      ? { ok: true, document: { url, verbs: markup.verbs }, response }
      : failed(markup.code, markup.text);
  }

  async #ask(target: Target, fields: Fields, purpose: Purpose): Promise<Response | NoResponse> {
    const { method } = target;
    const whole = new URL(target.url);
    whole.hash = '';
    if (method === 'GET')
      for (const [name, value] of Object.entries(fields)) whole.searchParams.set(name, value);
    const asked = {
      kind: 'asked',
      purpose,
      method,
      url: target.url,
      fields,
      request: this.#requests,
    } as const;
    this.#requests += 1;
    try {
      const response = await this.#application({
        method,
        url: whole.href,
        fields: method === 'GET' ? {} : fields,
        cookies: Object.fromEntries(this.#cookies.get(whole.host) ?? []),
        at: this.#at(),
      });
      this.#record({ ...asked, status: response.status, twiml: response.body });
      for (const cookie of response.cookies) this.#keep(whole.host, cookie);
      return response;
    } catch (error) {
      if (!(error instanceof NoResponse)) throw error;
      this.#record(asked);
      return error;
    }
  }

  #keep(host: string, cookie: string): void {
    const [, name, value] = /^\s*([^=;\s]+)=([^;]*)/.exec(cookie) ?? [];
    if (name === undefined || value === undefined) return;
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const [, expires = ''] = /;\s*expires=([^;]*)/i.exec(cookie) ?? [];
    const over = /;\s*max-age=(0|-\d+)\s*(;|$)/i.test(cookie) || Date.parse(expires) <= this.#at();
    if (over) jar.delete(name);
    else jar.set(name, value);
  }
}
