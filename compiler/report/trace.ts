import type { TurnRecord } from '../../runtime/step.ts';
import type { Locator, Origin } from '../model/source.ts';
import type { Timed } from '../simulate/events.ts';
import type { PlayedCall } from '../trace/imagined-call.ts';
import { endWord, type Outcome } from '../trace/outcome.ts';
import type { People } from '../trace/people.ts';
import type { Places } from '../trace/places.ts';
import { PLAIN, type Style } from './frame.ts';
import { visible } from './visible-text.ts';

/** One played call as a person reads it: what decided, at which line, who rang and when, what was heard, how it ended. */

/** What a trace is told of the plan. */
export interface TraceGround {
  readonly people: People;
  readonly places: Places;
  readonly locator: Locator;
}

export interface TraceOptions {
  readonly style?: Style;
  /** Print the TwiML of each answer. */
  readonly twiml?: boolean;
  /** Lines at most; absent: 30. */
  readonly most?: number;
}

interface Line {
  readonly t?: number;
  readonly indent: number;
  readonly text: string;
  readonly origin?: Origin | undefined;
  readonly faint?: true;
}

/** Longer speech is cut. */
const MOST_SPEECH = 64;

const clock = (seconds: number): string => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

/** `route:main_line` as `route main_line`; a leaf by the exits that lead to it. */
function placeName(at: string, { places }: TraceGround): string {
  const [ref = at, ...labels] = at.split('/');
  const colon = ref.indexOf(':');
  const kind = ref.slice(0, colon).replace('_', ' ');
  const name = colon < 0 ? ref : `${kind} ${places.name(ref) ?? ref.slice(colon + 1)}`;
  return [name, ...labels.map((label) => label.replaceAll('_', ' '))].join(' / ');
}

const cut = (text: string): string =>
  text.length > MOST_SPEECH ? `${text.slice(0, MOST_SPEECH - 1)}…` : text;

/** What is plain from what happens next. */
const PLAIN_BECAUSE =
  /^(rings|asks|takes a message|says|plays|said|listed number|inside the plan|allowed|a message|no message|the greeting|the call was answered)/;

/** What a turn says: the way on and why; a node that waits says it by what happens. */
function turnLines(turn: TurnRecord, { places }: TraceGround): readonly Line[] {
  const { at, exit, because, against = [] } = turn;
  if (exit === undefined) {
    if (turn.refused) return [{ indent: 1, text: `refused: ${because}` }];
    return PLAIN_BECAUSE.test(because) ? [] : [{ indent: 1, text: because, faint: true }];
  }
  const words = exit.replaceAll('_', ' ');
  const known = because === '' || PLAIN_BECAUSE.test(because) || words.endsWith(because);
  return [
    { indent: 1, text: `→ ${words}${known ? '' : ` (${because})`}`, origin: places.exit(at, exit) },
    ...against.map(
      (lost): Line => ({
        indent: 2,
        text: `not ${lost.exit.replaceAll('_', ' ')}: ${lost.because}`,
        faint: true,
      }),
    ),
  ];
}

interface RungLeg {
  readonly name: string;
  readonly began: number;
}

/** How a leg's ringing ended. */
const legEnds: { readonly [how: string]: string } = {
  busy: 'is busy',
  no_answer: 'does not answer',
  unreachable: 'cannot be reached',
  cancelled: 'stops ringing',
  declined: 'answers and does not accept',
};

function eventLine(event: Timed, legs: Map<number, RungLeg>, people: People): Line | undefined {
  const line = (text: string): Line => ({ t: event.t, indent: 1, text });
  const name = (leg: number): string => legs.get(leg)?.name ?? `leg ${leg}`;
  switch (event.kind) {
    case 'rang': {
      legs.set(event.leg, { name: people.name(event.address), began: event.t });
      return line(
        `rings ${people.name(event.address)} for ${event.timeout} s, shows ${event.callerId || 'nothing'}`,
      );
    }
    case 'leg_ended':
      return line(`${name(event.leg)} ${legEnds[event.how]}`);
    case 'answered':
      return undefined;
    case 'bridged':
      return line(`${name(event.leg)} talks with the caller`);
    case 'talk_ended':
      // That the caller is gone is said when the call ends.
      return event.by === 'leg' ? line(`${name(event.leg)} hangs up`) : undefined;
    case 'transferred':
      return line(`${name(event.leg)} transfers the caller to ${event.to}`);
    case 'returned':
      return line(`the caller is back with ${name(event.leg)}`);
    case 'said':
      return event.to === 'caller'
        ? line(`says "${cut(event.text)}"`)
        : line(`asks ${name(event.to)} "${cut(event.text)}"`);
    case 'played':
      return line(`plays ${event.url.split('/').at(-1) ?? event.url}`);
    case 'gathered':
      return line(gathered(event, name));
    case 'recorded':
      return line(event.seconds === 0 ? 'records nothing' : `records a message of ${event.seconds} s`);
    case 'queued':
      return line(`waits in the queue ${event.name}`);
    case 'left_queue':
      return line(`leaves the queue: ${event.result}`);
    case 'conference':
      return line(`is in the room ${event.name}`);
    case 'rejected':
      return line(`is refused before anything answers (${event.reason})`);
    case 'hung_up':
      return line(event.by === 'caller' ? 'the caller hangs up' : 'hangs up');
    case 'trouble':
      return line(`Twilio warns${event.code === undefined ? '' : ` ${event.code}`}: ${event.text}`);
    default:
      return undefined;
  }
}

function gathered(event: Extract<Timed, { kind: 'gathered' }>, name: (leg: number) => string): string {
  const who = event.to === 'caller' ? 'the caller' : name(event.to);
  if (event.how === 'silence') return `${who} presses nothing`;
  return event.how === 'keys' ? `${who} presses ${event.got}` : `${who} says "${cut(event.got)}"`;
}

function linesOf(played: PlayedCall, ground: TraceGround, twiml: boolean): readonly Line[] {
  const lines: Line[] = [];
  const legs = new Map<number, RungLeg>();
  let here: string | undefined;
  for (const event of played.record.events) {
    if (event.kind !== 'asked') {
      const line = eventLine(event, legs, ground.people);
      if (line !== undefined) lines.push(line);
      continue;
    }
    // What is answered to a call that is over is heard by nobody.
    if (event.fields.CallStatus === 'completed') continue;
    const turns = played.answered.find(({ request }) => request === event.request)?.turns ?? [];
    for (const turn of turns) {
      if (turn.at !== here) {
        here = turn.at;
        lines.push({
          t: event.t,
          indent: 0,
          text: placeName(turn.at, ground),
          origin: ground.places.at(turn.at),
        });
      }
      lines.push(...turnLines(turn, ground));
    }
    if (twiml && event.twiml !== undefined && event.twiml !== '') {
      lines.push({ t: event.t, indent: 2, text: event.twiml, faint: true });
    }
  }
  return lines;
}

function written({ t, indent, text, origin, faint }: Line, { locator }: TraceGround, style: Style): string {
  const time = t === undefined ? '' : clock(t);
  const span = origin && locator.span(origin);
  const place = origin && span ? `  ${origin.file}:${span.start.line}` : '';
  const words = `${'  '.repeat(indent)}${visible(text)}`;
  const shown = faint ? style.dim(words) : indent === 0 ? style.bold(words) : words;
  return `${style.dim(time.padStart(6))}  ${shown}${style.dim(place)}`;
}

/** Keeps the beginning and the end of a call that is too long to read. */
function capped(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const tail = Math.floor(most / 3);
  const head = most - tail - 1;
  return [
    ...lines.slice(0, head),
    `        … ${lines.length - head - tail} lines more (--all shows them)`,
    ...lines.slice(lines.length - tail),
  ];
}

/** How a call ended, in a line. */
export function endLine({ end, reached }: Outcome): string {
  const after = `after ${clock(reached)}`;
  switch (end.kind) {
    case 'party':
      return `ends with ${end.name}, ${after}`;
    case 'mailbox':
      return `ends in the mailbox ${end.name}, ${after}`;
    case 'queue':
    case 'conference':
      return `ends in the ${end.kind} ${end.name}, ${after}`;
    case 'emergency':
      return `ends with the emergency service, ${after}`;
    case 'refused':
      return `ends refused, ${after}`;
    case 'reject':
      return 'ends refused before anything answered';
    case 'hangup':
      return `ends with a hang-up, ${after}`;
    case 'fault':
      return `ends badly: ${endWord(end).replace('_', ' ')}, ${after}`;
  }
}

/** A played call as lines of text, at most 30 unless more are asked for. */
export function formatTrace(
  played: PlayedCall,
  outcome: Outcome,
  ground: TraceGround,
  options: TraceOptions = {},
): string {
  const style = options.style ?? PLAIN;
  const lines = linesOf(played, ground, options.twiml === true).map((line) => written(line, ground, style));
  const shown = capped(lines, (options.most ?? 30) - 1);
  return [...shown, style.bold(endLine(outcome)), ''].join('\n');
}
