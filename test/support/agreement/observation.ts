import type { JsonObject } from '../../../runtime/digest.ts';

/** What can be observed of one call, by anybody: the caller, the phones, Twilio's bill, the log. Lines, for people to read. */
export interface Observation {
  /** `<seconds> <what>`, in the order of time; what happens at one moment in the order in which it was noted. */
  readonly lines: readonly string[];
  readonly ending: string;
  /** Seconds. */
  readonly lasted: number;
  /** Live state when the call was over, by the id of what it belongs to. */
  readonly live: { readonly [id: string]: JsonObject };
}

/** One thing that happened. `t`: seconds since the call began. */
export interface Noted {
  readonly t: number;
  readonly what: string;
  /** It is told beside the call, by and by. */
  readonly aside?: true;
}

/** Lines of what happened, in the order of time. */
export const linesOf = (noted: readonly Noted[]): readonly string[] =>
  [...noted]
    .sort((a, b) => a.t - b.t || Number(a.aside ?? false) - Number(b.aside ?? false))
    .map(({ t, what }) => `${t} ${what}`);

const told = (text: string): string => JSON.stringify(text);

/** The words for what happens, so that two observers who see the same write the same. */
export const words = {
  asked: (purpose: string, entry: string) => `asks ${entry} (${purpose})`,
  rule: (rule: string) => `decides: ${rule}`,
  offers: (what: string) => `is told to ${what}`,
  said: (to: string, text: string, voice: string | undefined, language: string | undefined) =>
    `${to} hears ${told(text)}, voice ${voice ?? '-'}, language ${language ?? '-'}`,
  played: (to: string, url: string) => `${to} hears ${url}`,
  gathered: (to: string, got: string, how: string) => `${to} gives ${told(got)} (${how})`,
  rang: (dial: number, turn: number, leg: number, written: string, callerId: string, timeout: number) =>
    `dial ${dial}.${turn} rings leg ${leg} at ${written} as ${told(callerId)} for ${timeout} s`,
  answered: (leg: number) => `leg ${leg} answers`,
  legEnded: (leg: number, how: string) => `leg ${leg} ends: ${how}`,
  bridged: (leg: number) => `talks with leg ${leg}`,
  talkEnded: (leg: number, by: string) => `talk with leg ${leg} ended by the ${by}`,
  transferred: (leg: number, to: string) => `leg ${leg} transfers to ${told(to)}`,
  returned: (leg: number) => `is back with leg ${leg}`,
  dialEnded: (dial: number, status: string) => `dial ${dial} ended: ${status}`,
  recorded: (seconds: number) => `message of ${seconds} s`,
  notified: (purpose: string, mailbox: string, caller: string | undefined, entry: string) =>
    `${purpose} of ${mailbox} from ${caller ?? 'nobody'} who called ${entry}`,
  conference: (room: string) => `joins ${told(room)}`,
  rejected: (reason: string) => `rejected: ${reason}`,
  hungUp: (by: string) => `hung up by the ${by}`,
  trouble: (text: string) => `trouble: ${text}`,
} as const;

/** How two observations differ, a line each: `-` only the first saw it, `+` only the second. Empty: they agree. */
export function differences(first: Observation, second: Observation): readonly string[] {
  const [a, b] = [whole(first), whole(second)];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  if (same === a.length && same === b.length) return [];
  const before = a.slice(Math.max(0, same - 3), same).map((line) => `  ${line}`);
  return [
    ...before,
    ...a.slice(same, same + 6).map((line) => `- ${line}`),
    ...b.slice(same, same + 6).map((line) => `+ ${line}`),
  ];
}

function whole({ lines, ending, lasted, live }: Observation): readonly string[] {
  const states = Object.entries(live)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, state]) => `left ${id} as ${JSON.stringify(sorted(state))}`);
  return [...lines, `${lasted} ends: ${ending}`, ...states];
}

const sorted = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
