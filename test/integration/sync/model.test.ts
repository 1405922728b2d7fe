import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSync, type Sync } from '../../../compiler/local/sync/sync.ts';
import { ask, type Model, plain, say, seen, steps } from '../../compiler/local/sync/model.ts';

let sync: Sync;

beforeAll(async () => {
  sync = await openSync();
});
afterAll(() => sync.close());

test('law: over HTTP, too, any row of requests is answered as the model answers it', async () => {
  await fc.assert(
    fc.asyncProperty(steps(30), async (row) => {
      const made = await fetch(`${sync.url}/v1/Services`, { method: 'POST' });
      const { sid } = (await made.json()) as { sid: string };
      const model: Model = { maps: new Map() };
      for (const step of row) {
        const [what, form, ifMatch] = ask(model, step);
        const [method = '', path = ''] = what.split(' ');
        const response = await fetch(`${sync.url}/v1/Services/${sid}${path}`, {
          method,
          headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch },
          ...(form && method === 'POST' && { body: new URLSearchParams(form) }),
        });
        const text = await response.text();
        const answer = seen(response.status, text === '' ? undefined : JSON.parse(text));
        expect(answer, JSON.stringify(step)).toEqual(plain(say(model, step)));
        if (answer.revision !== undefined) expect(response.headers.get('etag')).toBe(`"${answer.revision}"`);
      }
    }),
    { numRuns: 40 },
  );
});
