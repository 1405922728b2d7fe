import { MUTATIONS, type MutationName } from '../support/protocol/mutations.ts';
import { countsText, runProtocol } from '../support/protocol/protocol.ts';
import { claim, show } from './show.ts';

// The release protocol on the real writer and the real reader: random plans, several writers, crashes and lost replies at any
// request, hand edits; no mixture. Then one rule at a time is left out, and the test must notice.

const SEED = 20_261_122;

await show(async () => {
  const whole = await runProtocol({ runs: 400, seed: SEED });
  claim('all rules kept', whole.mixtures === 0 && whole.violations.length === 0, countsText(whole));
  const names = Object.keys(MUTATIONS) as MutationName[];
  let caught = 0;
  for (const mutate of names) {
    const { runs, mixtures, violations } = await runProtocol({ runs: 4_000, seed: SEED, mutate });
    if (mixtures > 0) caught += 1;
    claim(
      `without "${MUTATIONS[mutate].breaks}"`,
      mixtures > 0,
      `run ${runs}: ${violations[0] ?? 'not noticed'}`.slice(0, 200),
    );
  }
  claim('at least eight rules are needed and noticed', caught >= 8, `${caught} of ${names.length}`);
});
