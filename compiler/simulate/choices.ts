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
 * Runs something for every combination of answers: the likeliest of all first, then with one answer changed, then with
 * two, and so on. What is left out is what is least likely.
 * @param most runs at most
 */
export async function explore<T>(run: (choose: Choose) => Promise<T>, most = 64): Promise<Explored<T>> {
  const results: T[] = [];
  // Each run follows a path of answers, and answers the questions behind its end with the first.
  const paths: (readonly number[])[] = [[]];
  for (const path of paths) {
    if (results.length === most) return { results, truncated: true };
    const steps: Step[] = [];
    results.push(await run(following(path, steps)));
    // Not for the last runs: their paths would never be followed.
    for (const next of branching(path, steps)) if (paths.length <= most) paths.push(next);
  }
  return { results, truncated: false };
}

/** A question that was asked: how many answers it has, and which was taken. */
interface Step {
  readonly taken: number;
  readonly of: number;
}

/** Answers as a path says, and tells the steps. */
const following =
  (path: readonly number[], steps: Step[]): Choose =>
  (_question, answers) => {
    // An application that remembers may lead another way the second time, to a question with fewer answers.
    const taken = Math.min(path[steps.length] ?? 0, answers.length - 1);
    steps.push({ taken, of: answers.length });
    const answer = answers[taken];
    if (answer === undefined) throw new Error('a question without answers');
    return answer;
  };

/** The paths that leave a run behind the end of its path, each by one other answer. */
const branching = (path: readonly number[], steps: readonly Step[]): readonly (readonly number[])[] =>
  steps.slice(path.length).flatMap(({ of }, i) => {
    const before = steps.slice(0, path.length + i).map(({ taken }) => taken);
    return Array.from({ length: of - 1 }, (_, other) => [...before, other + 1]);
  });
