import type { LiveOverride } from '../../runtime/override.ts';
import type { NodeId } from '../../runtime/program.ts';
import type { ChangeSet } from '../model/change.ts';
import type { DesiredItems } from '../model/desired.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isOn } from './live-overrides.ts';
import { messagesForgotten, stateForgotten } from './problems.ts';
import type { WaitingIn } from './waiting-messages.ts';

const isOverride = (key: string): key is NodeId => key.startsWith('override:');

/** The overrides that a release removes, and that no override of the plan says it was. */
export function leaving(changes: ChangeSet, desired: DesiredItems): readonly NodeId[] {
  const removed = changes.changes.flatMap(({ kind, key }) =>
    kind === 'removed' && isOverride(key) ? [key] : [],
  );
  if (removed.length === 0) return [];
  const renamed = new Set(
    desired.items.flatMap(({ key, payload }) => (isOverride(key) ? [payload.was] : [])),
  );
  return removed.filter((id) => !renamed.has(id));
}

/**
 * Warns of live state that a release would forget: overrides that are on and leave the plan (DP6022).
 * @param now milliseconds since 1970
 */
export const forgotten = (
  removed: readonly NodeId[],
  live: ReadonlyMap<NodeId, LiveOverride>,
  now: number,
): readonly Diagnostic[] =>
  removed.flatMap((id) => {
    const state = live.get(id);
    return state !== undefined && isOn(state, now)
      ? [stateForgotten(id.slice('override:'.length), state)]
      : [];
  });

const MAILBOX = 'mailbox:';

/** The names of the mailboxes that a release removes; one that was renamed keeps an item under its former name. */
export const leavingMailboxes = ({ changes }: ChangeSet): readonly string[] =>
  changes.flatMap(({ kind, key }) =>
    kind === 'removed' && key.startsWith(MAILBOX) ? [key.slice(MAILBOX.length)] : [],
  );

/** Warns of messages that wait in such mailboxes (DP6022). */
export const forgottenMessages = (
  removed: readonly string[],
  waiting: ReadonlyMap<string, WaitingIn>,
): readonly Diagnostic[] =>
  removed.flatMap((name) => {
    const found = waiting.get(name);
    return found === undefined ? [] : [messagesForgotten(name, found.count, found.more)];
  });
