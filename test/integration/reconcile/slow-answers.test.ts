import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { twilioTarget } from '../../../compiler/reconcile/twilio-target.ts';

// Answers that begin and do not end: the lease counts on it that a request is over after its time, however it is answered.

let server: Server;
let dripping: NodeJS.Timeout | undefined;

async function asked(answer: (response: ServerResponse) => void) {
  server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: '0'.repeat(32) };
  return twilioTarget({ ...account, url, timeout: 300 }).fetchService(`IS${'0'.repeat(32)}`);
}

afterEach(() => {
  clearInterval(dripping);
  server.closeAllConnections();
  server.close();
});

test.each<[string, (response: ServerResponse) => void]>([
  ['never begins', () => {}],
  [
    'stops in the middle',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"sid":'),
  ],
  [
    'comes in drops',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"sid": "');
      dripping = setInterval(() => response.write('0'), 50);
    },
  ],
])('an answer that %s is given up in time', { timeout: 5_000 }, async (_, answer) => {
  expect(await asked(answer)).toEqual({ kind: 'unknown', cause: 'no answer within 0.3 s' });
});
