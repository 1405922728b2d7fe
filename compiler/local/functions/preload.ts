/**
 * Loaded into `twilio-run` before anything else (`--require`), as a file of its own in the work directory. It
 * - binds to loopback: `twilio-run` listens on all interfaces and has no option for it;
 * - reports the port, so that the system chooses a free one and nobody can take it in between;
 * - leaves Ctrl-C to its parent, which waits for calls in flight;
 * - forgets the project's modules when it is told to, as a container that is new knows nothing;
 * - ends when the parent is gone, however that ended: the channel closes; the work directory, which holds the
 *   environment, goes with it.
 */
export const PRELOAD = `'use strict';
const net = require('node:net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  if (typeof given[0] === 'number' && typeof given[1] !== 'string') given.splice(1, 0, '127.0.0.1');
  this.once('listening', () => {
    const address = this.address();
    if (process.send && address && typeof address === 'object') process.send({ listening: address.port });
  });
  return listen.apply(this, given);
};
process.on('SIGINT', () => {});
process.on('disconnect', () => {
  require('node:fs').rmSync(__dirname, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', (message) => {
  if (!message || !message.forget) return;
  const place = require('node:fs').realpathSync(require('node:path').join(__dirname, 'functions'));
  for (const key of Object.keys(require.cache)) if (key.startsWith(place)) delete require.cache[key];
  process.send({ forgotten: message.forget });
});
// The channel alone keeps nothing alive: what fails to start ends, and says so by that.
if (process.channel) process.channel.unref();
`;
