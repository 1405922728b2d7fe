import { describe, expect, it } from 'vitest';
import type { Answer, ItemPage, ReadTarget, StoredItem } from '../../../compiler/reconcile/target.ts';
import { waitingByMailbox, waitingMessages } from '../../../compiler/reconcile/waiting-messages.ts';

const item = (key: string, data: object): StoredItem => ({
  key,
  data,
  revision: '0',
  dateCreated: '2026-11-24T00:00:00Z',
  dateExpires: null,
});

const message = (id: string, at: string, more: object = {}) =>
  item(`message:${id}`, { id, mailbox: 'office', at, tries: 2, ...more });

const read = (page: Answer<ItemPage>) => {
  const asked: unknown[] = [];
  const listItems: ReadTarget['listItems'] = async (...args) => {
    asked.push(args);
    return page;
  };
  return { asked, found: waitingMessages({ listItems } as ReadTarget, 'IS1', 'state') };
};
const ok = (items: readonly StoredItem[], more = false) => read({ kind: 'ok', value: { items, more } });

describe('messages that wait', () => {
  it('are counted in one read, with the oldest', async () => {
    const { asked, found } = ok([
      message('RE1', '2026-11-24T10:00:00.000Z'),
      message('RE2', '2026-11-24T09:00:00.000Z', { because: 'the webhook answered 500' }),
      item('override:night', { state: 'on' }),
      item('told:RE0', {}),
    ]);
    expect(await found).toEqual({
      count: 2,
      more: false,
      oldest: {
        mailbox: 'office',
        at: '2026-11-24T09:00:00.000Z',
        tries: 2,
        because: 'the webhook answered 500',
      },
    });
    expect(asked).toEqual([['IS1', 'state', 'message:']]);
  });

  it('may be more than a page', async () => {
    expect(await ok([message('RE1', 'x')], true).found).toMatchObject({ count: 1, more: true });
    expect(await ok([message('RE1', 'x'), item('told:RE0', {})], true).found).toMatchObject({ more: false });
  });

  it('are none without a map, and unknown without an answer', async () => {
    expect(await read({ kind: 'not_found' }).found).toEqual({ count: 0, more: false, oldest: null });
    expect(await read({ kind: 'unknown', cause: 'x' }).found).toBeNull();
  });

  it('that somebody has spoilt by hand are counted all the same', async () => {
    expect(await ok([item('message:RE1', { oops: 1 })]).found).toEqual({
      count: 1,
      more: false,
      oldest: null,
    });
  });
});

it('are told by mailbox', async () => {
  const items = [
    message('RE1', '2026-11-24T10:00:00.000Z'),
    message('RE2', '2026-11-24T09:00:00.000Z'),
    message('RE3', '2026-11-24T09:00:00.000Z', { mailbox: 'night' }),
    item('message:RE4', { oops: 1 }),
  ];
  const listItems: ReadTarget['listItems'] = async () => ({ kind: 'ok', value: { items, more: false } });
  expect([...((await waitingByMailbox({ listItems } as ReadTarget, 'IS1', 'state')) ?? [])]).toEqual([
    ['office', { count: 2, more: false }],
    ['night', { count: 1, more: false }],
  ]);
});
