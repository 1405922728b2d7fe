import { describe, expect, test } from 'vitest';
import { SYNC_ERRORS } from '../../../../compiler/local/sync/errors.ts';
import { type Fault, faultBody, meetFaults, readFault } from '../../../../compiler/local/sync/faults.ts';

const GET_ITEM = { method: 'GET', url: '/v1/Services/default/Maps/m/Items/k' };
const POST_ITEM = { method: 'POST', url: '/v1/Services/default/Maps/m/Items/k' };

/** What a row of requests meets. */
function met(faults: readonly Fault[], requests: readonly (typeof GET_ITEM)[]): string {
  let left = faults;
  return requests
    .map((request) => {
      const result = meetFaults(left, request);
      left = result.faults;
      return result.met?.kind ?? '-';
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
});

describe('a fault that somebody sends', () => {
  test.each([
    [{ kind: 'error', code: 20429, times: 3 }],
    [{ kind: 'slow', seconds: 0.5, method: 'GET', path: 'Items' }],
    [{ kind: 'lost_reply', skip: 4, times: 1 }],
  ])('%o is taken as it is', (fault) => {
    expect(readFault(fault)).toEqual(fault);
  });

  test.each([
    [null, 'a fault is an object'],
    [{ kind: 'flood' }, '`kind` is one of error, garbage, reset, silent, slow, lost_reply'],
    [{ kind: 'error' }, '`kind: error` needs a `code`, such as 20429 or 20500'],
    [{ kind: 'error', code: 1 }, /^`code` is one of 20001, /],
    [{ kind: 'slow' }, '`kind: slow` needs `seconds`'],
    [{ kind: 'slow', seconds: -1 }, '`seconds` is a number from 0 to 600'],
    [{ kind: 'reset', times: 0 }, '`times` is a whole number from 1'],
    [{ kind: 'reset', skip: 0.5 }, '`skip` is a whole number from 0'],
    [{ kind: 'reset', path: '(' }, '`path` is a regular expression'],
    [{ kind: 'reset', method: 1 }, '`method` is a text, such as POST'],
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
