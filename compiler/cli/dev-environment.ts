import { environmentNames } from '../../runtime/notice.ts';
import type { Made } from './compiled-plan.ts';
import { LOCAL_ACCOUNT, LOCAL_TOKEN } from './embedded.ts';
import type { Io } from './io.ts';

/** What Functions on this machine find in their environment. */

/** What of a plan in development its Functions are told. */
interface Served {
  readonly io: Io;
  /** Undefined: it has mistakes, and is awaited. */
  readonly first: Made | undefined;
  /** Friendly name of its Sync service. */
  readonly service: string;
  readonly syncUrl: string;
  readonly serverUrl: string | undefined;
}

/** All that Functions on this machine see. They talk to the embedded service, and log numbers in full. */
export function functionEnvironment(
  { io, first, service, syncUrl, serverUrl }: Served,
  sid: string,
): { readonly [name: string]: string } {
  return {
    ...(first === undefined ? {} : webhookVariables(first.program, io.env)),
    ACCOUNT_SID: LOCAL_ACCOUNT,
    AUTH_TOKEN: LOCAL_TOKEN,
    SYNC_SERVICE_NAME: service,
    SYNC_SERVICE_SID: sid,
    DIALPLAN_SYNC_URL: syncUrl,
    DIALPLAN_LOG: 'full',
    ...(serverUrl === undefined ? {} : { SERVER_URL: serverUrl }),
  };
}

/** What webhooks leave to the environment of the Functions is taken from ours. */
export function webhookVariables(
  { settings, nodes }: Made['program'],
  around: Io['env'],
): { readonly [name: string]: string } {
  const webhooks = Object.values(nodes).map((node) => node.kind === 'mailbox' && node.notify.webhook);
  const names = [settings.notify, ...webhooks].flatMap((each) => (each ? environmentNames(each) : []));
  return Object.fromEntries(names.map((name) => [name, around[name] ?? '']));
}
