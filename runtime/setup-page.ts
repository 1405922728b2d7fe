import type { Environment } from './handler.ts';
import { type Parameters, parameter } from './parameters.ts';
import type { Bundle } from './program.ts';
import { isObject } from './read.ts';
import { readDocument } from './release.ts';
import { check } from './setup-link.ts';
import { readSync, type SyncAccess, syncBase } from './sync-client.ts';

/**
 * `/setupSync`: a page for a person. It creates nothing (reconcile does that); it finds the Sync service by its name
 * and shows what belongs into the environment of the Functions. Behind a link that `dialplan status --link` signs.
 */

export interface Page {
  readonly status: 200 | 400 | 403 | 404 | 502;
  readonly html: string;
}

/** Milliseconds that all reads of the page may take; a person waits longer than a caller. */
const PATIENCE = 8_000;

/** Pages of services that are looked through: an account with more than 2,000 services names its SID itself. */
const MAX_PAGES = 20;

const htmlText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const row = (name: string, value: string): string =>
  `<tr><th>${htmlText(name)}</th><td><code>${htmlText(value)}</code></td></tr>`;

function page(status: Page['status'], title: string, body: string): Page {
  return {
    status,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${htmlText(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}th{text-align:left;padding-right:1rem}code{background:#8882;padding:.1em .3em}</style>
</head><body><h1>${htmlText(title)}</h1>${body}</body></html>`,
  };
}

/** A failed read, in a sentence for the page. */
class Unread extends Error {}

async function get(access: SyncAccess, path: string, deadline: number): Promise<unknown> {
  const answer = await readSync(access, path, deadline);
  if (answer.kind === 'failed') throw new Unread(answer.because);
  return answer.kind === 'found' ? answer.body : undefined;
}

/** SIDs of the services with this friendly name: several can have the same one. */
async function findServices(access: SyncAccess, name: string, deadline: number): Promise<readonly string[]> {
  const found: string[] = [];
  let path: string | undefined = '/v1/Services?PageSize=100';
  for (let count = 0; path !== undefined && count < MAX_PAGES; count += 1) {
    const body: unknown = await get(access, path, deadline);
    const services = isObject(body) && Array.isArray(body.services) ? body.services : [];
    for (const service of services) {
      if (isObject(service) && service.friendly_name === name && typeof service.sid === 'string')
        found.push(service.sid);
    }
    const next: unknown = isObject(body) && isObject(body.meta) ? body.meta.next_page_url : undefined;
    // Only the path of it: whatever host it names, the token goes nowhere but to Sync.
    const url = typeof next === 'string' && URL.canParse(next) ? new URL(next) : undefined;
    path = url && `${url.pathname}${url.search}`;
  }
  return found;
}

async function describe(access: SyncAccess, sid: string, bundle: Bundle, deadline: number): Promise<string> {
  const rows = [row('SYNC_SERVICE_SID', sid)];
  for (const name of Object.values(bundle.maps)) {
    const map = await get(access, `/v1/Services/${sid}/Maps/${encodeURIComponent(name)}`, deadline);
    rows.push(row(`map ${name}`, isObject(map) && typeof map.sid === 'string' ? map.sid : 'missing'));
  }
  const path = `/v1/Services/${sid}/Documents/dialplan.${encodeURIComponent(bundle.plan)}.release`;
  const body = await get(access, path, deadline);
  const active = isObject(body) ? readDocument(body.data)?.active : undefined;
  rows.push(
    row('release', active ? `${active.release} of ${active.at}` : 'none yet: run dialplan reconcile'),
  );
  return `<table>${rows.join('')}</table>
<p><button type="button" onclick="navigator.clipboard.writeText('SYNC_SERVICE_SID=${htmlText(sid)}')">Copy</button>
Put this line into the environment of the Functions and into <code>.env</code>: <code>SYNC_SERVICE_SID=${htmlText(sid)}</code></p>`;
}

const settingOf = (environment: Environment, name: string): string => {
  const value = environment[name];
  return typeof value === 'string' ? value : '';
};

/** The page for one request. 400: a variable is missing; 403: no valid link; 404: no such service; 502: Sync failed. */
export async function setupPage(
  parameters: Parameters,
  environment: Environment,
  bundle: Bundle,
): Promise<Page> {
  const names = ['ACCOUNT_SID', 'AUTH_TOKEN'] as const;
  const missing = names.filter((name) => settingOf(environment, name) === '');
  if (missing.length > 0) {
    return page(400, 'A variable is missing', `<p>Set ${missing.join(' and ')} for these Functions.</p>`);
  }
  const authToken = settingOf(environment, 'AUTH_TOKEN');
  const query = { expires: parameter(parameters, 'expires'), signature: parameter(parameters, 'signature') };
  if (!check(query, Date.now() / 1_000, authToken)) {
    return page(
      403,
      'This link does not open',
      '<p>Ask for a new one: <code>dialplan status --link</code></p>',
    );
  }
  const base = syncBase(settingOf(environment, 'DIALPLAN_SYNC_URL'));
  const access: SyncAccess = { base, accountSid: settingOf(environment, 'ACCOUNT_SID'), authToken };
  const name = settingOf(environment, 'SYNC_SERVICE_NAME') || bundle.service;
  try {
    const deadline = performance.now() + PATIENCE;
    const found = await findServices(access, name, deadline);
    const [sid] = found;
    if (sid === undefined) {
      return page(
        404,
        'No such Sync service',
        `<p>No service is called ${htmlText(name)}: run <code>dialplan reconcile</code>.</p>`,
      );
    }
    if (found.length > 1) {
      const list = found.map(htmlText).join(', ');
      return page(
        200,
        'Two services of one name',
        `<p>${htmlText(name)} is the name of ${list}. Set SYNC_SERVICE_SID to the right one.</p>`,
      );
    }
    return page(200, `Sync service ${name}`, await describe(access, sid, bundle, deadline));
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return page(502, 'Sync did not answer', `<p>${htmlText(error.message)}. Try again in a moment.</p>`);
  }
}
