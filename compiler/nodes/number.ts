import type { Leg } from '../../runtime/legs.ts';
import type { WrittenNumber } from '../model/written.generated.ts';
import { type DialLeaf, dialFacts, dialLeaf, lowerRing, tellRing } from './dial-leaf.ts';
import { tellExits } from './exits.ts';
import { defineKind } from './kind.ts';

const leg = (destination: string | undefined): Leg | undefined =>
  destination === undefined ? undefined : { type: 'number', destination };

/** Rings an outside number, written in place. */
export const numberKind = defineKind<'number', WrittenNumber, DialLeaf>({
  kind: 'number',
  look: { family: 'ring', outline: 'round', sign: 'M4 12 L12 4 M6 4 H12 V10', word: 'outside number' },
  leaves: ['number'],
  resolve: (written, place, scope) =>
    dialLeaf(written, 'number', (origin) => leg(scope.number(written.number, origin)), place, scope),
  exits: (body) => body.exits,
  facts: dialFacts,
  lower: (body, lowering) => ({
    kind: 'number',
    number: body.leg?.destination ?? '',
    ...lowerRing(body.ring),
    exits: lowering.exits(body.exits),
  }),
  describe: (node, tell) => `rings ${node.number}${tellRing(node)}${tellExits(node.exits, tell)}`,
});
