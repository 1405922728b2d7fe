import { NEXT, resolve, type Stage, type Verb } from '../interpreter.ts';
import { numberIn } from '../twiml/attributes.ts';
import { type Element, wordsIn } from '../twiml/markup.ts';

/** Characters that a voice speaks in a second: about 150 words a minute. */
const PACE = 14;

/** Seconds of a sound file, whose true length nobody can know from here. */
const SOUND = 5;

const MANY = { least: 0, most: 1_000, otherwise: 1 };

/** Seconds that words take. */
export const spokenFor = (text: string): number => Math.max(1, Math.ceil(text.length / PACE));

function repeat(element: Element, { session }: Stage, seconds: number, once: () => void): void {
  const times = numberIn(element, 'loop', MANY);
  once();
  // `loop="0"` never ends by itself.
  if (times === 0) {
    for (;;) session.wait(3600);
  }
  for (let i = 0; i < times; i += 1) session.wait(seconds);
}

export const say: Verb = async (element, stage) => {
  const { session, party } = stage;
  party.answer();
  const { voice, language } = element.attributes;
  const text = wordsIn(element);
  if (text === '') {
    session.trouble(13520, '<Say> has no words');
    return NEXT;
  }
  repeat(element, stage, spokenFor(text), () =>
    session.record({
      kind: 'said',
      text,
      to: party.hearer,
      ...(voice === undefined ? {} : { voice }),
      ...(language === undefined ? {} : { language }),
    }),
  );
  return NEXT;
};

export const play: Verb = async (element, stage) => {
  const { session, party, document } = stage;
  party.answer();
  if (element.text === '' && element.attributes.digits !== undefined) {
    session.wait(1);
    return NEXT;
  }
  const url = resolve(element.text, document);
  repeat(element, stage, SOUND, () => session.record({ kind: 'played', url, to: party.hearer }));
  return NEXT;
};

/** As the first verb it lets the call ring a little longer. */
export const pause: Verb = async (element, { session, party, first }) => {
  if (!first) party.answer();
  const seconds = numberIn(element, 'length', { least: 1, most: 86_400, otherwise: 1 });
  session.record({ kind: 'paused', seconds, to: party.hearer });
  session.wait(seconds);
  return NEXT;
};
