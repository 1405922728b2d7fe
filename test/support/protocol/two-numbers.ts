import { type DesiredItem, type DesiredItems, desiredItems } from '../../../compiler/model/desired.ts';
import type { ReconcileResult } from '../../../compiler/reconcile/reconcile.ts';
import { readDocument } from '../../../runtime/release.ts';
import type { Quiet } from './quiet.ts';
import { ANY_REVISION } from './world.ts';

/** The smallest plans that can be told apart, and what a test wants to know after one was reconciled. */

const MAPS = {
  number_map: 'numberConfig',
  ring_group_map: 'ringGroup',
  node_map: 'nodes',
  state_map: 'state',
};
/** An entry of the map of numbers. */
export const item = (key: string, uri: string): DesiredItem => ({
  map: 'number_map',
  key,
  payload: { type: 'sip', uri },
});
/** A plan of such entries. */
export const plan = (items: readonly DesiredItem[], cacheSeconds = 5): DesiredItems =>
  desiredItems({ plan: 'acme', service: 'pbx', maps: MAPS, cacheSeconds }, items);

/** Two numbers. */
export const FIRST = plan([item('+1', 'a'), item('+2', 'b')]);
/** The same numbers, which lead elsewhere. */
export const SECOND = plan([item('+1', 'A'), item('+2', 'B')]);

/** Where the plan lives. */
export const place = { plan: 'acme', service: 'pbx' };
/** The codes of what stood in the way of a reconcile. */
export const codes = (result: ReconcileResult) =>
  'problems' in result ? result.problems.map(({ code }) => code) : [];
/** The release document as it stands. */
export const document = ({ world }: Quiet) => {
  const found = world.fetchDocument('dialplan.acme.release');
  return found.kind === 'ok' ? readDocument(found.value.data) : undefined;
};

/** Puts a holder into the document, as a writer that died would leave it. */
export function dieHolding(all: Quiet, holder: string, reserved = 2): void {
  const found = all.world.fetchDocument('dialplan.acme.release');
  if (found.kind !== 'ok') throw new Error('no document');
  const data = { ...(found.value.data as object), holder, reserved, beat: 3 };
  all.world.updateDocument('dialplan.acme.release', data, ANY_REVISION);
}
