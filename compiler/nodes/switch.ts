import type { NodeId } from '../../runtime/program.ts';
import { defineKind, PLAIN } from './kind.ts';

/** What a form of a feature code does. */
export interface SwitchBody {
  readonly override: NodeId;
  /** `toggle`, `on`, `off`, or a state's name. */
  readonly to: string;
}

/** Turns an override: nobody writes it, feature codes lead to it. */
export const switchKind = defineKind<'switch', SwitchBody, SwitchBody>({
  kind: 'switch',
  look: {
    family: 'words',
    outline: 'plain',
    sign: 'M5 4 H11 A4 4 0 0 1 11 12 H5 A4 4 0 0 1 5 4 Z M11 8 h.01',
    word: 'switch',
  },
  resolve: (written) => written,
  exits: () => [],
  facts: () => ({ ...PLAIN, speaks: true, answers: true }),
  lower: ({ override, to }) => ({ kind: 'switch', override, to, exits: {} }),
  describe: ({ override, to }) =>
    to === 'toggle' ? `turns ${override} on, or off when it is on` : `turns ${override} to ${to}`,
});
