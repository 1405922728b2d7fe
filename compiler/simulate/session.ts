import type { Fields } from './application.ts';
import type { Choose, Chosen } from './choices.ts';
import type { Event, Hearer, Purpose, Timed } from './events.ts';
import type { Act, CallScript } from './script.ts';
import type { Timeline } from './timeline.ts';
import type { Document, Target, Web } from './web.ts';

/** What a voice URL is set to: where a call is answered, and who answers when that fails. */
export interface Entry {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly fallbackUrl?: string;
}

/** Somebody for whom a document runs: the caller, or a leg that is asked before it is put through. */
export interface Party {
  readonly hearer: Hearer;
  /** The parameters that every request for this party has (docs/voice/twiml). */
  fields(): Fields;
  /** What they do at the next question; undefined: nothing more is in the script. */
  act(): Act | undefined;
  /** The line is open from here on. */
  answer(): void;
  readonly answered: boolean;
  /** It waits in a queue. */
  readonly waits?: true;
}

/** The call goes round and round. */
export class Endless extends Error {}

/** Requests after which a call is thought to be endless; Twilio itself would go on for hours. */
const MOST_REQUESTS = 120;

/** A caller may wait long, and is played to all the time. */
const MOST_WAITS = 1_000;

/** A request whose answer nobody hears, and when it is made. */
interface Aside {
  readonly at: number;
  readonly target: Target;
  readonly fields: Fields;
  readonly purpose: Purpose;
}

/** Seconds of a call (docs/voice/twiml/dial, timeLimit: 4 hours is what a call may last). */
const LONGEST = 4 * 3600;

/** One call while it is simulated: its clock, its record, its view of the web. */
export class Session {
  readonly script: CallScript;
  readonly entry: Entry;
  readonly timeline: Timeline;
  readonly web: Web;
  readonly events: Timed[];
  readonly chosen: Chosen[] = [];
  readonly #choose: Choose;
  readonly #settled = new Map<string, string>();
  readonly #asides: Aside[] = [];
  #release: (() => void) | undefined;
  #asked = 0;
  #waits = 0;
  #sids = 0;
  #dials = 0;
  #legs = 0;

  constructor(given: {
    readonly script: CallScript;
    readonly entry: Entry;
    readonly timeline: Timeline;
    readonly web: Web;
    readonly events: Timed[];
    readonly choose: Choose;
  }) {
    this.script = given.script;
    this.entry = given.entry;
    this.timeline = given.timeline;
    this.web = given.web;
    this.events = given.events;
    this.#choose = given.choose;
  }

  /** An identifier as Twilio has them, the same in every run of a script. */
  sid(prefix: 'CA' | 'RE' | 'QU' | 'TR'): string {
    this.#sids += 1;
    const { serial = '' } = this.script;
    return `${prefix}${serial}${this.#sids.toString(16).padStart(32 - serial.length, '0')}`;
  }

  nextDial(): number {
    this.#dials += 1;
    return this.#dials - 1;
  }

  nextLeg(): number {
    this.#legs += 1;
    return this.#legs - 1;
  }

  record(event: Event): void {
    if (isHeard(event)) this.release();
    this.events.push({ t: this.timeline.now, ...event });
  }

  /** @param code as in Twilio's dictionary, where it has one */
  trouble(code: number | undefined, text: string): void {
    this.record({ kind: 'trouble', text, ...(code === undefined ? {} : { code }) });
  }

  /** A phone that sent a REFER is held until the caller hears something else; then this is done. */
  hold(release: () => void): void {
    this.#release = release;
  }

  /** Lets go of the phone that is held, if one is. */
  release(): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
  }

  /** The phone that was held has the caller again. */
  unhold(): void {
    this.#release = undefined;
  }

  get holds(): boolean {
    return this.#release !== undefined;
  }

  /** Takes one way where Twilio's own is not established; the same all through a call, as Twilio is. */
  choose<T extends string>(question: string, answers: readonly T[]): T {
    const settled = answers.find((answer) => answer === this.#settled.get(question));
    if (settled !== undefined) return settled;
    const answer = this.chooseAnew(question, answers);
    this.#settled.set(question, answer);
    return answer;
  }

  /** Takes one way where chance decides, each time anew. */
  chooseAnew<T extends string>(question: string, answers: readonly T[]): T {
    if (answers.length === 1 && answers[0] !== undefined) return answers[0];
    const answer = this.#choose(question, answers);
    this.chosen.push({ question, answer });
    return answer;
  }

  /** Lets time pass. @throws Interrupted, Endless */
  wait(seconds: number): void {
    this.timeline.wait(seconds);
    if (this.timeline.now > LONGEST) throw new Endless();
  }

  /** Asks for a document; undefined: none is to be had, and Twilio's debugger says why. */
  async request(target: Target, fields: Fields, purpose: Purpose): Promise<Document | undefined> {
    const asked = purpose === 'wait' ? ++this.#waits / MOST_WAITS : ++this.#asked / MOST_REQUESTS;
    if (asked > 1) throw new Endless();
    await this.flush();
    const fetched = await this.web.request(target, fields, purpose);
    if (fetched.ok) return fetched.document;
    this.trouble(fetched.code, fetched.text);
    return undefined;
  }

  /** Tells the application something; its answer means nothing, as long as there is one. */
  async tell(target: Target, fields: Fields, purpose: Purpose): Promise<void> {
    await this.flush();
    const problem = await this.web.tell(target, fields, purpose);
    if (problem !== undefined) this.trouble(problem.code, problem.text);
  }

  /** Like `tell`, by and by: before the next request, in the order of the clock. */
  aside(target: Target, fields: Fields, purpose: Purpose): void {
    this.#asides.push({ at: this.timeline.now, target, fields, purpose });
  }

  /** Makes the requests that are due. */
  async flush(): Promise<void> {
    const now = this.timeline.now;
    const due = this.#asides.splice(0).sort((a, b) => a.at - b.at);
    this.#asides.push(...due.filter(({ at }) => at > now));
    for (const { at, target, fields, purpose } of due.filter((each) => each.at <= now)) {
      this.timeline.seek(at);
      const problem = await this.web.tell(target, fields, purpose);
      if (problem !== undefined) this.trouble(problem.code, problem.text);
    }
    this.timeline.seek(now);
  }

  /** Takes back what a leg was told after a moment: it was cut off before, and only the order of play hid that. */
  forget(leg: number, sid: string, after: number): void {
    const kept = this.events.filter((each) => {
      const theirs = ('to' in each && each.to === leg) || ('fields' in each && each.fields.CallSid === sid);
      return !theirs || each.t <= after;
    });
    this.events.splice(0, this.events.length, ...kept);
  }

  /** The document for the caller; when it cannot be had, that of the fallback URL (docs/voice/twiml). */
  async requestForCaller(target: Target, fields: Fields, purpose: Purpose): Promise<Document | undefined> {
    const document = await this.request(target, fields, purpose);
    const { fallbackUrl } = this.entry;
    if (document !== undefined || fallbackUrl === undefined || target.url === fallbackUrl) return document;
    // Of the first request it is documented, of later ones only told.
    const asked =
      purpose === 'call' ||
      this.choose('the fallback URL when a later request fails', ['is asked', 'is not asked']) === 'is asked';
    if (!asked) return undefined;
    const code = this.events.findLast((each) => each.kind === 'trouble');
    const error = { ErrorCode: String(code?.kind === 'trouble' ? code.code : ''), ErrorUrl: target.url };
    return this.request({ url: fallbackUrl, method: 'POST' }, { ...fields, ...error }, 'fallback');
  }
}

/** Something or somebody else has the caller's ear. */
function isHeard(event: Event): boolean {
  switch (event.kind) {
    case 'said':
    case 'played':
    case 'gathered':
      return event.to === 'caller';
    case 'bridged':
    case 'conference':
    case 'queued':
    case 'recorded':
      return true;
    default:
      return false;
  }
}
