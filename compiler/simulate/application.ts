/**
 * The application that a simulated call talks to: whatever answers Twilio's webhooks. It may be a function in this
 * process, a server on this machine, or a deployed service; the simulator does not know which.
 */

/** One HTTP request, as Twilio makes it. */
export interface Request {
  readonly method: 'GET' | 'POST';
  /** Absolute; the parameters of a GET are in its query already. */
  readonly url: string;
  /** The form fields of a POST; of a GET none. */
  readonly fields: Fields;
  readonly cookies: Fields;
  /** When it is made on the simulated clock, milliseconds since 1970. */
  readonly at: number;
}

/** One HTTP response. Header names are in lower case. */
export interface Response {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** The values of `Set-Cookie`, one each. */
  readonly cookies: readonly string[];
  readonly body: string;
}

export interface Fields {
  readonly [name: string]: string;
}

/** What became of a request that nobody answered, in Twilio's numbers (docs/api/errors/11205, 11200). */
export class NoResponse extends Error {
  readonly code: 11200 | 11205;

  constructor(code: 11200 | 11205, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Answers one request; redirects are not followed here.
 * @throws NoResponse where no answer comes
 */
export type Application = (request: Request) => Promise<Response>;
