import type { Leg } from '../../runtime/legs.ts';
import type { WrittenClient } from '../model/written.generated.ts';
import { type DialLeaf, dialFacts, dialLeaf, lowerRing, tellRing } from './dial-leaf.ts';
import { tellExits } from './exits.ts';
import { defineKind } from './kind.ts';

const leg = (destination: string | undefined): Leg | undefined =>
  destination === undefined ? undefined : { type: 'client', destination };

/** Rings a Voice SDK identity, written in place. */
export const clientKind = defineKind<'client', WrittenClient, DialLeaf>({
  kind: 'client',
  look: { family: 'ring', outline: 'round', sign: 'M2 3 H14 V11 H2 Z M6 14 H10 M8 11 V14', word: 'app' },
  leaves: ['client'],
  resolve: (written, place, scope) =>
    dialLeaf(written, 'client', () => leg(scope.text(written.client)), place, scope),
  exits: (body) => body.exits,
  facts: dialFacts,
  lower: (body, lowering) => ({
    kind: 'client',
    identity: body.leg?.destination ?? '',
    ...lowerRing(body.ring),
    exits: lowering.exits(body.exits),
  }),
  describe: (node, tell) => `rings ${node.identity}${tellRing(node)}${tellExits(node.exits, tell)}`,
});
