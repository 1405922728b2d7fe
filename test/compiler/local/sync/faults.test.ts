import { describe, expect, test } from 'vitest';
import { SYNC_ERRORS } from '../../../../compiler/local/sync/errors.ts';
import {
  FAULT_KINDS,
  type Fault,
  faultBody,
  meetFaults,
  readFault,
  type SetFault,
} from '../../../../compiler/local/sync/faults.ts';

const GET_ITEM = { method: 'GET', url: '/v1/Services/default/Maps/m/Items/k' };
const POST_ITEM = { method: 'POST', url: '/v1/Services/default/Maps/m/Items/k' };

/** What a row of requests meets, one a second; `chance` is what is drawn, in turn. */
function met(
  faults: readonly Fault[],
  requests: readonly (typeof GET_ITEM & { agent?: string })[],
  chance: readonly number[] = [],
): string {
  let left: readonly SetFault[] = faults.map((fault, id) => ({ fault, id, since: 0 }));
  const draws = [...chance];
  return requests
    .map((request, second) => {
      const result = meetFaults(
        left,
        { agent: '', ...request, now: second * 1000 },
        () => draws.shift() ?? 0.5,
      );
      left = result.faults;
      return result.met?.fault.kind ?? '-';
    })
    .join(' ');
}

describe('which requests a fault meets', () => {
  test.each<[string, Fault[], string]>([
    ['every one', [{ kind: 'reset' }], 'reset reset reset reset'],
    ['so many', [{ kind: 'reset', times: 2 }], 'reset reset - -'],
    ['those after', [{ kind: 'reset', skip: 1, times: 1 }], '- reset - -'],
    ['of a method', [{ kind: 'reset', method: 'POST' }], '- reset - reset'],
    ['the n-th of a method', [{ kind: 'reset', method: 'POST', skip: 1 }], '- - - reset'],
    ['of a path', [{ kind: 'reset', path: '/Items/k$' }], 'reset reset reset reset'],
    ['of another path', [{ kind: 'reset', path: '/Documents' }], '- - - -'],
    ['the first that matches', [{ kind: 'silent', times: 1 }, { kind: 'reset' }], 'silent reset reset reset'],
  ])('%s', (_, faults, expected) => {
    expect(met(faults, [GET_ITEM, POST_ITEM, GET_ITEM, POST_ITEM])).toBe(expected);
  });

  test('a share of them, as chance will have it; the others meet the next fault', () => {
    const faults: Fault[] = [
      { kind: 'reset', probability: 0.3, times: 2 },
      { kind: 'late', seconds: 60, method: 'POST' },
    ];
    const requests = [GET_ITEM, POST_ITEM, GET_ITEM, POST_ITEM, POST_ITEM];
    expect(met(faults, requests, [0.29, 0.3, 0.9, 0])).toBe('reset late - reset late');
  });

  test('for a time', () => {
    const requests = [GET_ITEM, GET_ITEM, GET_ITEM, GET_ITEM];
    expect(met([{ kind: 'reset', after: 1, lasts: 2 }], requests)).toBe('- reset reset -');
    expect(met([{ kind: 'reset', lasts: 1 }], requests)).toBe('reset - - -');
    expect(met([{ kind: 'reset', after: 3 }], requests)).toBe('- - - reset');
  });

  test('of one kind of client', () => {
    const requests = [GET_ITEM, { ...GET_ITEM, agent: 'twilio-node/6.0.0 (linux x64)' }];
    expect(met([{ kind: 'reset', agent: '^$' }], requests)).toBe('reset -');
    expect(met([{ kind: 'reset', agent: '^twilio-node' }], requests)).toBe('- reset');
  });

  test('what can only be asked is no fault of a write', () => {
    expect(met([{ kind: 'stale' }], [GET_ITEM, POST_ITEM])).toBe('stale -');
    expect(met([{ kind: 'wrong_page', next: 'same' }], [GET_ITEM, POST_ITEM])).toBe('wrong_page -');
  });
});

describe('a fault that somebody sends', () => {
  test.each([
    [{ kind: 'error', code: 20429, times: 3 }],
    [{ kind: 'slow', seconds: 0.5, method: 'GET', path: 'Items' }],
    [{ kind: 'lost_reply', skip: 4, times: 1 }],
    [{ kind: 'late', seconds: 60, probability: 0.1, agent: '^twilio', after: 10, lasts: 20 }],
    [{ kind: 'wrong_page', next: 'elsewhere' }],
    [{ kind: 'stale' }],
    [{ kind: 'error', code: 20503, seconds: 5 }],
  ])('%o is taken as it is', (fault) => {
    expect(readFault(fault)).toEqual(fault);
  });

  test.each([
    [null, 'a fault is an object'],
    [{ kind: 'flood' }, `\`kind\` is one of ${Object.keys(FAULT_KINDS).join(', ')}`],
    [{ kind: 'error' }, '`kind: error` needs a `code`, such as 20429 or 20500'],
    [{ kind: 'error', code: 1 }, /^`code` is one of 20001, /],
    [{ kind: 'slow' }, '`kind: slow` needs `seconds`'],
    [{ kind: 'slow', seconds: -1 }, '`seconds` is a number from 0 to 86400'],
    [{ kind: 'late' }, '`kind: late` needs `seconds`'],
    [{ kind: 'wrong_page' }, '`kind: wrong_page` needs `next`: same, none or elsewhere'],
    [{ kind: 'reset', probability: 0 }, '`probability` is a number above 0, up to 1'],
    [{ kind: 'reset', after: '1' }, '`after` is a number from 0 to 86400'],
    [['reset'], 'a fault is an object'],
    [{ kind: 'reset', times: 0 }, '`times` is a whole number from 1'],
    [{ kind: 'reset', skip: 0.5 }, '`skip` is a whole number from 0'],
    [{ kind: 'reset', path: '(' }, '`path` has to be a regular expression, and is none'],
    [{ kind: 'reset', method: 1 }, '`method` is GET, POST or DELETE'],
    [{ kind: 'reset', method: 'post' }, '`method` is GET, POST or DELETE'],
    [{ kind: 'stale', method: 'POST' }, '`kind: stale` meets reads only, which are GET'],
    [{ kind: 'reset', lasts: 0 }, '`lasts` is a number above 0, up to 86400'],
    [{ kind: 'reset', code: 20500 }, '`kind: reset` has no `code`; that is for `kind: error`'],
    [{ kind: 'stale', next: 'same' }, '`kind: stale` has no `next`; that is for `kind: wrong_page`'],
    [{ kind: 'silent', seconds: 5 }, /^`kind: silent` has no `seconds`; it ends when .* `lasts`/],
    [{ kind: 'reset', time: 1 }, 'a fault has no `time`'],
  ])('%o is answered with what is wrong', (fault, expected) => {
    expect(readFault(fault)).toEqual(expect.stringMatching(expected));
  });
});

test.each(Object.entries(SYNC_ERRORS))('a fault can answer %s', (code, { status }) => {
  const fault = readFault({ kind: 'error', code: Number(code) }) as Fault;
  const body = faultBody(fault);
  expect(body).toMatchObject({ code: Number(code), status });
  expect(body.message).not.toContain('{}');
});
