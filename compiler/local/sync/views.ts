import type { JsonObject } from '../../../runtime/digest.ts';
import type { Context } from './exchange.ts';
import type { DocumentRecord, ItemRecord, MapRecord, ServiceRecord } from './records.ts';

/** ISO 8601 UTC without fractions, as Sync writes dates: `2015-07-30T20:00:00Z`. */
function date(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

const optionalDate = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : date(milliseconds);

/** The absolute URL of a service. */
export function serviceUrl({ request }: Context, service: string): string {
  return `${request.base}/v1/Services/${service}`;
}

/** A service as JSON (docs/sync/api/service). */
export function serviceView(
  context: Context,
  { sid, uniqueName, settings, ...times }: ServiceRecord,
): JsonObject {
  const url = serviceUrl(context, sid);
  return {
    sid,
    unique_name: uniqueName,
    account_sid: context.account,
    friendly_name: settings.friendlyName,
    date_created: date(times.created),
    date_updated: date(times.updated),
    url,
    webhook_url: settings.webhookUrl,
    webhooks_from_rest_enabled: settings.webhooksFromRest,
    reachability_webhooks_enabled: settings.reachabilityWebhooks,
    acl_enabled: settings.acl,
    reachability_debouncing_enabled: settings.reachabilityDebouncing,
    reachability_debouncing_window: settings.reachabilityDebouncingWindow,
    links: {
      documents: `${url}/Documents`,
      lists: `${url}/Lists`,
      maps: `${url}/Maps`,
      streams: `${url}/Streams`,
    },
  };
}

/** A map as JSON (docs/sync/api/map-resource). */
export function mapView(context: Context, service: string, map: MapRecord): JsonObject {
  const url = `${serviceUrl(context, service)}/Maps/${map.sid}`;
  return {
    sid: map.sid,
    unique_name: map.uniqueName,
    account_sid: context.account,
    service_sid: service,
    url,
    links: { items: `${url}/Items`, permissions: `${url}/Permissions` },
    ...versionView(map),
  };
}

/** A map item as JSON (docs/sync/api/map-item-resource). It has no SID. */
export function itemView(context: Context, service: string, map: string, item: ItemRecord): JsonObject {
  return {
    key: item.key,
    account_sid: context.account,
    service_sid: service,
    map_sid: map,
    url: `${serviceUrl(context, service)}/Maps/${map}/Items/${encodeURIComponent(item.key)}`,
    data: item.data,
    ...versionView(item),
  };
}

/** A document as JSON (docs/sync/api/document-resource). */
export function documentView(context: Context, service: string, document: DocumentRecord): JsonObject {
  const url = `${serviceUrl(context, service)}/Documents/${document.sid}`;
  return {
    sid: document.sid,
    unique_name: document.uniqueName,
    account_sid: context.account,
    service_sid: service,
    url,
    links: { permissions: `${url}/Permissions` },
    data: document.data,
    ...versionView(document),
  };
}

/** What maps, items and documents have in common. REST writes are by `system`. */
function versionView(record: MapRecord | ItemRecord | DocumentRecord): JsonObject {
  return {
    revision: String(record.revision),
    date_expires: optionalDate(record.expires),
    date_created: date(record.created),
    date_updated: date(record.updated),
    created_by: 'system',
  };
}
