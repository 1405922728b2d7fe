import { readAddressee } from '../../../runtime/notify.ts';
import type { Program } from '../../../runtime/program.ts';
import { isLoopback } from '../../../runtime/sync-client.ts';

/**
 * The hosts outside this machine that are told of messages in a plan's mailboxes, also by its Functions on this machine:
 * only hosts, for an address may carry a secret.
 * @param environment that of the Functions
 */
export function toldOutside(
  { nodes, settings }: Program,
  environment: { readonly [name: string]: string },
): readonly string[] {
  const hosts = Object.values(nodes).flatMap((node) => {
    if (node.kind !== 'mailbox') return [];
    const { webhook, email } = node.notify;
    const address = webhook ?? (email === undefined ? undefined : settings.notify);
    const url = address === undefined ? '' : readAddressee(address, environment);
    return typeof url === 'string' || isLoopback(url.href) ? [] : [url.host];
  });
  return [...new Set(hosts)];
}
