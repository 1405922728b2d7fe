#!/usr/bin/env node
import type { Io, Output } from './io.ts';
import { main } from './main.ts';

/** The program itself: the only file that touches `process`. */

/** Text into a pipe whose reader may have gone: `dialplan check | head -1`. */
function output(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    isTTY: stream.isTTY === true,
  };
}

const interrupt = new AbortController();
let heeded = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A command that never asked for the signal has nothing to put in order; neither has who presses Ctrl-C twice.
    if (!heeded || interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  });
}

const io: Io = {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  now: () => Date.now(),
  get signal() {
    heeded = true;
    return interrupt.signal;
  },
};

process.exitCode = await main(process.argv.slice(2), io);
