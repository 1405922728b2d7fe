import type { NodeBase, NodeRuntime } from '../node.ts';
import type { NodeId } from '../program.ts';
import { text } from '../read.ts';

/** A menu as a step: its `return` comes back here and goes on with `then`. A leaf only: `{menu: info, language: fr, then: …}`. */
export interface MenuStepNode extends NodeBase {
  readonly kind: 'menu_step';
  readonly menu: NodeId;
  /** The language that the call is in from here on. */
  readonly language?: string;
}

/** Steps inside steps that a call can be in; a plan that nests deeper goes round in circles. */
const DEPTH = 5;

export const menuStep: NodeRuntime<MenuStepNode> = {
  named: false,
  waits: false,
  read(fields, exits) {
    const menu = text(fields.menu);
    const language = text(fields.language);
    if (menu === undefined || !menu.startsWith('menu:')) return undefined;
    return { kind: 'menu_step', menu: menu as NodeId, exits, ...(language && { language }) };
  },
  step({ menu, language }, _event, { state }) {
    const callers = [...(state.callers ?? []), state.at].slice(-DEPTH);
    return {
      kind: 'goto',
      to: menu,
      at: menu,
      state: language === undefined ? { callers } : { callers, language },
      because: language === undefined ? `asks ${menu}` : `asks ${menu} in ${language}`,
    };
  },
  fallback: () => 'hangup',
};
