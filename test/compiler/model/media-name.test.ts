import { expect, it } from 'vitest';
import { mediaName } from '../../../compiler/model/media-name.ts';

it('leaves a good name alone', () => {
  expect(mediaName('audio/welcome_2.mp3')).toBe('audio/welcome_2.mp3');
});

it.each(['my file.mp3', 'night.private.mp3', "it's+1.mp3", 'schön.mp3'])(
  'gives %j one that Twilio takes',
  (name) => {
    expect(mediaName(name)).toMatch(/^[A-Za-z0-9_/-]+-[0-9a-f]{8}\.mp3$/);
  },
);

it('keeps two apart', () => {
  expect(mediaName('a b.mp3')).not.toBe(mediaName('a+b.mp3'));
});
