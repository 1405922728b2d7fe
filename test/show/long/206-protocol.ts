import { countsText, runProtocol } from '../../support/protocol/protocol.ts';
import { claim, show } from '../show.ts';

// The release protocol for longer, from seeds of the clock: what it prints tells how to see a failure again.

await show(async () => {
  const seed = Date.now() % 1_000_000_000;
  const whole = await runProtocol({ runs: 20_000, seed });
  claim(`from seed ${seed}`, whole.violations.length === 0, countsText(whole));
  for (const violation of whole.violations) console.log(`     ${violation}`);
});
