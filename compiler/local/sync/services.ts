import { isRefusal, type Refusal, refuse } from './errors.ts';
import { type Context, created, gone, type Outcome, ok, refused } from './exchange.ts';
import { FRIENDLY_NAME_LENGTH } from './limits.ts';
import { pageBody, readPage, takePage } from './paging.ts';
import { readBoolean } from './parameters.ts';
import { NEW_SERVICE, type ServiceRecord, type ServiceSettings } from './records.ts';
import { makeSid } from './sids.ts';
import { type Change, defaultService, type ServiceState, type State } from './state.ts';
import { serviceView } from './views.ts';

/** The service that a path names: by SID, or by unique name, which only the default service has. */
export function findService(state: State, name: string): ServiceState | undefined {
  const bySid = state.services.get(name);
  if (bySid) return bySid;
  for (const service of state.services.values()) {
    if (service.record.uniqueName === name) return service;
  }
  return undefined;
}

/** GET /v1/Services. */
export function listServices(context: Context): Outcome {
  const page = readPage(context.request.query);
  if (isRefusal(page)) return refused(page);
  const byNumber = new Map([...context.state.services.values()].map(({ record }) => [record.n, record]));
  const taken = takePage(sorted(byNumber.keys()), page, (n) => view(context, byNumber.get(n)));
  return ok(pageBody('services', `${context.request.base}/v1/Services`, page, taken, false));
}

const view = (context: Context, record: ServiceRecord | undefined) => record && serviceView(context, record);

/** Running numbers in order. */
export function sorted(numbers: Iterable<number>): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

/** POST /v1/Services. Friendly names may repeat; a unique name cannot be set. Codes: 20001, 54051, 54053. */
export function createService(context: Context): Outcome {
  const { state, request, now } = context;
  const settings = readSettings(request.form);
  if (isRefusal(settings)) return refused(settings);
  const n = state.made;
  const service: ServiceRecord = {
    n,
    sid: makeSid('IS', n),
    uniqueName: null,
    settings: { ...NEW_SERVICE, ...settings },
    created: now,
    updated: now,
  };
  return created(serviceView(context, service), [{ do: 'put_service', service }]);
}

/** GET /v1/Services/{S}. */
export function fetchService(context: Context, { record }: ServiceState): Outcome {
  return ok(serviceView(context, record));
}

/** POST /v1/Services/{S}. Codes: 20001, 54010, 54051, 54053. */
export function updateService(context: Context, { record }: ServiceState): Outcome {
  const settings = readSettings(context.request.form);
  if (isRefusal(settings)) return refused(settings);
  if (Object.keys(settings).length === 0) return refused(refuse(54010));
  const service = { ...record, settings: { ...record.settings, ...settings }, updated: context.now };
  return ok(serviceView(context, service), [{ do: 'put_service', service }]);
}

/**
 * DELETE /v1/Services/{S}: everything in it goes too. An account always has a default service, so a deleted one is
 * followed by an empty one with another SID.
 */
export function deleteService({ state, now }: Context, { record }: ServiceState): Outcome {
  const drop: Change = { do: 'drop_service', service: record.sid };
  return gone(record.uniqueName === null ? [drop] : [drop, ...defaultService(state, now)]);
}

type Settings = Partial<ServiceSettings>;

/** The settings that a form sets; those that it does not name are left out. */
function readSettings(form: URLSearchParams): Settings | Refusal {
  const friendlyName = form.get('FriendlyName');
  if (friendlyName !== null && (friendlyName === '' || friendlyName.length > FRIENDLY_NAME_LENGTH)) {
    return refuse(54053);
  }
  const webhookUrl = form.get('WebhookUrl');
  if (webhookUrl && !isWebUrl(webhookUrl)) return refuse(54051);
  const debouncing = readWindow(form);
  const flags = readFlags(form);
  if (isRefusal(debouncing)) return debouncing;
  if (isRefusal(flags)) return flags;
  return {
    ...flags,
    ...(friendlyName !== null && { friendlyName }),
    ...(webhookUrl !== null && { webhookUrl: webhookUrl || null }),
    ...(debouncing !== undefined && { reachabilityDebouncingWindow: debouncing }),
  };
}

const FLAGS = {
  WebhooksFromRestEnabled: 'webhooksFromRest',
  ReachabilityWebhooksEnabled: 'reachabilityWebhooks',
  AclEnabled: 'acl',
  ReachabilityDebouncingEnabled: 'reachabilityDebouncing',
} as const satisfies Record<string, keyof ServiceSettings>;

function readFlags(form: URLSearchParams): Settings | Refusal {
  let flags: Settings = {};
  for (const [name, setting] of Object.entries(FLAGS)) {
    const value = readBoolean(form, name);
    if (isRefusal(value)) return value;
    if (value !== undefined) flags = { ...flags, [setting]: value };
  }
  return flags;
}

/** Milliseconds, 1,000 to 30,000 (docs/sync/api/service). */
function readWindow(form: URLSearchParams): number | Refusal | undefined {
  const text = form.get('ReachabilityDebouncingWindow');
  if (text === null) return undefined;
  const window = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return window < 1000 || window > 30_000 ? refuse(20001, 'ReachabilityDebouncingWindow') : window;
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
