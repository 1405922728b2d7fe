import { describe, expect, test } from 'vitest';
import { desiredItems } from '../../../compiler/model/desired.ts';
import { diff } from '../../../compiler/reconcile/diff.ts';
import {
  forgotten,
  forgottenMessages,
  leaving,
  leavingMailboxes,
} from '../../../compiler/reconcile/forgotten.ts';
import { digest, type JsonObject } from '../../../runtime/digest.ts';
import type { ReleaseDocument } from '../../../runtime/release.ts';

const MAPS = { number_map: 'numbers', ring_group_map: 'groups', node_map: 'nodes', state_map: 'state' };
const NOW = Date.parse('2026-11-24T12:00:00Z');

const wanted = (overrides: { readonly [key: string]: JsonObject }) =>
  desiredItems(
    { plan: 'acme', service: 'pbx', maps: MAPS, cacheSeconds: 0 },
    Object.entries(overrides).map(([key, payload]) => ({ map: 'node_map', key, payload })),
  );

const info = { release: 1, digest: 'd', counts: {}, commit: null, at: '2026-11-01T00:00:00Z' };
const document: ReleaseDocument = {
  ...{ format: 1, plan: 'acme', active: info, previous: null, reserved: null, holder: null, beat: 1 },
  ...{ abandoned: [], cache_seconds: 0, hand_edits: [], lease_broken_at: null },
};

/** The overrides that a release removes, of a service that has `night` and a node. */
const gone = (overrides: { readonly [key: string]: JsonObject }) => {
  const payload: JsonObject = { by: [], forces: {} };
  const live = ['override:night', 'message:closed'].map((key) => ({
    ...{ role: 'node_map' as const, key, revision: '1', dateCreated: '', dateExpires: null },
    item: { plan: 'acme', versions: [{ payload, mark: { release: 1, digest: digest(payload) } }] },
  }));
  const desired = wanted(overrides);
  return leaving(diff(desired, { document, items: live }), desired);
};

describe('what leaves the plan', () => {
  test('an override that is gone, nothing else', () => {
    expect(gone({})).toEqual(['override:night']);
    expect(gone({ 'override:other': { by: [], forces: {} } })).toEqual(['override:night']);
  });

  test('not one that stays, or that has another name now', () => {
    expect(gone({ 'override:night': { by: ['extension:a'], forces: {} } })).toEqual([]);
    expect(gone({ 'override:dark': { by: [], forces: {}, was: 'override:night' } })).toEqual([]);
  });
});

describe('what is forgotten', () => {
  const told = (state: string, until?: string) =>
    forgotten(['override:night'], new Map([['override:night', { state, ...(until && { until }) }]]), NOW);

  test('an override that is on', () => {
    expect(told('on')).toEqual([
      expect.objectContaining({
        code: 'DP6022',
        severity: 'warning',
        message: 'override `night` is on, and leaves the plan',
        help: 'if it was renamed, write `was: night` at its new name',
      }),
    ]);
    expect(told('forward', '2026-11-24T13:00:00Z')[0]?.message).toBe(
      'override `night` is forward until 2026-11-24T13:00:00Z, and leaves the plan',
    );
  });

  test('not one that is off or over', () => {
    expect(told('off')).toEqual([]);
    expect(told('on', '2026-11-24T12:00:00Z')).toEqual([]);
    expect(forgotten(['override:night'], new Map(), NOW)).toEqual([]);
  });
});

describe('messages that wait', () => {
  const changes = (kind: 'removed' | 'changed', key: string) =>
    ({ changes: [{ kind, key }] }) as unknown as Parameters<typeof leavingMailboxes>[0];

  test('of a mailbox that is gone', () => {
    expect(leavingMailboxes(changes('removed', 'mailbox:office'))).toEqual(['office']);
    expect(leavingMailboxes(changes('changed', 'mailbox:office'))).toEqual([]);
    expect(leavingMailboxes(changes('removed', 'message:office'))).toEqual([]);
  });

  test('are named, with how many', () => {
    const told = (count: number, more = false) =>
      forgottenMessages(['office', 'quiet'], new Map([['office', { count, more }]])).map(
        ({ code, message }) => `${code} ${message}`,
      );
    expect(told(1)).toEqual(['DP6022 1 message waits in mailbox `office`, which leaves the plan']);
    expect(told(3, true)).toEqual([
      'DP6022 at least 3 messages wait in mailbox `office`, which leaves the plan',
    ]);
  });
});
