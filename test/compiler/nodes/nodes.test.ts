import { expect, describe as group, test } from 'vitest';
import { describe, kinds, leafOf, namedKinds } from '../../../compiler/nodes/index.ts';
import { runtimeOf } from '../../../runtime/nodes/index.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';

const program = (text: string) => {
  const { program, diagnostics } = compilePlan(`${HEAD}${text}`);
  expect(diagnostics).toEqual([]);
  if (program === undefined) throw new Error('the plan has errors');
  return program;
};

/** What a number of the plan leads to. */
const lead = (written: string, more = '') =>
  program(`numbers: {"+61 2 5550 1000": ${written}}\n${more}`).numbers['+61255501000']?.to;

const CLOSED = 'messages: {closed: {say: "Closed.", then: hangup}}\n';

group('the table', () => {
  test('knows every verb by its kind, and each leaf by its key', () => {
    for (const [name, kind] of Object.entries(kinds)) expect(kind.kind).toBe(name);
    expect(namedKinds.map(({ section }) => section)).toContain('ring_groups');
    expect(leafOf({ then: 'hangup', say: 'x' })?.kind.kind).toBe('message');
    expect(leafOf({ to: 'x' })).toBeUndefined();
  });

  test.each(Object.values(kinds))(
    '$kind has names where it has a section, here and where it runs',
    (kind) => {
      expect(runtimeOf({ kind: kind.kind } as never).named).toBe(kind.section !== undefined);
    },
  );
});

group('leaves that dial', () => {
  test('number', () => {
    expect(lead('{number: "0412 345 678", ring: 20s, otherwise: closed}', CLOSED)).toEqual({
      kind: 'number',
      number: '+61412345678',
      ring: 20,
      exits: { otherwise: 'message:closed' },
    });
  });

  test('sip', () => {
    expect(lead('{sip: "sip:x@pbx.example?a=b", ring: 1m}')).toEqual({
      kind: 'sip',
      uri: 'sip:x@pbx.example?a=b',
      ring: 60,
      exits: {},
    });
  });

  test('client, with a leaf in a leaf', () => {
    expect(lead('{client: front, otherwise: {number: "0412 345 678"}}')).toEqual({
      kind: 'client',
      identity: 'front',
      exits: { otherwise: { kind: 'number', number: '+61412345678', exits: {} } },
    });
  });

  test('in one line', () => {
    const to = lead('{number: "0412 345 678", ring: 20s, otherwise: {client: x}}');
    if (typeof to !== 'object') throw new Error('a leaf is wanted');
    expect(describe(to)).toBe('rings +61412345678 for 20 s; otherwise: rings x');
  });
});

group('reject', () => {
  test('as number', () => {
    const to = lead('{reject: rejected}');
    expect(to).toEqual({ kind: 'reject', reason: 'rejected', exits: {} });
    if (typeof to === 'object') expect(describe(to)).toBe('is refused as not in service');
  });
});

group('message', () => {
  test('words are in the first language where none is named', () => {
    const languages = 'languages: {fr: {voice: Polly.Lea}, en: {}}\n';
    expect(lead('{say: "Bonjour.", then: hangup}', languages)).toEqual({
      kind: 'message',
      prompt: [{ say: { fr: 'Bonjour.' } }],
      exits: { then: 'hangup' },
    });
    expect(lead('{say: {en: "Hello.", fr: "Bonjour."}, then: hangup}', languages)).toMatchObject({
      prompt: [{ say: { en: 'Hello.', fr: 'Bonjour.' } }],
    });
  });

  test('a sound file is served below /media, under a name that Twilio takes', () => {
    const files = `${HEAD}messages: {a: {play: "audio/we are closed.mp3", then: hangup}}\n`;
    const assets = [{ name: 'audio/we are closed.mp3', bytes: 10 }];
    const node = compilePlan(files, { assets }).program?.nodes['message:a'];
    expect(node).toMatchObject({
      prompt: [{ play: { en: expect.stringMatching(/^\/media\/audio\/we-are-closed-[0-9a-f]{8}\.mp3$/) } }],
    });
    if (node !== undefined)
      expect(describe(node)).toMatch(/^plays \/media\/audio\/we-are-closed-[0-9a-f]{8}\.mp3; then: hangup$/);
  });

  test('of several recordings each is for its language', () => {
    const plan = `${HEAD}languages: {en: {}, fr: {}}\nmessages: {a: {play: {fr: fr.mp3, en: en.mp3}, then: hangup}}\n`;
    const assets = ['fr.mp3', 'en.mp3'].map((name) => ({ name, bytes: 10 }));
    expect(compilePlan(plan, { assets }).program?.nodes['message:a']).toMatchObject({
      prompt: [{ play: { fr: '/media/fr.mp3', en: '/media/en.mp3' } }],
    });
  });
});

group('extension', () => {
  const text = `${CLOSED}extension_defaults: {ring: 25s, class: inner, caller_id: "02 5550 1000", on_busy: {say: "Busy.", then: hangup}, otherwise: closed}
extensions:
  alice: {dial: 0201, sip_user: alice, class: staff, caller_id: "+61 2 5550 1101", ring: 10s, otherwise: bob}
  bob: {client: bob}
numbers: {"+61 2 5550 1000": alice, "+61 2 5550 1101": alice}
classes_of_restriction: {inner: {allow: [internal]}, staff: {allow: [internal, national]}}
`;

  test('its own options, else those of the defaults', () => {
    const { nodes, phones, dials } = program(text);
    const busy = { kind: 'message', prompt: [{ say: { en: 'Busy.' } }], exits: { then: 'hangup' } };
    expect(nodes['extension:alice']).toEqual({
      kind: 'extension',
      phone: { type: 'sip', destination: 'sip:alice@acme.sip.twilio.com' },
      ring: 10,
      exits: { otherwise: 'extension:bob', on_busy: busy },
    });
    expect(nodes['extension:bob']).toEqual({
      kind: 'extension',
      phone: { type: 'client', destination: 'bob' },
      ring: 25,
      exits: { on_busy: busy, otherwise: 'message:closed' },
    });
    expect(phones).toEqual({
      'phone:alice': { extension: 'extension:alice', class: 'staff', callerId: '+61255501101' },
      'client:bob': { extension: 'extension:bob', class: 'inner', callerId: '+61255501000' },
    });
    expect(dials).toEqual({ 'dial:0201': 'extension:alice' });
  });

  test('in one line', () => {
    const bob = program(text).nodes['extension:bob'];
    expect(bob && describe(bob)).toBe(
      'rings bob for 25 s; on busy: says “Busy.”; then: hangup; otherwise: message:closed',
    );
  });
});

group('ring group', () => {
  const text = `${CLOSED}extensions: {alice: {sip_user: alice, ring: 40s, otherwise: closed}, bob: {client: b}}
ring_groups:
  sales:
    id: 1
    strategy: sequential
    ring: 15s
    members:
      - alice
      - {extension: bob, ring: 10s}
      - {number: "0412 345 678", confirm: true}
      - {sip: "sip:x@pbx.example"}
      - {client: c, confirm: false}
    on_busy: hold
    otherwise: closed
  hold: {strategy: simultaneous, members: [bob], otherwise: closed}
`;

  test('members by their phones, in the words of the old items; only the phone rings', () => {
    const { nodes } = program(text);
    expect(nodes['ring_group:1']).toEqual({
      kind: 'ring_group',
      strategy: 'sequential',
      members: [
        {
          name: 'alice',
          type: 'sip',
          destination: 'sip:alice@acme.sip.twilio.com',
          extension: 'alice',
          timeout: 15,
        },
        { name: 'bob', type: 'client', destination: 'b', extension: 'bob', timeout: 10 },
        { name: '+61412345678', type: 'number', destination: '+61412345678', timeout: 15, confirm: true },
        { name: 'sip:x@pbx.example', type: 'sip', destination: 'sip:x@pbx.example', timeout: 15 },
        { name: 'c', type: 'client', destination: 'c', timeout: 15 },
      ],
      exits: { on_busy: 'ring_group:hold', otherwise: 'message:closed' },
    });
    expect(nodes['ring_group:hold']).toMatchObject({ members: [{ name: 'bob', extension: 'bob' }] });
    const sales = nodes['ring_group:1'];
    expect(sales && describe(sales)).toBe(
      'rings alice (15 s), bob (10 s), +61412345678 (15 s), sip:x@pbx.example (15 s), c (15 s) one after another; on busy: ring_group:hold; otherwise: message:closed',
    );
  });

  test('a repeated name gets a number', () => {
    const plan = `${HEAD}${CLOSED}ring_groups: {a: {strategy: sequential, members: [{client: c}, {client: c}, {client: c}], otherwise: closed}}\n`;
    const node = compilePlan(plan).program?.nodes['ring_group:a'];
    expect(node?.kind === 'ring_group' && node.members.map(({ name }) => name)).toEqual(['c', 'c~2', 'c~3']);
  });
});
