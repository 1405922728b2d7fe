import { describe, expect, it } from 'vitest';
import { answerBy, done, lines, report, state, status, sync, told } from './live-mailboxes.ts';

describe('Sync in trouble', () => {
  it('does not stop the webhook: the snapshot knows whom to tell', async () => {
    sync.faults.add({ kind: 'error', code: 20500 });
    await report(done('RE1'));
    expect(told.map(({ body }) => body.email)).toEqual(['office@acme.example']);
    expect(lines[0]).toMatchObject({ source: 'stale', level: 'warn' });
  });

  it('is told in the log when the webhook fails as well', async () => {
    sync.faults.add({ kind: 'error', code: 20500 });
    answerBy(status(500));
    await report(done('RE1'));
    expect(lines[0]).toMatchObject({
      rule: 'mailbox:office: a message of 20 s (RE1), not told, and perhaps not written down',
      trouble: 'the webhook answered 500',
    });
  });

  it('that ends while the webhook fails keeps the message after all', async () => {
    sync.faults.add({ kind: 'error', code: 20500, method: 'POST', times: 1 });
    answerBy(status(500));
    await report(done('RE1'));
    expect(Object.keys(await state())).toEqual(['message:RE1']);
  });

  it('without a service at all tells from the snapshot', async () => {
    await report(done('RE1'), { environment: { SYNC_SERVICE_SID: '' } });
    expect(told).toHaveLength(1);
    expect(sync.requests.counts()).toMatchObject({ reads: 0, written: 0 });
    expect(lines[0]).toMatchObject({ source: 'snapshot' });
  });

  it('that answers 404 for all of a plan is no plan without mailboxes: the snapshot knows whom to tell', async () => {
    sync.faults.add({ kind: 'error', code: 20404, path: '/Items/(settings|mailbox)' });
    await report(done('RE1'));
    expect(told.map(({ body }) => body.email)).toEqual(['office@acme.example']);
    expect(lines[0]).toMatchObject({ source: 'stale', trouble: 'the settings of the plan are missing' });
  });

  it('without a snapshot leaves the message in Sync, or where that fails too in the log', async () => {
    await report(done('RE1'), { environment: { SYNC_SERVICE_SID: '' }, snapshot: false });
    expect(told).toEqual([]);
    expect(lines[0]).toMatchObject({
      source: 'safe',
      rule: expect.stringContaining('neither told nor written'),
    });
    sync.faults.add({ kind: 'error', code: 20500, path: '/Documents/' });
    await report(done('RE2'), { snapshot: false });
    expect(lines[1]).toMatchObject({ source: 'safe', rule: expect.stringContaining('waits') });
    expect(Object.keys(await state())).toEqual(['message:RE2']);
  });

  it('when it dies between telling and crossing off tells nobody twice', async () => {
    sync.faults.add({ kind: 'error', code: 20500, method: 'DELETE', times: 1 });
    await report(done('RE1'));
    expect(Object.keys(await state())).toEqual(['message:RE1', 'told:RE1']);
    await report(done('RE2', '0'), { at: '10:05:00' });
    expect(told).toHaveLength(1);
    expect(Object.keys(await state())).toEqual(['told:RE1']);
  });
});

describe('a request', () => {
  it.each([
    ['signed by somebody else', { signedBy: 'other' }],
    ['with a link for another Function', { to: 'continue' } as const],
  ])('%s does nothing', async (_name, how) => {
    await report(done('RE1'), how);
    expect(told).toEqual([]);
    expect(await state()).toEqual({});
    expect(lines[0]?.rule).toBe('recorded: not a link of ours');
  });

  it('cannot name another mailbox or caller than its link', async () => {
    await report({ ...done('RE1'), dp_at: 'mailbox:sales' });
    await report({ ...done('RE1'), dp_f: '+61499999999' });
    expect(told).toEqual([]);
  });

  it('is logged with masked numbers and without the secret of the webhook', async () => {
    answerBy(status(500));
    await report(done('RE1'));
    const [line] = lines;
    expect(line).toMatchObject({
      fn: 'recorded',
      call: 'CA1',
      from: '+614…00',
      to: '+612…01',
      release: 1,
      source: 'sync',
    });
    expect(JSON.stringify(lines)).not.toMatch(/hush|127\.0\.0\.1|61400000000/);
    expect(JSON.stringify(await state())).not.toMatch(/hush/);
  });
});
