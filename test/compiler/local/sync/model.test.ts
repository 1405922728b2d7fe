import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshot } from '../../../../compiler/local/sync/snapshot.ts';
import { applyChange, blankState } from '../../../../compiler/local/sync/state.ts';
import { account } from './account.ts';
import { ask, type Model, plain, say, seen, steps } from './model.ts';

test('law: any row of requests is answered as the model answers it', () => {
  fc.assert(
    fc.property(steps(60), (row) => {
      const real = account();
      const model: Model = { maps: new Map() };
      for (const step of row) {
        const answer = real.ask(...ask(model, step));
        expect(seen(answer.status, answer.body), JSON.stringify(step)).toEqual(plain(say(model, step)));
      }
    }),
    { numRuns: 300 },
  );
});

test('law: the changes that were recorded, and a snapshot, each give the same state again', () => {
  fc.assert(
    fc.property(steps(40), (row) => {
      const recorded = blankState();
      const real = account({
        record: (changes) => {
          for (const change of changes) applyChange(recorded, change);
        },
      });
      for (const change of snapshot(real.store.state)) applyChange(recorded, change);
      const model: Model = { maps: new Map() };
      for (const step of row) {
        real.ask(...ask(model, step));
        say(model, step);
      }
      const copied = blankState();
      for (const change of snapshot(real.store.state)) {
        applyChange(copied, JSON.parse(JSON.stringify(change)));
      }
      const truth = [...snapshot(real.store.state)];
      expect(copied.made).toBe(real.store.state.made);
      expect([...snapshot(copied)]).toEqual(truth);
      expect([...snapshot(recorded)]).toEqual(truth);
    }),
    { numRuns: 100 },
  );
});
