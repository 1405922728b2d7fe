/** What of the official `twilio` client has to be turned; its own type has all of it. */
export interface TurnableClient {
  edge?: string | undefined;
  region?: string | undefined;
  readonly sync: { baseUrl: string };
}

/**
 * Points an official `twilio` client (5 or 6) at a running service, and gives it back. `TWILIO_EDGE` and
 * `TWILIO_REGION`, which the client took from the environment, would be woven into the loopback address: they go.
 * Other products of the client then speak to their default edge.
 *
 * With `twilio` 6.1 and later never call methods on instances that `list` or `create` gave: they have lost their
 * identity. Address the item anew: `syncMapItems(item.key).update(…)`.
 */
export function pointAtSync<T extends TurnableClient>(client: T, url: string): T {
  delete client.edge;
  delete client.region;
  client.sync.baseUrl = url;
  return client;
}
