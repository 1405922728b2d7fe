import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { EntryName } from './call.ts';
import { type Environment, type Equipment, handle } from './handler.ts';
import { mask } from './log.ts';
import type { Parameters } from './parameters.ts';
import type { Bundle, Program } from './program.ts';
import { recorded as takeUp } from './recorded.ts';
import { setupPage } from './setup-page.ts';
import { SyncStore } from './sync-store.ts';
import type { Classified } from './world.ts';

/**
 * The entry of the shipped bundle: wires the evaluator to Twilio's Functions. Each generated Function is a few lines
 * that name one entry of this file.
 */

/** What Twilio puts into the global scope of a Function (docs/serverless/functions-assets/client). */
declare const Runtime: {
  getFunctions(): { readonly [path: string]: { readonly path: string } };
  getAssets(): { readonly [path: string]: { readonly path: string } };
};
declare const Twilio: {
  Response: new () => {
    setStatusCode(code: number): void;
    setBody(body: string): void;
    appendHeader(name: string, value: string): void;
  };
};
declare const require: (path: string) => unknown;

type Callback = (error: unknown, response?: unknown) => void;
type FunctionHandler = (context: Environment, event: Parameters, callback: Callback) => Promise<void>;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const load = (name: string): unknown => require(Runtime.getFunctions()[`dialplan/${name}`]?.path ?? name);

// A Function keeps these while it is warm; each is loaded when a call first needs it.
const bundle = once(() => load('plan') as Bundle);
const store = once(() => new SyncStore());
const classifier = once(
  () => (load('classify') as { classify: typeof import('./classify.ts').classify }).classify,
);
let read: { readonly path: string; readonly at: number; readonly program: Program } | undefined;
/** A deploy never changes its files; `dialplan dev` does, under Functions that run. */
const snapshot = (): Program | undefined => {
  const path = Runtime.getAssets()['/snapshot.json.gz']?.path;
  if (path === undefined) return undefined;
  const at = statSync(path).mtimeMs;
  if (read?.path !== path || read.at !== at) {
    const program = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Program;
    read = { path, at, program };
  }
  return read.program;
};

const equipment = once((): Equipment => {
  const plan = bundle();
  const { country } = plan.numbering;
  return {
    bundle: plan,
    store: store(),
    snapshot,
    classify: (number): Classified | null => classifier()(number, country),
    log: (line) => console.log(line),
  };
});

/** A response by status, type and body: the only form that every version of the Functions runtime sends as it is. */
function respond(
  callback: Callback,
  status: number,
  headers: { readonly [name: string]: string },
  body: string,
): void {
  const response = new Twilio.Response();
  response.setStatusCode(status);
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
  response.setBody(body);
  callback(null, response);
}

const TEXT = { 'Content-Type': 'text/plain' };
/** Whoever has the address of the set-up page can open it: no cache keeps it, and no other site is told of it. */
const PAGE = { 'Content-Type': 'text/html', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

/** The line of a Function that could not even begin. */
function failed(fn: string, error: unknown): void {
  console.log(JSON.stringify({ level: 'error', fn, trouble: mask(String(error)) }));
}

/** What is left when even the plan beside this file is gone. */
const BROKEN =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Sorry, we cannot take your call at the moment. Please try again later.</Say><Hangup/></Response>';

/** A Function that answers one entry's webhooks. It never fails: a thrown error would cut the caller off. */
export function answers(entry: Exclude<EntryName, 'recorded'>): FunctionHandler {
  return async (context, event, callback) => {
    let body = BROKEN;
    try {
      body = await handle(entry, event, context, equipment());
    } catch (error) {
      failed(entry, error);
    }
    respond(callback, 200, { 'Content-Type': 'text/xml' }, body);
  };
}

/** The Function that Twilio tells of recordings. Nobody hears its answer, and Twilio is never told to ask again. */
export const recorded: FunctionHandler = async (context, event, callback) => {
  try {
    await takeUp(event, context, equipment());
  } catch (error) {
    failed('recorded', error);
  }
  respond(callback, 200, TEXT, '');
};

/** The Function behind `/setupSync`. */
export const setup: FunctionHandler = async (context, event, callback) => {
  try {
    const { status, html } = await setupPage(event, context, bundle());
    respond(callback, status, PAGE, html);
  } catch (error) {
    failed('setupSync', error);
    respond(callback, 500, TEXT, 'The page could not be made; the log of this Function says why.');
  }
};
