import { type Application, NoResponse, type Request, type Response } from '../simulate/application.ts';
import { AT_HEADER } from './functions/at.ts';
import { SIGNATURE_HEADER, signatureFor } from './functions/signature.ts';

/** How an application over HTTP is asked. */
export interface HttpOptions {
  /** Signs every request as Twilio does; absent: none is signed. */
  readonly authToken?: string;
  /** User and password of one origin, as in `https://user:password@host`, which Twilio sends as basic authentication. */
  readonly credentials?: { readonly origin: string; readonly user: string; readonly password: string };
  /** Tells the time of the simulated call in a header, which Functions on this machine go by. */
  readonly tellTime?: boolean;
  /** Milliseconds until an answer is given up; absent: as Twilio does. */
  readonly patience?: number;
}

/** Milliseconds (docs/usage/webhooks/webhooks-connection-overrides, read timeout). */
const PATIENCE = 15_000;

/** Bytes that are read: more than Twilio takes, so that it is known to be too much. */
const MOST_BYTES = 256 * 1024;

/** Failures before a word was sent; the rest failed while it was answered. */
const UNCONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** What a phone network asks for over HTTP or HTTPS, whoever serves it. Redirects are left to whoever asks. */
export const httpApplication =
  (options: HttpOptions = {}): Application =>
  async (request) => {
    const body = request.method === 'GET' ? '' : new URLSearchParams(request.fields).toString();
    const { patience = PATIENCE } = options;
    try {
      const response = await fetch(request.url, {
        method: request.method,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: headersOf(request, body, options),
        ...(request.method === 'GET' ? {} : { body }),
      });
      return await read(response);
    } catch (error) {
      throw noResponse(error, request.url, patience);
    }
  };

function headersOf(
  { method, url, cookies, at }: Request,
  body: string,
  { authToken, credentials, tellTime }: HttpOptions,
): { [name: string]: string } {
  const headers: { [name: string]: string } = { accept: '*/*', 'user-agent': 'TwilioProxy/1.1' };
  if (method === 'POST') headers['content-type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
  const jar = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  if (jar.length > 0) headers.cookie = jar.join('; ');
  if (authToken !== undefined) headers[SIGNATURE_HEADER] = signatureFor(url, body, authToken);
  if (credentials !== undefined && new URL(url).origin === credentials.origin) {
    const { user, password } = credentials;
    headers.authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }
  if (tellTime === true) headers[AT_HEADER] = new Date(at).toISOString();
  return headers;
}

async function read(response: globalThis.Response): Promise<Response> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    cookies: response.headers.getSetCookie(),
    body: await textOf(response),
  };
}

/** The text, as far as it is of interest; a body without end is cut off. */
async function textOf({ body }: globalThis.Response): Promise<string> {
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Why no answer came, in Twilio's numbers (docs/api/errors/11205, docs/api/errors/11200). */
function noResponse(error: unknown, url: string, patience: number): NoResponse {
  const { origin } = new URL(url);
  if (error instanceof Error && error.name === 'TimeoutError')
    return new NoResponse(11200, `${origin} did not answer within ${patience / 1_000} s`);
  const { cause } = Object(error) as { cause?: unknown };
  const { code, message } = Object(cause ?? error) as { code?: unknown; message?: unknown };
  const why = typeof code === 'string' ? code : String(message ?? error);
  return UNCONNECTED.includes(why)
    ? new NoResponse(11205, `${origin} cannot be connected to: ${why}`)
    : new NoResponse(11200, `${origin} gave no answer: ${why}`);
}
