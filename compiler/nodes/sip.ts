import type { Leg } from '../../runtime/legs.ts';
import type { WrittenSip } from '../model/written.generated.ts';
import { type DialLeaf, dialFacts, dialLeaf, lowerRing, tellRing } from './dial-leaf.ts';
import { tellExits } from './exits.ts';
import { defineKind } from './kind.ts';

const leg = (destination: string | undefined): Leg | undefined =>
  destination === undefined ? undefined : { type: 'sip', destination };

/** Rings a SIP address, written in place. */
export const sipKind = defineKind<'sip', WrittenSip, DialLeaf>({
  kind: 'sip',
  look: { family: 'ring', outline: 'round', sign: 'M4 12 L12 4 M6 4 H12 V10', word: 'SIP address' },
  leaves: ['sip'],
  resolve: (written, place, scope) =>
    dialLeaf(written, 'sip', (origin) => leg(scope.sip(written.sip, origin)), place, scope),
  exits: (body) => body.exits,
  facts: dialFacts,
  lower: (body, lowering) => ({
    kind: 'sip',
    uri: body.leg?.destination ?? '',
    ...lowerRing(body.ring),
    exits: lowering.exits(body.exits),
  }),
  describe: (node, tell) => `rings ${node.uri}${tellRing(node)}${tellExits(node.exits, tell)}`,
});
