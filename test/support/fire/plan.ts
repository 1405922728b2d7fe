/**
 * A plan in versions that share nothing: every number leads to another menu in each, every menu to another group, every
 * group to another message, and all of them say their version. So an answer that is made of two versions cannot look
 * like either, and a call that changes its version on its way neither.
 */
export interface Shape {
  /** Lines that every version has. */
  readonly lines: number;
  /** Numbers that only even versions have, and as many that only odd ones have. */
  readonly comings: number;
}

/** From one version to the next 500 items change: 488 are other, 6 come, 6 go. */
export const FIVE_HUNDRED: Shape = { lines: 122, comings: 6 };

/** The same in small: 60 items change. */
export const SIXTY: Shape = { lines: 13, comings: 4 };

/** How many items change from one version to the next. */
export const changes = ({ lines, comings }: Shape): number => 4 * lines + 2 * comings;

/** What callers may dial: all numbers that any version has. */
export const numbers = ({ lines, comings }: Shape): readonly string[] =>
  Array.from({ length: lines + 2 * comings }, (_, line) => numberOf(line));

function numberOf(line: number): string {
  return `+61255500${String(line).padStart(3, '0')}`;
}

/** Whether a version has a number. */
function has({ lines, comings }: Shape, version: number, line: number): boolean {
  return line < lines || line - lines < comings === (version % 2 === 0);
}

/** Where the thing of this number leads in a version. */
const next = ({ lines }: Shape, version: number, from: number): number => (from + version) % lines;

const HEAD = `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
sip: {domain: acme.sip.twilio.com}
emergency: {numbers: ["000", "112"], caller_id: "${numberOf(0)}"}
environments: {prod: {}}
sync: {cache_seconds: 0}
`;

/** The plan as its author writes it. */
export function planText(shape: Shape, version: number): string {
  const all = Array.from({ length: shape.lines }, (_, i) => i);
  const dialled = numbers(shape).flatMap((number, line) =>
    has(shape, version, line) ? [`  "${number}": menu_${next(shape, version, line)}`] : [],
  );
  const menus = all.flatMap((i) => [
    `  menu_${i}:`,
    `    prompt: "Version ${version} menu ${i}."`,
    `    options: {1: group_${next(shape, version, i)}}`,
    `    on_timeout: {after: 5s}`,
    `    on_invalid: {retries: 1}`,
    `    otherwise: message_${i}`,
  ]);
  const groups = all.map(
    (i) =>
      `  group_${i}: {strategy: simultaneous, ring: 20s, members: [{sip: "sip:version-${version}-group-${i}@example.com"}], otherwise: message_${next(shape, version, i)}}`,
  );
  const messages = all.map((i) => `  message_${i}: {say: "Version ${version} message ${i}.", then: hangup}`);
  const sections = { numbers: dialled, menus, ring_groups: groups, messages };
  return `${HEAD}${Object.entries(sections)
    .map(([name, lines]) => `${name}:\n${lines.join('\n')}\n`)
    .join('')}`;
}

/** The three answers of one call: to the number, to key 1 of its menu, and when nobody of its group answers. */
export type Answers = readonly string[];

const SPOKEN = /version[ -](\d+)[ -](menu|group|message)[ -](\d+)/gi;

/** What is said of the plan in an answer: `7 menu 12`. */
const spoken = (twiml: string): readonly string[] =>
  [...twiml.matchAll(SPOKEN)].map(([, version, what, i]) => `${version} ${what?.toLowerCase()} ${i}`);

const STEPS = ['menu', 'group', 'message'] as const;

/** Whether the answers of a call to a number, as many as there were, are exactly those of a version. */
export function isOf(shape: Shape, version: number, line: number, answers: Answers): boolean {
  return areOf(shape, line, answers, [version]);
}

/**
 * The same for a call that may be moved to another version between two answers, as after a rollback: each answer is wholly of
 * one, and goes on where the one before led.
 */
export function eachIsOf(shape: Shape, versions: readonly number[], line: number, answers: Answers): boolean {
  return areOf(shape, line, answers, versions);
}

function areOf(shape: Shape, line: number, answers: Answers, versions: readonly number[]): boolean {
  if (/not in service/.test(answers[0] ?? '')) {
    return answers.length === 1 && versions.some((version) => !has(shape, version, line));
  }
  let at = line;
  return answers.every((twiml, i) => {
    const said = spoken(twiml);
    const version = versions.find((one) => {
      const expected = `${one} ${STEPS[i]} ${next(shape, one, at)}`;
      return (i > 0 || has(shape, one, line)) && said.length > 0 && said.every((words) => words === expected);
    });
    if (version !== undefined) at = next(shape, version, at);
    return version !== undefined;
  });
}
