import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { readSync } from '../../../runtime/sync-client.ts';

it('asks again on a fresh connection when the kept one was closed in between', async () => {
  const used = new Set<Socket>();
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    // Each connection answers once; a second request on it finds it closed.
    if (used.has(request.socket)) return request.socket.destroy();
    used.add(request.socket);
    response.end('{"data": {}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access = { base, accountSid: 'AC', authToken: 'x' };
  const read = () => readSync(access, '/v1/x', performance.now() + 1_000);
  expect(await read()).toMatchObject({ kind: 'found' });
  expect(await read()).toMatchObject({ kind: 'found' });
  expect(asked).toBe(3);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('breaks off an answer that has no end, and keeps no more of it than an item can have', async () => {
  let sent = 0;
  const server = createServer((_request, response) => {
    const more = (): void => {
      while (!response.destroyed && sent < 50_000_000) {
        sent += 65_536;
        if (!response.write(Buffer.alloc(65_536, 0x20))) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access = { base, accountSid: 'AC', authToken: 'x' };
  const answer = await readSync(access, '/v1/x', performance.now() + 20_000);
  expect(answer).toEqual({ kind: 'failed', because: 'the answer is too long' });
  expect(sent).toBeLessThan(50_000_000);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
