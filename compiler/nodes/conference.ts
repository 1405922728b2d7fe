import type { ConferenceNode } from '../../runtime/nodes/conference.ts';
import type { NodeId } from '../../runtime/program.ts';
import { below, type Exit, type PlanPrompt } from '../model/plan.ts';
import type { WrittenConference } from '../model/written.generated.ts';
import { readExits, tellExits } from './exits.ts';
import { defineKind, PLAIN, type Place, type Scope } from './kind.ts';
import { lowerPrompt, readPrompts, tellPrompt } from './prompts.ts';

interface ConferenceBody {
  readonly room: string;
  readonly greeting: readonly PlanPrompt[];
  readonly most: number | undefined;
  readonly beep: boolean;
  readonly moderated: Moderation | undefined;
  readonly exits: readonly Exit[];
}

interface Moderation {
  readonly by: readonly NodeId[];
  readonly muted: boolean;
  readonly ends: boolean;
}

function readModeration(
  { moderated }: WrittenConference,
  place: Place,
  scope: Scope,
): Moderation | undefined {
  if (moderated === undefined) return undefined;
  const { by, muted = false, ends = false } = moderated;
  const origin = below(place.origin, 'moderated', 'by');
  const found = by.map((name, i) => scope.extension(name, below(origin, i), place, 'is moderated by'));
  return { by: found.filter((id) => id !== undefined), muted, ends };
}

/** What is said of a conference beside its name. */
function tellRules({ most, beep, moderated }: ConferenceNode): string {
  const rules = [
    ...(most === undefined ? [] : [`at most ${most}`]),
    ...(beep ? [] : ['without tones']),
    ...(moderated === undefined ? [] : [`moderated by ${moderated.by.join(', ')}`]),
    ...(moderated?.muted ? ['others listen'] : []),
    ...(moderated?.ends ? ['ends with them'] : []),
  ];
  return rules.length === 0 ? '' : ` (${rules.join('; ')})`;
}

/** A room in which callers talk with each other, and what follows for who cannot join. */
export const conferenceKind = defineKind<'conference', WrittenConference, ConferenceBody>({
  kind: 'conference',
  look: {
    family: 'ring',
    outline: 'round',
    sign: 'M8 7 A2.5 2.5 0 1 0 8 2 A2.5 2.5 0 1 0 8 7 M2 14 C2 10 6 9 8 9 C10 9 14 10 14 14 M2.5 6 h.01 M13.5 6 h.01',
    word: 'conference',
  },
  section: 'conferences',
  resolve: (written, place, scope) => ({
    room: place.id.slice(place.id.indexOf(':') + 1),
    greeting:
      written.greeting === undefined
        ? []
        : readPrompts('text', written.greeting, below(place.origin, 'greeting'), scope),
    most: written.max_participants,
    beep: written.beep ?? true,
    moderated: readModeration(written, place, scope),
    exits: readExits(written, ['otherwise'], place, scope),
  }),
  exits: (body) => body.exits,
  facts: ({ greeting }) => ({ ...PLAIN, speaks: greeting.length > 0, answers: true, prompts: greeting }),
  lower: ({ room, greeting, most, beep, moderated, exits }, lowering) => ({
    kind: 'conference',
    room,
    ...(greeting.length > 0 && { greeting: lowerPrompt(greeting, lowering.language) }),
    ...(most !== undefined && { most }),
    beep,
    ...(moderated && { moderated }),
    exits: lowering.exits(exits),
  }),
  describe: (node, tell) => {
    const heard = node.greeting === undefined ? '' : `${tellPrompt(node.greeting)}, `;
    return `${heard}joins the conference ${node.room}${tellRules(node)}${tellExits(node.exits, tell)}`;
  },
});
