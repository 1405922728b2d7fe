import { describe, expect, it } from 'vitest';
import type { CallState, Event } from '../../runtime/call.ts';
import type { Json, JsonObject } from '../../runtime/digest.ts';
import { decode, encode, type Items } from '../../runtime/items.ts';
import { readAddressee } from '../../runtime/notify.ts';
import type { Program } from '../../runtime/program.ts';
import { step } from '../../runtime/step.ts';
import { twiml } from '../../runtime/twiml.ts';
import { worldOf } from '../../runtime/world.ts';
import { compilePlan, HEAD } from '../support/harness.ts';
import { callOf } from '../support/program.ts';

// People edit items in the Console. Whatever they make of one, it is read or refused: no call ends in an exception, for
// which callers would get the safe answer instead of the snapshot.

const compiled = compilePlan(`${HEAD}languages: {en: {voice: Polly.Olivia-Neural}, fr: {}}
notify: {webhook: "https://hooks.acme.example/mail"}
numbers:
  "+61 2 5550 1000": {to: main, vars: {brand: Acme}, language: fr}
  "+61 2 5550 1001": {to: {number: "0412 345 678", ring: 20s, otherwise: box}, vars: {brand: Apex}}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1000", on_busy: box, otherwise: team}
  bob: {dial: 202, client: bob}
classes_of_restriction: {staff: {allow: [internal, national, international]}}
short_numbers: {"0": main}
ring_groups: {team: {strategy: sequential, ring: 15s, members: [alice, {number: "0412 345 678", confirm: true}], otherwise: box}}
mailboxes: {box: {greeting: {busy: "Busy {{brand}}.", otherwise: {en: "Hello {{brand}}.", fr: "Bonjour {{brand}}."}}, key_0: team, notify: {email: a@acme.example}}}
schedules:
  office: {hours: {mon-fri: "08:30-17:30", sat-sun: closed}, holidays: [nsw], special_dates: {"2026-12-23": "08:30-12:00"}}
holidays: {nsw: {"2026-12-25": Christmas Day}}
overrides:
  night: {forces: {office: closed}, feature_code: "*28", by: [alice], ends: next_opening}
  mode: {states: [message, forward], feature_code: "*29", by: [alice], ends: 24h}
  late: {feature_code: "*30", by: [alice], ends: "18:00"}
lists: {vip: {"+61 400 000 000": gold, "+61 4*": silver, withheld: none}}
routes:
  main:
    - {when: {caller: {vip: gold}, unless: {open: office}}, to: menu}
    - {when: {override: {mode: message}}, to: {say: "Later.", then: box}}
    - {when: {override: late, number: "+61 2 5550 1000"}, to: box}
    - {when: {origin: extension}, to: {menu: menu, language: fr, then: box}}
    - otherwise: menu
menus:
  menu:
    prompt: {en: "Press 1 for {{brand}}.", fr: "Le 1 pour {{brand}}."}
    options: {1: team, 2: {say: "Two.", then: repeat}, star: hangup, 3: {menu: info, then: box}}
    extension_dialling: {allow: [alice, bob], after: 3s}
    on_timeout: {retries: 1, say: "Nothing.", to: box}
    otherwise: team
  info: {prompt: "Info.", options: {1: return}, otherwise: return}
`);
const { program, bundle } = compiled;
if (program === undefined || bundle === undefined) throw new Error('the plan has errors');
const items = encode(program);

const JUNK: readonly Json[] = [null, -1.5, '', 'x', [null], ['x'], { x: 'y' }];

/** A value with each of its parts replaced by junk, one at a time, or left out. */
function* mangled(value: Json): Generator<Json | undefined> {
  yield* JUNK;
  yield undefined;
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries())
      for (const other of mangled(each)) yield value.map((one, at) => (at === i ? (other ?? null) : one));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      for (const other of mangled(each)) {
        const { [key]: _gone, ...rest } = value as JsonObject;
        yield other === undefined ? rest : { ...rest, [key]: other };
      }
    }
  }
}

const ALICE = { kind: 'sip', user: 'alice', host: 'acme.sip.twilio.com' } as const;
const on = { state: 'message', since: '2026-11-24T00:00:00.000Z' };
const digits = (text: string): Event => ({ kind: 'digits', digits: text });
const at = (place: string): CallState => ({
  entry: 'number:+61255501000',
  at: place,
  callers: ['route:main/origin_extension'],
  language: 'fr',
});

/** What callers do while somebody edits. */
function answers(edited: Program): void {
  const write = ({ to }: { readonly to: string }) => `/${to}`;
  for (const [live, written] of [
    [null, undefined],
    [on, 'done'],
  ] as const) {
    const world = worldOf(edited, { classify: () => null, live: () => live, written: () => written });
    const run = (webhook: Omit<Parameters<typeof step>[0], 'call'> & { readonly call?: object }) => {
      const reply = step({ ...webhook, call: callOf(webhook.call ?? {}) }, bundle as never, world);
      if (reply.kind !== 'answer') return;
      const text = twiml(reply.instructions, write);
      if (/undefined|NaN|\[object|="-/.test(text)) throw new Error(text);
    };
    const arrived = { kind: 'arrived' } as const;
    for (const to of ['+61255501000', '+61255501001'])
      run({ entry: 'incoming', call: { to }, event: arrived });
    for (const to of ['201', '202', '0', '*28', '*291', '*30', '0255501000', '+61255509999'])
      run({ entry: 'outgoing', call: { to, from: ALICE }, event: arrived });
    run({ entry: 'callTransfer', target: '202', event: arrived, state: at('extension:alice') });
    for (const pressed of ['', '1', '2', '*', '201', '9'])
      run({ entry: 'continue', event: digits(pressed), state: at('menu:menu') });
    for (const status of ['busy', 'no-answer', 'failed'])
      for (const place of ['extension:alice', 'ring_group:team', 'number:+61255501001'])
        run({ entry: 'continue', event: { kind: 'dialled', status, bridged: false }, state: at(place) });
    run({ entry: 'continue', event: { kind: 'recorded', seconds: 3, key: '0' }, state: at('mailbox:box') });
  }
  if (edited.settings.notify !== undefined) readAddressee(edited.settings.notify, {});
  for (const node of Object.values(edited.nodes))
    if (node.kind === 'mailbox' && node.notify.webhook !== undefined) readAddressee(node.notify.webhook, {});
}

describe('an item that somebody has mangled', () => {
  const all = (Object.keys(items) as (keyof Items)[]).flatMap((map) =>
    Object.keys(items[map]).map((key): [keyof Items, string] => [map, key]),
  );
  it.each(all)('is read or refused: %s %s', (map, key) => {
    let refused = 0;
    for (const payload of mangled(items[map][key] as Json)) {
      if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) continue;
      const edited = decode('acme', { ...items, [map]: { ...items[map], [key]: payload } });
      if (edited === undefined) refused += 1;
      else expect(() => answers(edited), JSON.stringify(payload)).not.toThrow();
    }
    // What a list says of one number is a word, or nothing more than that it is there.
    if (!key.startsWith('listed:')) expect(refused).toBeGreaterThan(0);
  });
});
