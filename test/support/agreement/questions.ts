import type { Chosen } from '../../../compiler/simulate/choices.ts';

/**
 * What is not established of Twilio, as the simulator asks it, with what is likeliest. The evaluator's run takes the answers
 * that the simulator took in the same call, whatever it would have taken itself.
 */
export const QUESTIONS = {
  emptyRecording: ['an empty recording', 'falls through'],
  deadTransfer: ['when nobody answers a transfer', 'its document goes on'],
  firstOfSeveral: ['which of the phones that answer at the same moment is first', ''],
  statusOfSeveral: ['the status told when none of several phones answered is', ''],
  statusDeclined: ['the status of a call that was answered and not accepted is', 'completed'],
  target: ['the target of a transfer is written', 'bare'],
} as const;

/** Answers by question, each in the order in which it was given. */
export class Answers {
  readonly #left = new Map<string, string[]>();

  constructor(chosen: readonly Chosen[]) {
    const known = Object.values(QUESTIONS).map(([question]): string => question);
    for (const { question, answer } of chosen) {
      if (!known.includes(question))
        throw new Error(`the simulator asks what this run knows nothing of: ${question}`);
      this.#left.set(question, [...(this.#left.get(question) ?? []), answer]);
    }
  }

  /** The next answer; the last one stays, for most questions are asked once a call. */
  next(question: keyof typeof QUESTIONS, likeliest: string = QUESTIONS[question][1]): string {
    const answers = this.#left.get(QUESTIONS[question][0]);
    const answer = answers !== undefined && answers.length > 1 ? answers.shift() : answers?.[0];
    return answer ?? likeliest;
  }

  /** Whether the likeliest is the case. */
  isLikeliest(question: keyof typeof QUESTIONS): boolean {
    return this.next(question) === QUESTIONS[question][1];
  }
}
