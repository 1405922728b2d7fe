import type { Instruction } from './instructions.ts';
import type { Bundle } from './program.ts';

/**
 * What a caller hears where the plan has no words of its own. One sentence a situation: a caller who tells it to the
 * help desk has told which one it was.
 */
const sentences = {
  not_in_service: 'The number you have dialled is not in service.',
  nobody_answered: 'Sorry, nobody is available to take your call. Please try again later.',
  busy: 'The person you are calling is busy. Please try again later.',
  unreachable: 'Sorry, the person you are calling cannot be reached. Please try again later.',
  no_such_group: 'Sorry, this group cannot be reached. Please try again later.',
  not_a_number: 'Sorry, that is not a number that can be called.',
  not_allowed: 'Sorry, this phone may not call that number.',
  transfer_not_allowed: 'Sorry, this call may not be transferred to that number.',
  transfer_not_a_number: 'Sorry, the call could not be transferred. That is not a number that can be called.',
  no_caller_id: 'Sorry, this phone has no number to show, so it cannot call outside.',
  rehearsal: 'This is a test system. The number you have dialled may not be called from it.',
  emergency_over:
    'The emergency call has ended, or could not be connected. If you still need help, hang up and dial again.',
  trouble: 'Sorry, we cannot take your call at the moment. Please try again later.',
  confirm: 'You have a call. Press 1 to take it.',
  wrong_choice: 'Sorry, that is not one of the choices.',
  no_choice: 'Sorry, we did not get your choice. Please call again.',
  leave_message: 'Please leave a message after the tone.',
  message_taken: 'Thank you. Your message has been taken.',
  no_message: 'We did not hear a message.',
  cannot_join: 'Sorry, you cannot join the conference at the moment. Please try again later.',
  not_switched: 'Sorry, that could not be switched. Please try again.',
} as const;

export type Sentence = keyof typeof sentences;

/** The words of a built-in sentence. */
export const wordsOf = (sentence: Sentence): string => sentences[sentence];

/** A built-in sentence in the plan's voice. */
export function speak(sentence: Sentence, bundle: Bundle): Instruction {
  const text = sentences[sentence];
  return bundle.voice === undefined ? { verb: 'say', text } : { verb: 'say', text, voice: bundle.voice };
}

/** A built-in sentence, and the end of the call. */
export function goodbye(sentence: Sentence, bundle: Bundle): readonly Instruction[] {
  return [speak(sentence, bundle), { verb: 'hangup' }];
}
