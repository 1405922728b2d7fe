import type { JsonObject } from '../../../runtime/digest.ts';
import { random } from '../protocol/random.ts';
import { type Attack, type Attacked, refusal, tallying } from './attack.ts';
import type { Held } from './gate.ts';
import type { Hands, World } from './world.ts';

/** What a person does in the Console while a release is being written. */
const DEEDS = [
  'edits an item that is about to be written',
  'edits an item that has just been written',
  'deletes an item that is about to be written',
  'adds a number that no plan has',
  'edits an item just before the release goes live',
] as const;

const STRANGER = '+61255509999';
const BY_HAND = { type: 'sip', uri: 'sip:by-hand@example.com' };

/** An edit of an item as a person makes it: other words, and the mark that was there stays. */
function edited(data: unknown, map: string): unknown {
  if (map === 'numberConfig') return BY_HAND;
  const { _dialplan: mark, ...payload } = data as JsonObject;
  const other = JSON.parse(JSON.stringify(payload).replace(/ersion[ -]\d+/g, 'ersion by hand')) as JsonObject;
  return mark === undefined ? other : { ...other, _dialplan: mark };
}

const payloadOf = (data: unknown): unknown => {
  if (data === undefined) return undefined;
  const { _dialplan: _mark, ...payload } = data as JsonObject;
  return payload;
};

/**
 * A hand edit in the middle of a release. It is live, whatever comes of the release; somebody is told, by this run or by the
 * next; and it goes only when it is named.
 */
export async function handEdits({ world, seed, rounds, version = 0 }: Attack): Promise<Attacked> {
  const chance = random(seed);
  const tally = tallying();
  let live = version;
  let newest = version;
  for (let round = 1; round <= rounds; round += 1) {
    const deed = DEEDS[(round - 1) % DEEDS.length] ?? DEEDS[0];
    const wanted = ++newest;
    world.write(wanted);
    const when = deed === DEEDS[1] ? 'after' : 'before';
    const writes = 4 * world.shape.lines;
    const hold = world.sync.hold(deed === DEEDS[4] ? 'activating' : chance.between(20, writes), when);
    const running = world.begin(['reconcile']);
    const held = await hold.held;
    const { name, data } = await meddle(world, deed, held);
    await hold.go('forward');
    const first = await running.ended;
    const where = `round ${round}, somebody ${deed} (${name})`;
    const code = first.code === 0 ? 'released' : (refusal(first) ?? 'no words');
    tally.expect(code !== 'no words', `${where}: exit ${first.code} without words`, first.text);
    live = (await world.released()).version;
    const hands: Hands = new Map([[name, payloadOf(data)]]);
    const lost = await world.wrongs(live, { hands, idle: true });
    tally.expect(lost.length === 0, `${where}: ${lost.slice(0, 3).join('; ')}`, first.text);
    const diff = await world.run('diff');
    const told = first.text.includes(name) ? 'this run tells' : 'the next diff tells';
    tally.expect(first.text.includes(name) || tells(diff.text, name), `${where}: nobody is told`, diff.text);
    tally.end(`${deed}: ${code}, ${told}`);
    await settle(world, { name, data, wanted, where, keep: chance.chance(0.5) }, tally);
    live = wanted;
  }
  return { rounds, ...tally, version: live };
}

/** Whether a text names an item, by its full name or by its key on a line of its own. */
const tells = (text: string, name: string): boolean =>
  text.includes(name) || text.includes(name.split('/').at(-1) ?? name);

async function meddle(
  world: World,
  deed: (typeof DEEDS)[number],
  held: Held,
): Promise<{ readonly name: string; readonly data: unknown }> {
  const items = await world.items();
  const edit = async (name: string, data: unknown) => {
    const [inMap = '', at = ''] = name.split(/\/(.*)/s);
    await world.edit(inMap, at, data);
    return { name, data };
  };
  const { map, key } = held;
  const any = [...items.keys()].find((name) => name.startsWith('ringGroup/')) ?? '';
  const name = items.has(`${map}/${key}`) ? `${map}/${key}` : any;
  switch (deed) {
    case 'adds a number that no plan has':
      return edit(`numberConfig/${STRANGER}`, BY_HAND);
    case 'deletes an item that is about to be written':
      return edit(name, undefined);
    default:
      return edit(name, edited(items.get(name), name.split('/')[0] ?? ''));
  }
}

interface Settling {
  readonly name: string;
  readonly data: unknown;
  readonly wanted: number;
  readonly where: string;
  readonly keep: boolean;
}

/** Reconciles until the plan is live: an edit that leads elsewhere is refused, then kept or overwritten by its name. */
async function settle(
  world: World,
  { name, data, wanted, where, keep }: Settling,
  tally: ReturnType<typeof tallying>,
) {
  const refused = await world.run('reconcile');
  const conflicting = data !== undefined && !name.endsWith(STRANGER);
  const expected = conflicting ? 5 : 0;
  tally.expect(refused.code === expected, `${where}: the next run ends with ${refused.code}`, refused.text);
  if (conflicting)
    tally.expect(refused.text.includes(name), `${where}: the next run does not name it`, refused.text);
  if (keep && conflicting) {
    const kept = await world.run('reconcile', '--keep', name);
    const hands: Hands = new Map([[name, payloadOf(data)]]);
    const wrongs = await world.wrongs(wanted, { hands });
    tally.expect(
      kept.code === 0 && wrongs.length === 0,
      `${where}: kept, ${wrongs.slice(0, 3).join('; ')}`,
      kept.text,
    );
  }
  if (name.endsWith(STRANGER)) await world.edit('numberConfig', STRANGER, undefined);
  const words = conflicting ? ['--overwrite', name] : [];
  const last = await world.run('reconcile', ...words);
  const wrongs = await world.wrongs(wanted, { idle: true });
  tally.expect(
    last.code === 0 && wrongs.length === 0,
    `${where}: ${wrongs.slice(0, 3).join('; ')}`,
    last.text,
  );
}
