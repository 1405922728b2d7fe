import { follow, NEXT, type Stage, type Verb } from '../interpreter.ts';
import type { Act } from '../script.ts';
import { flag, methodOf, numberIn } from '../twiml/attributes.ts';
import type { Element } from '../twiml/markup.ts';
import { pause, play, say, spokenFor } from './speech.ts';

/** Seconds that somebody thinks before they press or speak. */
const THINKS = 1;

interface Question {
  readonly digits: number;
  readonly timeout: number;
  readonly finishOnKey: string;
  readonly hears: 'keys' | 'speech' | 'both';
}

function questionOf(element: Element): Question {
  const input = element.attributes.input ?? 'dtmf';
  return {
    digits: numberIn(element, 'numDigits', { least: 1, most: 10_000, otherwise: Number.POSITIVE_INFINITY }),
    timeout: numberIn(element, 'timeout', { least: 1, most: 3_600, otherwise: 5 }),
    finishOnKey: (element.attributes.finishOnKey ?? '#').slice(0, 1),
    hears: input.includes('dtmf') ? (input.includes('speech') ? 'both' : 'keys') : 'speech',
  };
}

/**
 * What Twilio makes of keys: not the one that ends them, and no more than it was asked for. That one alone is no input
 * (docs/api/twiml/gather, "action").
 */
function keysOf(pressed: string, { digits, finishOnKey }: Question): { got: string; ended: boolean } {
  const at = finishOnKey === '' ? -1 : pressed.indexOf(finishOnKey);
  if (at >= 0 && at < digits) return { got: pressed.slice(0, at), ended: true };
  return { got: pressed.slice(0, digits), ended: pressed.length >= digits };
}

/** @param cut somebody will answer: what would go on for ever is heard once */
async function prompt(element: Element, cut: boolean, stage: Stage): Promise<void> {
  for (const whole of element.children) {
    const endless = cut && whole.attributes.loop === '0';
    const child = endless ? { ...whole, attributes: { ...whole.attributes, loop: '1' } } : whole;
    if (child.name === 'Say') await say(child, stage);
    else if (child.name === 'Play') await play(child, stage);
    else if (child.name === 'Pause') await pause(child, { ...stage, first: false });
  }
}

/** What is told to the application; undefined: nothing came. */
function hear(
  act: Act | undefined,
  question: Question,
  { session, party }: Stage,
): { readonly [name: string]: string } | undefined {
  const to = party.hearer;
  if (act?.does === 'press' && question.hears !== 'speech') {
    const { got, ended } = keysOf(act.keys, question);
    session.wait(THINKS);
    if (!ended) session.wait(question.timeout);
    session.record({ kind: 'gathered', got: act.keys, how: 'keys', to });
    return got === '' ? undefined : { Digits: got };
  }
  if (act?.does === 'say' && question.hears !== 'keys') {
    session.wait(THINKS + spokenFor(act.words));
    session.record({ kind: 'gathered', got: act.words, how: 'speech', to });
    return { SpeechResult: act.words, Confidence: '0.9' };
  }
  session.wait(question.timeout);
  session.record({ kind: 'gathered', got: '', how: 'silence', to });
  return undefined;
}

/** docs/voice/twiml/gather. Callers hear the prompt out before they act: a call must be right for those who do. */
export const gather: Verb = async (element, stage) => {
  const { party, document } = stage;
  party.answer();
  const act = party.act();
  await prompt(element, act !== undefined && act.does !== 'silence', stage);
  const question = questionOf(element);
  const told = hear(act, question, stage);
  if (told === undefined && !flag(element, 'actionOnEmptyResult', false)) return NEXT;
  const fields = { ...(question.hears === 'speech' ? { SpeechResult: '' } : { Digits: '' }), ...told };
  // Without an action the same document is asked again.
  const url = element.attributes.action || document.url;
  return follow(stage, { url, method: methodOf(element) }, fields, 'action');
};
