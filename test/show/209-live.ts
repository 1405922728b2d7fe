import { spawnSync } from 'node:child_process';
import { root } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// The same integration suite runs against the real Sync service when TEST_LIVE=1 and credentials are set; without them it says
// that it was skipped, and why.

const suite = (env: NodeJS.ProcessEnv) => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', 'test/integration/live'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  return { text: stdout + stderr, status };
};

await show(async () => {
  const plain = suite({ TEST_LIVE: '' });
  claim('on the embedded service', plain.status === 0, /Tests .*/.exec(plain.text)?.[0] ?? '');
  claim(
    'the live service is skipped in words',
    plain.text.includes('live service: skipped, TEST_LIVE is not 1'),
  );
  const bare = suite({ TEST_LIVE: '1', ACCOUNT_SID: '', AUTH_TOKEN: '' });
  claim(
    'also without credentials',
    bare.text.includes('live service: skipped, ACCOUNT_SID and AUTH_TOKEN are not set'),
  );
  if (process.env.TEST_LIVE === '1') {
    const live = suite({});
    claim('on the live service', live.status === 0, /Tests .*/.exec(live.text)?.[0] ?? '');
  }
});
