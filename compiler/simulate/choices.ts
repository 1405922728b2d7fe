/**
 * Where Twilio's behaviour is not established, the simulator asks a `Choose` which way it goes; `explore` runs a call
 * once for every combination of answers.
 */

/** A question about Twilio, and the answer that one run took. */
export interface Chosen {
  readonly question: string;
  readonly answer: string;
}

/** Picks one of the answers; the first is the likeliest. */
export type Choose = <T extends string>(question: string, answers: readonly T[]) => T;

/** Always the likeliest. */
export const likeliest: Choose = (_question, [first]) => {
  if (first === undefined) throw new Error('a question without answers');
  return first;
};

export interface Explored<T> {
  readonly results: readonly T[];
  /** More combinations exist than were run. */
  readonly truncated: boolean;
}

/**
 * Runs something for every combination of answers, the likeliest first.
 * @param most runs at most
 */
export async function explore<T>(run: (choose: Choose) => Promise<T>, most = 64): Promise<Explored<T>> {
  const results: T[] = [];
  // Each run follows a path of answers, and answers the questions behind its end with the first.
  let path: readonly number[] | undefined = [];
  while (path !== undefined) {
    if (results.length === most) return { results, truncated: true };
    const steps: { readonly taken: number; readonly of: number }[] = [];
    const planned: readonly number[] = path;
    const choose: Choose = (_question, answers) => {
      // An application that remembers may lead another way the second time, to a question with fewer answers.
      const taken = Math.min(planned[steps.length] ?? 0, answers.length - 1);
      steps.push({ taken, of: answers.length });
      const answer = answers[taken];
      if (answer === undefined) throw new Error('a question without answers');
      return answer;
    };
    results.push(await run(choose));
    path = following(steps);
  }
  return { results, truncated: false };
}

/** The next path in order: the last question that has an answer left takes it. */
function following(
  steps: readonly { readonly taken: number; readonly of: number }[],
): readonly number[] | undefined {
  const last = steps.findLastIndex(({ taken, of }) => taken + 1 < of);
  if (last < 0) return undefined;
  return steps.slice(0, last + 1).map(({ taken }, i) => (i === last ? taken + 1 : taken));
}
