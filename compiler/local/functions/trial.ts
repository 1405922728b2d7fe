/** A webhook that a person tries: what would be sent to a Function. */
export interface Trial {
  /** The Function, with its leading slash. */
  readonly path: string;
  /** What stands in the URL that Twilio was given; without `?`. */
  readonly query: string;
  /** What Twilio would post, as a form. */
  readonly body: string;
  /** As the person wrote it. */
  readonly at: string | undefined;
}

/** A call to try. */
export interface TrialCall {
  /** What it shows, in the words of the plan. */
  readonly title: string;
  /** The Function, without its leading slash. */
  readonly path: string;
  readonly parameters: { readonly [name: string]: string };
}

/** The path below which trials are asked for. */
export const TRY_PREFIX = '/try/';

/**
 * Twilio's own parameters begin with a capital letter (docs/voice/twiml) and are posted; all others are part of the
 * URL: `ringGroupId`, and the state of a call, which counts only there. `At` sets the clock.
 */
const isPosted = (name: string): boolean => /^[A-Z]/.test(name);

/** Filled in where the person says nothing: what the start of a call has (docs/voice/twiml). */
function usual(callSid: string): readonly (readonly [string, string])[] {
  return [
    ['CallSid', callSid],
    ['AccountSid', `AC${'0'.repeat(32)}`],
    ['From', '+61400000000'],
    ['To', ''],
    ['CallStatus', 'ringing'],
    ['Direction', 'inbound'],
    ['ApiVersion', '2010-04-01'],
  ];
}

/**
 * Reads `/try/incoming?From=…&To=…`. A `+` in a number is a plus, not a space, as people type it; a form that is posted
 * to the same path is added.
 * @param callSid for the call, unless the person names one
 */
export function readTrial(url: URL, form: string, header: string | undefined, callSid: string): Trial {
  const asked = new URLSearchParams(url.search.replace(/\+/g, '%2B'));
  const posted = new Map<string, string>(usual(callSid));
  const query = new URLSearchParams();
  let at = header;
  for (const [name, value] of [...asked, ...new URLSearchParams(form)]) {
    // A form sends the field also where nothing was filled in.
    if (name === 'At') at = value === '' ? at : value;
    else if (isPosted(name)) posted.set(name, value);
    else query.append(name, value);
  }
  return {
    path: `/${url.pathname.slice(TRY_PREFIX.length)}`,
    query: query.toString(),
    body: new URLSearchParams([...posted]).toString(),
    at,
  };
}

/** A value in a query between single quotes of a shell, as readable as it can be. */
const typed = (value: string): string =>
  encodeURIComponent(value)
    .replace(/%(2B|3A|40)/g, decodeURIComponent)
    .replace(/'/g, '%27');

/** Path and query of a trial, as a browser or a shell asks for it. */
export function trialTarget({ path, parameters }: Omit<TrialCall, 'title'>): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${typed(value)}`);
  return `${TRY_PREFIX}${path}?${query.join('&')}`;
}

/** How a person asks for a trial with curl. */
export const trialCurl = (base: string, call: Omit<TrialCall, 'title'>): string =>
  `curl '${base}${trialTarget(call)}'`;
