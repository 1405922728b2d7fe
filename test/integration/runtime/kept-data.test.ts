import { expect, it } from 'vitest';
import { bundle } from '../../support/program.ts';
import { answerBy, done, report, service, state, status, sync } from './live-mailboxes.ts';

// What is kept about callers, and for how long: the review in runtime/README.md.

const DAY = 86_400_000;

/** The time at which an item goes by itself, milliseconds since 1970; null: it stays. */
async function expiryOf(key: string): Promise<number | null> {
  const items = `/v1/Services/${service}/Maps/${bundle.maps.state_map}/Items`;
  const response = await fetch(`${sync.url}${items}/${encodeURIComponent(key)}`);
  const { date_expires: expires } = (await response.json()) as { date_expires: string | null };
  return expires === null ? null : Date.parse(expires);
}

it('that somebody was told is known for a day, without who called', async () => {
  await report(done('RE1'));
  expect(await state()).toEqual({ 'told:RE1': { mailbox: 'office', told: '2026-11-24T10:00:00.000Z' } });
  const left = ((await expiryOf('told:RE1')) ?? 0) - Date.now();
  expect(left).toBeGreaterThan(DAY - 60_000);
  expect(left).toBeLessThanOrEqual(DAY);
});

it('a message of which nobody could be told waits with its caller, and does not go by itself', async () => {
  answerBy(status(500));
  await report(done('RE1'));
  expect(await state()).toMatchObject({ 'message:RE1': { caller: '+61400000000', called: '+61255501001' } });
  expect(await expiryOf('message:RE1')).toBeNull();
});
