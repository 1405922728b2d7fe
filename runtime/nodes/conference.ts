import type { Instruction } from '../instructions.ts';
import { phoneKey } from '../legs.ts';
import type { Ground, NodeBase, NodeRuntime } from '../node.ts';
import { dialOutcome } from '../outcome.ts';
import type { NodeId } from '../program.ts';
import { type Prompt, readPrompt, speakPrompt } from '../prompt.ts';
import { isObject, text, texts } from '../read.ts';

/** Puts the caller into a room with all others who are sent there. Exit: `otherwise`, for who cannot join. */
export interface ConferenceNode extends NodeBase {
  readonly kind: 'conference';
  /** Its name in the plan. */
  readonly room: string;
  readonly greeting?: Prompt;
  /** How many can be in it, 2 to 250. */
  readonly most?: number;
  readonly beep: boolean;
  readonly moderated?: Moderated;
}

/** Who begins the conference; `muted`: the others only listen; `ends`: it is over for all when one of these leaves. */
export interface Moderated {
  /** Extensions. */
  readonly by: readonly string[];
  readonly muted: boolean;
  readonly ends: boolean;
}

/** Rooms are known by name in the whole account, so that of another plan has another one: no plan's name has a dot. */
const nameInAccount = ({ room }: ConferenceNode, { bundle }: Ground): string => `${bundle.plan}.${room}`;

/** Whether the caller moderates; a key: of the phone that must be known for that. Without moderators nobody does. */
function moderates({ moderated }: ConferenceNode, { call, bundle, world }: Ground): boolean | NodeId {
  const key = moderated && phoneKey(call.from, bundle);
  if (moderated === undefined || key === undefined) return false;
  const phone = world.phone(key);
  if (phone === undefined) return key;
  return phone !== null && moderated.by.includes(phone.extension);
}

function join(node: ConferenceNode, moderator: boolean, ground: Ground): Instruction {
  const { beep, most, moderated } = node;
  return {
    verb: 'conference',
    room: nameInAccount(node, ground),
    muted: !moderator && moderated?.muted === true,
    beep,
    begins: moderator || moderated === undefined,
    ends: moderator && moderated?.ends === true,
    ...(most !== undefined && { most }),
    action: { to: 'continue', state: ground.state },
  };
}

/** With the plan's name and a dot at most the 128 characters that a name may have (docs/api/errors/13237). */
const LONGEST_ROOM = 60;

/** As a person may have typed it: `"20"`. */
function readMost(value: unknown): number | undefined {
  const most = typeof value === 'string' ? Number(value) : value;
  return typeof most === 'number' && Number.isInteger(most) && most >= 2 && most <= 250 ? most : undefined;
}

function readModerated(value: unknown): Moderated | undefined {
  if (!isObject(value)) return undefined;
  const by = texts(value.by);
  return by && { by, muted: value.muted === true, ends: value.ends === true };
}

export const conference: NodeRuntime<ConferenceNode> = {
  named: true,
  waits: true,
  read(fields, exits) {
    const room = text(fields.room);
    const greeting = readPrompt(fields.greeting);
    const most = readMost(fields.most);
    const moderated = readModerated(fields.moderated);
    const read = { greeting, most, moderated };
    const broken = Object.entries(read).some(
      ([key, found]) => fields[key] !== undefined && found === undefined,
    );
    if (room === undefined || room.length > LONGEST_ROOM || broken) return undefined;
    return {
      kind: 'conference',
      room,
      beep: fields.beep !== false,
      ...(greeting && { greeting }),
      ...(most && { most }),
      ...(moderated && { moderated }),
      exits,
    };
  },
  step(node, event, ground) {
    if (event.kind !== 'arrived') {
      if (dialOutcome(event) === 'talked') {
        return { kind: 'end', instructions: [{ verb: 'hangup' }], because: 'the conference is over' };
      }
      // Which status a full room gives is not documented (docs/api/errors/16020), so all but a talk is one.
      return { kind: 'exit', exit: 'otherwise', instructions: [], because: 'could not join' };
    }
    const moderator = moderates(node, ground);
    if (typeof moderator === 'string') return { kind: 'needs', needs: [{ kind: 'entry', ref: moderator }] };
    const spoken = node.greeting && speakPrompt(node.greeting, ground);
    if (spoken?.kind === 'needs') return spoken;
    return {
      kind: 'wait',
      instructions: [...(spoken?.instructions ?? []), join(node, moderator, ground)],
      because: moderator ? `moderates ${node.room}` : `joins ${node.room}`,
    };
  },
  fallback: () => 'cannot_join',
};
