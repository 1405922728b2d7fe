import { expect, it } from 'vitest';
import { inWords } from '../../../compiler/report/in-words.ts';
import type { Json } from '../../../runtime/digest.ts';

it.each<[Json, string]>([
  [
    { name: 'zoe', type: 'sip', destination: 'sip:zoe@pbx', extension: 'zoe', timeout: 12 },
    'sip:zoe@pbx for 12 s',
  ],
  [{ name: 'f', type: 'client', destination: 'front_2' }, 'client:front_2'],
  [
    { name: 'm', type: 'number', destination: '+61412345678', timeout: 15, confirm: true },
    '+61412345678 for 15 s, confirm',
  ],
  [{ type: 'pstn', destination: '+61412345678', note: 'by hand' }, '+61412345678, note "by hand"'],
  [
    { kind: 'number', number: '+61491570006', ring: 20, exits: { otherwise: 'message:closed' } },
    '+61491570006 for 20 s, otherwise message:closed',
  ],
  [
    { kind: 'message', prompt: { say: { en: 'Busy now.' } }, exits: { then: 'hangup' } },
    'says "Busy now.", then hangup',
  ],
  [
    { kind: 'message', prompt: { say: { en: 'Hello', de: 'Hallo' } }, exits: {} },
    'says en "Hello", de "Hallo"',
  ],
  [
    {
      kind: 'message',
      prompt: { play: 'https://a.example/b.mp3' },
      exits: { then: { kind: 'sip', uri: 'sip:a@pbx', exits: {} } },
    },
    'plays https://a.example/b.mp3, then (sip:a@pbx)',
  ],
  [['internal', 'emergency'], 'internal, emergency'],
  [['a b', 1], '"a b", 1'],
  [[], 'none at all'],
  ['sip:a@pbx', '"sip:a@pbx"'],
  [20, '20'],
  [null, 'null'],
  [{ odd: [1] }, '{"odd":[1]}'],
])('%j reads %s', (value, words) => {
  expect(inWords(value)).toBe(words);
});
