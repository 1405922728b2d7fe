import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, readEntry } from '../../runtime/items.ts';
import { program } from '../support/program.ts';

const items = encode(program);

describe('encode', () => {
  it('keeps the shape that old Functions read', () => {
    expect(items.number_map['+61255501234']).toEqual({
      type: 'sip',
      uri: 'sip:+61255501234@corporate.sip.twilio.com',
    });
    expect(items.number_map['+61255501300']).toEqual({ type: 'client', uri: 'client:front_2' });
    expect(items.number_map['+61255501101']).toEqual({
      type: 'sip',
      uri: 'sip:alice@acme.sip.twilio.com',
      node: 'extension:alice',
      needs: ['extension:alice'],
    });
    expect(items.number_map['+61255501001']).toEqual({
      type: 'number',
      uri: '+61255501001',
      label: 'Sales direct',
      node: 'ring_group:sales',
      needs: ['ring_group:sales'],
    });
    expect(items.ring_group_map.sales).toMatchObject({
      group: [
        { name: 'alice', type: 'sip', destination: 'sip:alice@acme.sip.twilio.com', timeout: 15 },
        {},
        {},
      ],
      strategy: 'sequential',
    });
  });

  it('names what is read with an item: as far as a call goes before Twilio must act', () => {
    expect(items.ring_group_map.sales?.needs).toEqual(['message:closed', 'ring_group:reception']);
    expect(items.number_map['+61255501400']?.needs).toEqual(['message:closed']);
    expect(items.number_map['+61255501234']?.needs).toBeUndefined();
  });

  it('has an inverse', () => {
    expect(decode('acme', items)).toEqual(program);
  });
});

describe('a version made by hand', () => {
  const read = (payload: object, key = '+61255501101') => readEntry(`number:${key}`, payload as never, true);

  it('goes where type and uri say', () => {
    expect(read({ type: 'sip', uri: 'sip:carol@x.example', node: 'extension:alice' })).toEqual({
      to: { kind: 'sip', uri: 'sip:carol@x.example', exits: {} },
    });
    expect(read({ type: 'pstn', uri: '+61 491 570 006' })).toEqual({
      to: { kind: 'number', number: '+61491570006', exits: {} },
    });
    expect(read({ type: 'client', uri: 'client:front' })).toEqual({
      to: { kind: 'client', identity: 'front', exits: {} },
    });
    expect(read({ type: 'number', uri: '61491570006' })).toMatchObject({ to: { number: '+61491570006' } });
  });

  it('asks the node where uri is the number itself', () => {
    expect(read({ type: 'number', uri: '+61255501101', node: 'ring_group:sales' })).toEqual({
      to: 'ring_group:sales',
    });
  });

  it.each([
    {},
    { type: 'application', uri: 'AP1' },
    { type: 'sip', uri: '' },
    { type: 'sip', uri: 'sip:a b@c' },
    { type: 'number', uri: '1001' },
    { type: 'number', uri: '+61255501101' },
    { type: 7, uri: 8 },
  ])('is malformed: %j', (payload) => {
    expect(read(payload)).toBeUndefined();
  });

  it.each([
    'phone:alice',
    'client:front',
    'number:+61255501101',
    'sip:a@b.example',
    'switch:x',
    'sales',
    ':x',
    'menu:',
  ])('leads to no place by %s', (node) => {
    expect(read({ node })).toBeUndefined();
  });

  it.each(['extension:alice', 'mailbox:m', 'menu:m', 'message:m', 'ring_group:1', 'route:r', 'hangup'])(
    'leads to %s',
    (node) => {
      expect(read({ node })).toEqual({ to: node });
    },
  );

  it('may be a group as old PBXs wrote it', () => {
    const group = [
      { name: 'A', type: 'sip', destination: 'sip:a@x.example', timeout: 15 },
      { name: 'A', type: 'number', destination: '+61491570006', timeout: '20' },
    ];
    expect(readEntry('ring_group:1', { group }, true)).toEqual({
      kind: 'ring_group',
      strategy: 'sequential',
      members: [
        { name: 'A', type: 'sip', destination: 'sip:a@x.example', timeout: 15 },
        { name: 'A~2', type: 'number', destination: '+61491570006', timeout: 20 },
      ],
      exits: {},
    });
    expect(readEntry('ring_group:1', { group: [{ type: 'sip' }] }, true)).toBeUndefined();
    expect(readEntry('ring_group:1', { group: {} }, true)).toBeUndefined();
  });

  it('never throws, whatever a person typed', () => {
    const refs = [
      'number:+61255501101',
      'ring_group:1',
      'message:x',
      'phone:a',
      'dial:1',
      'settings:acme',
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...refs), fc.dictionary(fc.string(), fc.jsonValue()), (ref, payload) => {
        readEntry(ref, payload as never, true);
      }),
      { numRuns: 2_000 },
    );
  });
});
