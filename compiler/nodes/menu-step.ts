import type { NodeId } from '../../runtime/program.ts';
import { below, type Exit, type Placed } from '../model/plan.ts';
import type { WrittenMenuStep } from '../model/written.generated.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, PLAIN } from './kind.ts';

interface MenuStepBody {
  readonly menu: Exit;
  readonly language: Placed<string> | undefined;
  readonly exits: readonly Exit[];
}

const idOf = ({ to }: Exit): NodeId => {
  if (to.kind !== 'node') throw new Error('a step without its menu is never lowered');
  return to.id;
};

/** A menu as a step, written in place: its `return` comes back here and goes on by `then`. */
export const menuStepKind = defineKind<'menu_step', WrittenMenuStep, MenuStepBody>({
  kind: 'menu_step',
  look: { family: 'choice', outline: 'barred', sign: 'M2 8 H13 M9 4 L13 8 L9 12', word: 'step' },
  leaves: ['menu'],
  resolve(written, place, scope) {
    const origin = below(place.origin, 'menu');
    const { language } = written;
    return {
      menu: { label: 'menu', to: scope.node('menu', written.menu, origin, place), origin },
      language:
        language === undefined ? undefined : { value: language, origin: below(place.origin, 'language') },
      exits: readExits(written, ['then'], place, scope),
    };
  },
  exits: ({ menu, exits }) => [menu, ...exits],
  facts: ({ language }) => ({
    ...PLAIN,
    // What the menu does: it has been heard, and the caller has chosen, when the call goes on by `then`.
    speaks: true,
    answers: true,
    waitsForCaller: true,
    calls: 'menu',
    ...(language === undefined ? {} : { language }),
  }),
  lower: ({ menu, language, exits }, lowering) => ({
    kind: 'menu_step',
    menu: idOf(menu),
    ...(language === undefined ? {} : { language: language.value }),
    exits: lowering.exits(exits),
  }),
  describe: ({ menu, language, exits }, tell) =>
    `asks ${menu}${language === undefined ? '' : ` in ${language}`}${tellExits(exits, tell)}`,
});
