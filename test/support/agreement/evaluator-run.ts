// Long, because it is the whole second opinion: split up, it could not be read against the language in one go.
import type { Chosen } from '../../../compiler/simulate/choices.ts';
import { MESSAGE, type Phone, TALK } from '../../../compiler/simulate/script.ts';
import { spokenFor } from '../../../compiler/simulate/verbs/speech.ts';
import type { Call, CallState, EntryName, Event } from '../../../runtime/call.ts';
import { classify } from '../../../runtime/classify.ts';
import type { JsonObject } from '../../../runtime/digest.ts';
import type { Instruction, Link, Noun } from '../../../runtime/instructions.ts';
import { step } from '../../../runtime/step.ts';
import type { Webhook } from '../../../runtime/webhook.ts';
import { worldOf } from '../../../runtime/world.ts';
import { type AgreedCall, type Lowered, phoneOf } from './agreed-call.ts';
import { addressOf, counted, heard, offersOf, ruleOf, uuiIn } from './meanings.ts';
import { linesOf, type Noted, type Observation, words } from './observation.ts';
import { Answers } from './questions.ts';
import { WAITS } from './waits.ts';

/**
 * A call as the language and the meaning of instructions have it: the evaluator is asked about the lowered program, and
 * what it answers is done, on a clock of its own. No TwiML, no links, no items, no Sync, no parameters: the state of the
 * call is an object that is carried along. Of the simulated network it shares the script and how long people take.
 */

/** The caller, or the phone that is asked to accept, is gone. */
class Gone extends Error {
  readonly who: Deadline;
  constructor(who: Deadline) {
    super('gone');
    this.who = who;
  }
}
class Endless extends Error {}

interface Deadline {
  readonly at: number;
}

type Dial = Extract<Instruction, { verb: 'dial' }>;
type Gather = Extract<Instruction, { verb: 'gather' }>;
type Record = Extract<Instruction, { verb: 'record' }>;

/** Who hears a document: the caller, or a phone that is asked first. */
interface Listener {
  readonly name: string;
  /** What it does at its next question. */
  act(): Said;
}
type Said =
  | { readonly kind: 'keys' | 'words'; readonly text: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'nothing' };

/** How a document ended. `returned`: a transfer led nowhere, and the talk before it goes on. */
type Stop = 'ran_out' | 'hangup' | 'rejected' | 'returned';

/** How a document ended, or where Twilio goes on. */
type Way = { readonly kind: Stop } | { readonly kind: 'asks'; readonly link: Link; readonly event: Event };

const MOST_REQUESTS = 120;
const LONGEST = 4 * 3600;

class EvaluatorRun {
  readonly #call: AgreedCall;
  readonly #plan: Lowered;
  readonly #sid: string;
  readonly #base: string;
  readonly #answers: Answers;
  readonly #live: Map<string, JsonObject>;
  readonly #noted: Noted[] = [];
  readonly #deadlines: Deadline[] = [];
  readonly #acts: AgreedCall['acts'][number][];
  #now = 0;
  /** The leg that handed the caller on and has not been let go. */
  #held: number | undefined;
  #answered = false;
  #requests = 0;
  #dials = 0;
  #legs = 0;

  constructor(call: AgreedCall, plan: Lowered, twilio: TwilioSide) {
    this.#call = call;
    this.#plan = plan;
    this.#sid = twilio.sid;
    this.#base = twilio.base;
    this.#acts = [...call.acts];
    this.#live = new Map(Object.entries(call.live));
    this.#answers = new Answers(twilio.chosen);
  }

  run(): Observation {
    const caller = this.#caller();
    if (this.#call.hangsUp !== undefined) this.#deadlines.push({ at: this.#call.hangsUp });
    let ending: string;
    try {
      const first = this.#ask('call', this.#call.entry, { kind: 'arrived' }, undefined);
      ending = this.#perform(first, caller);
    } catch (error) {
      if (error instanceof Endless) ending = 'endless';
      else if (error instanceof Gone) {
        this.#note(words.hungUp('caller'));
        ending = 'caller_hung_up';
      } else throw error;
    }
    return {
      lines: linesOf(this.#noted),
      ending,
      lasted: this.#now,
      live: Object.fromEntries(this.#live),
    };
  }

  #note(what: string, t = this.#now): void {
    this.#noted.push({ t, what });
  }

  /** The caller hears something: a phone that handed the caller on is held until then. */
  #hear(what: string): void {
    this.#letGo();
    this.#note(what);
  }

  #letGo(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#note(words.talkEnded(held, 'transfer'));
  }

  #pass(time: number): void {
    const to = this.#now + time;
    const [first] = this.#deadlines.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at);
    if (first !== undefined) {
      this.#now = Math.max(this.#now, first.at);
      throw new Gone(first);
    }
    this.#now = to;
    if (to > LONGEST) throw new Endless();
  }

  #caller(): Listener {
    return {
      name: 'caller',
      act: () => {
        const act = this.#acts.shift();
        if (act === undefined) return { kind: 'nothing' };
        if (act.does === 'press') return { kind: 'keys', text: act.keys };
        return act.does === 'say' ? { kind: 'words', text: act.words } : { kind: 'silence' };
      },
    };
  }

  // --- the evaluator

  #ask(
    purpose: string,
    entry: EntryName,
    event: Event,
    state: CallState | undefined,
    more: { readonly target?: string; readonly over?: boolean } = {},
  ): readonly Instruction[] {
    if (more.over !== true) this.#requests += 1;
    if (this.#requests > MOST_REQUESTS) throw new Endless();
    const { caller, to, at, uui, group } = this.#call;
    const call: Call = {
      sid: this.#sid,
      from: caller.means,
      to,
      now: at + this.#now * 1_000,
      uui: uui?.means ?? uuiIn(more.target) ?? this.#sid,
      answered: entry === 'callTransfer' || (this.#answered && more.over !== true),
    };
    const webhook: Webhook = {
      entry,
      event,
      call,
      ...(state === undefined ? {} : { state }),
      ...(more.target === undefined ? {} : { target: more.target }),
      ...(group === undefined || entry !== 'ringGroup' ? {} : { group }),
    };
    const { instructions, rule } = this.#decide(webhook);
    this.#note(words.asked(purpose, entry));
    this.#note(words.rule(rule));
    for (const offer of offersOf(instructions)) this.#note(offer);
    return instructions;
  }

  #decide(webhook: Webhook): { readonly instructions: readonly Instruction[]; readonly rule: string } {
    const { program, bundle } = this.#plan;
    const before = new Map(this.#live);
    const written = new Set<string>();
    const world = worldOf(program, {
      classify: (number) => classify(number, bundle.numbering.country),
      live: (id) => before.get(id) ?? null,
      written: (ref) => (written.has(ref) ? 'done' : undefined),
    });
    for (let round = 0; round < 5; round += 1) {
      const reply = step(webhook, bundle, world);
      if (reply.kind === 'answer') return { instructions: reply.instructions, rule: ruleOf(reply.turns) };
      if (reply.kind === 'lost') throw new Error(`the program is not whole: ${reply.because}`);
      for (const need of reply.needs) {
        if (need.kind !== 'write') throw new Error(`a whole program lacks ${JSON.stringify(need)}`);
        this.#live.set(need.ref.replace('live:', ''), need.payload);
        written.add(need.ref);
      }
    }
    throw new Error('the evaluator goes on writing');
  }

  // --- documents

  #perform(first: readonly Instruction[], listener: Listener): Stop {
    let way = this.#do(first, listener);
    while (way.kind === 'asks') {
      const next = this.#ask('action', way.link.to, way.event, way.link.state);
      way = this.#do(next, listener);
    }
    return way.kind;
  }

  #do(instructions: readonly Instruction[], listener: Listener): Way {
    for (const [i, told] of instructions.entries()) {
      const way = this.#doOne(told, listener, i < instructions.length - 1);
      if (way !== undefined) return way;
    }
    return { kind: 'ran_out' };
  }

  #answer(listener: Listener): void {
    if (listener.name === 'caller') this.#answered = true;
  }

  #tell({ name }: Listener, what: string): void {
    if (name === 'caller') this.#hear(what);
    else this.#note(what);
  }

  /** Undefined: on with the next instruction. @param follows there is one */
  #doOne(told: Instruction, listener: Listener, follows: boolean): Way | undefined {
    switch (told.verb) {
      case 'say': {
        this.#answer(listener);
        const text = heard(told.text);
        if (text === '') {
          this.#note(words.trouble('nothing is said'));
          return undefined;
        }
        this.#tell(listener, words.said(listener.name, text, told.voice, told.language));
        this.#pass(spokenFor(text));
        return undefined;
      }
      case 'play':
        this.#answer(listener);
        this.#tell(listener, words.played(listener.name, new URL(told.url.trim(), this.#base).href));
        this.#pass(WAITS.sound);
        return undefined;
      case 'hangup':
        if (listener.name === 'caller') this.#note(words.hungUp('application'));
        return { kind: 'hangup' };
      case 'reject':
        if (this.#answered) {
          this.#note(words.trouble('rejected too late'));
          this.#note(words.hungUp('application'));
          return { kind: 'hangup' };
        }
        this.#note(words.rejected(told.reason));
        return { kind: 'rejected' };
      case 'gather':
        return this.#gather(told, listener);
      case 'record':
        return this.#record(told);
      case 'conference':
        this.#answered = true;
        this.#dials += 1;
        this.#hear(words.conference(told.room));
        this.#pass(TALK);
        this.#note(words.dialEnded(this.#dials - 1, 'answered'));
        return {
          kind: 'asks',
          link: told.action,
          event: { kind: 'dialled', status: 'answered', bridged: undefined },
        };
      case 'dial':
        return this.#dial(told, listener, follows);
    }
  }

  #gather(told: Gather, listener: Listener): Way | undefined {
    this.#answer(listener);
    for (const each of told.prompt) this.#doOne(each, listener, true);
    const said = listener.act();
    const { got, over } =
      said.kind === 'keys'
        ? counted(said.text, told.digits ?? Number.POSITIVE_INFINITY, told.finishOnKey ?? '#')
        : { got: '', over: false };
    if (said.kind === 'keys') this.#pass(WAITS.thinks);
    if (!over) this.#pass(told.timeout);
    this.#tell(
      listener,
      said.kind === 'keys'
        ? words.gathered(listener.name, said.text, 'keys')
        : words.gathered(listener.name, '', 'silence'),
    );
    return got === '' && !told.always
      ? undefined
      : { kind: 'asks', link: told.action, event: { kind: 'digits', digits: got } };
  }

  #record(told: Record): Way | undefined {
    this.#answered = true;
    const began = this.#now;
    let gone: Gone | undefined;
    let made: { readonly length: number; readonly key: string };
    try {
      made = this.#speak(told);
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      gone = error;
      made = { length: Math.floor(this.#now - began), key: 'hangup' };
    }
    const { length, key } = made;
    this.#hear(words.recorded(length));
    const event: Event = { kind: 'recorded', seconds: length, key };
    const skipped = length === 0 && this.#answers.isLikeliest('emptyRecording');
    if (length > 0) this.#notify(told);
    if (key !== 'hangup') return skipped ? undefined : { kind: 'asks', link: told.action, event };
    // The caller is gone, nobody hears the answer.
    if (!skipped) this.#ask('action', told.action.to, event, told.action.state, { over: true });
    throw gone ?? new Gone({ at: this.#now });
  }

  #speak(told: Record): { readonly length: number; readonly key: string } {
    const act = this.#acts.shift();
    const most = told.maxLength;
    const fallSilent = (spoken: number): void => this.#pass(Math.min(told.silence, most - spoken));
    switch (act?.does) {
      case 'silence':
        fallSilent(0);
        return { length: 0, key: '' };
      case 'press': {
        this.#pass(1);
        const key = [...act.keys].find((each) => told.finishOnKey.includes(each));
        if (key === undefined) fallSilent(1);
        return { length: 1, key: key ?? '' };
      }
      default: {
        const length = Math.min(most, act === undefined ? MESSAGE : spokenFor(act.words));
        this.#pass(length);
        if (length === most) return { length, key: '' };
        // Who has no more to do than to speak hangs up.
        if (act === undefined) return { length, key: 'hangup' };
        fallSilent(length);
        return { length, key: '' };
      }
    }
  }

  #notify({ callback, transcribe }: Record): void {
    const { at, caller, entry } = callback.state;
    for (const purpose of transcribe ? ['recording', 'transcription'] : ['recording']) {
      for (const what of [words.asked(purpose, callback.to), words.notified(purpose, at, caller, entry)])
        this.#noted.push({ t: this.#now, what, aside: true });
    }
  }

  // --- dials

  #dial(told: Dial, listener: Listener, follows: boolean): Way | undefined {
    if (listener.name !== 'caller') throw new Error('a dial for somebody who is being asked');
    const dial = this.#dials;
    this.#dials += 1;
    const callerId = told.callerId ?? this.#call.caller.text;
    const patience = told.timeout ?? WAITS.ringing;
    const legs = told.nouns.map((noun) => this.#startRinging(noun, dial, callerId, patience));
    const found = this.#hunt(legs, patience + WAITS.extra, told);
    if (found.kind === 'talks') return this.#talk(found.leg, dial, told, listener);
    this.#note(words.dialEnded(dial, found.status));
    if (this.#held !== undefined && !this.#goesOn(told, follows)) return { kind: 'returned' };
    return told.action && this.#comeBack(told.action, found.status, false);
  }

  /** Nobody took a transfer: whether the plan's next step follows, or the caller is back with the phone. */
  #goesOn({ action }: Dial, follows: boolean): boolean {
    return (action !== undefined || follows) && this.#answers.isLikeliest('deadTransfer');
  }

  #comeBack(link: Link, status: string, bridged: boolean): Way {
    return { kind: 'asks', link, event: { kind: 'dialled', status, bridged } };
  }

  #startRinging(noun: Noun, dial: number, callerId: string, patience: number): Leg {
    const leg = this.#legs;
    this.#legs += 1;
    const { address, written } = addressOf(noun);
    this.#note(words.rang(dial, 0, leg, `${address.kind} ${written}`, callerId, patience));
    const phone = phoneOf(this.#call, address);
    return { leg, noun, phone, ...this.#behaviour(phone, patience + WAITS.extra) };
  }

  #behaviour(phone: Phone, most: number): Pick<Leg, 'answers' | 'fails'> {
    const at = (time: number): number => this.#now + time;
    switch (phone.does) {
      case 'busy':
        return { fails: { at: at(WAITS.busy), how: 'busy', status: 'busy' } };
      case 'unreachable':
        return { fails: { at: at(WAITS.unreachable), how: 'unreachable', status: 'failed' } };
      case 'mailbox':
        return { answers: at(WAITS.mailbox) };
      case 'answers':
        if (phone.after <= most) return { answers: at(phone.after) };
    }
    return { fails: { at: at(most), how: 'no_answer', status: 'no-answer' } };
  }

  /** Lets phones ring until one takes the call, all have failed, or the caller is gone. */
  #hunt(legs: readonly Leg[], _most: number, told: Dial): Found {
    const winner = this.#first(legs);
    const failures = legs.flatMap(({ fails }) => (fails === undefined ? [] : [fails.at]));
    const until = winner?.answers ?? Math.max(...failures);
    const over = (leg: Leg): boolean => leg.fails !== undefined && leg.fails.at <= this.#now;
    try {
      this.#pass(Math.max(0, until - this.#now));
    } catch (error) {
      this.#fall(legs, over);
      for (const leg of legs) if (!over(leg)) this.#note(words.legEnded(leg.leg, 'cancelled'));
      this.#tellOfLeaving(told);
      throw error;
    }
    this.#fall(legs, over);
    if (winner === undefined) {
      const statuses = [...new Set(legs.flatMap(({ fails }) => fails?.status ?? []))];
      const [only = ''] = statuses;
      const status = statuses.length > 1 ? this.#answers.next('statusOfSeveral', only) : only;
      return { kind: 'nobody', status };
    }
    this.#note(words.answered(winner.leg));
    for (const leg of legs) {
      if (leg !== winner && !over(leg)) this.#note(words.legEnded(leg.leg, 'cancelled'));
    }
    return winner.noun.confirm === undefined
      ? { kind: 'talks', leg: winner }
      : this.#confirm(winner, legs, told);
  }

  /** Who answers first. Of several at the same moment any may be it. */
  #first(legs: readonly Leg[]): Answering | undefined {
    const answering = legs.filter((each): each is Answering => each.answers !== undefined);
    const soonest = Math.min(...answering.map(({ answers }) => answers));
    const tied = answering.filter(({ answers }) => answers === soonest);
    if (tied.length < 2) return tied[0];
    const said = this.#answers.next('firstOfSeveral');
    return tied.find(({ leg }) => said.endsWith(`(leg ${leg})`)) ?? tied[0];
  }

  #fall(legs: readonly Leg[], over: (leg: Leg) => boolean): void {
    for (const leg of legs) {
      if (leg.fails !== undefined && over(leg))
        this.#note(words.legEnded(leg.leg, leg.fails.how), leg.fails.at);
    }
  }

  /** Whoever answered is asked first. */
  #confirm(leg: Answering, legs: readonly Leg[], told: Dial): Found {
    const link = leg.noun.confirm;
    if (link === undefined || legs.length > 1) throw new Error('phones that ring together are not asked');
    const presses = leg.phone.does === 'answers' ? [...(leg.phone.presses ?? [])] : [];
    const listener: Listener = {
      name: `leg ${leg.leg}`,
      act: () => {
        const text = presses.shift();
        return text === undefined ? { kind: 'silence' } : { kind: 'keys', text };
      },
    };
    const leaves = leg.phone.does === 'answers' ? leg.phone.hangsUp : undefined;
    const deadline = leaves === undefined ? undefined : { at: leg.answers + leaves };
    let accepted = false;
    try {
      const first = this.#ask('screen', link.to, { kind: 'arrived' }, link.state);
      if (deadline !== undefined) this.#deadlines.push(deadline);
      accepted = this.#perform(first, listener) === 'ran_out';
    } catch (error) {
      if (!(error instanceof Gone) || error.who !== deadline) {
        this.#note(words.legEnded(leg.leg, 'cancelled'));
        if (error instanceof Gone) this.#tellOfLeaving(told);
        throw error;
      }
    } finally {
      if (deadline !== undefined) this.#deadlines.splice(this.#deadlines.indexOf(deadline), 1);
    }
    if (accepted) return { kind: 'talks', leg };
    this.#note(words.legEnded(leg.leg, 'declined'));
    const status = this.#answers.next('statusDeclined');
    return { kind: 'nobody', status };
  }

  /** The caller is gone: the action is told, and nobody hears what it answers. */
  #tellOfLeaving({ action }: Dial, bridged = false): void {
    if (action === undefined) return;
    const event: Event = { kind: 'dialled', status: bridged ? 'completed' : 'canceled', bridged };
    this.#ask('action', action.to, event, action.state, { over: true });
  }

  #talk(spoken: Leg, dial: number, told: Dial, listener: Listener): Way | undefined {
    const { leg, phone, answers = this.#now } = spoken;
    this.#answered = true;
    this.#hear(words.bridged(leg));
    const person = phone.does === 'answers' ? phone : undefined;
    const leaves = person?.hangsUp === undefined ? undefined : answers + person.hangsUp;
    let ends = leaves ?? this.#now + TALK;
    const sent = person?.transfers && answers + person.transfers.after;
    try {
      if (person?.transfers !== undefined && sent !== undefined && sent < ends) {
        this.#pass(Math.max(0, sent - this.#now));
        const way = this.#transfer(spoken, person.transfers.to, told, listener);
        if (way !== undefined) return way;
        ends = leaves ?? this.#now + TALK;
      }
      this.#pass(Math.max(0, ends - this.#now));
    } catch (error) {
      // Who was handed on has left this talk before.
      if (this.#handedOn.has(leg)) throw error;
      if (!(error instanceof Gone)) this.#note(words.talkEnded(leg, 'limit'));
      if (!(error instanceof Gone)) throw error;
      this.#note(words.talkEnded(leg, 'caller'));
      this.#tellOfLeaving(told, true);
      throw error;
    }
    this.#note(words.talkEnded(leg, 'leg'));
    this.#note(words.dialEnded(dial, 'completed'));
    return told.action && this.#comeBack(told.action, 'completed', true);
  }

  /** Legs that have handed the caller on and were let go. */
  readonly #handedOn = new Set<number>();

  /** Undefined: the talk goes on. */
  #transfer({ leg, noun }: Leg, to: string, { refer }: Dial, listener: Listener): Way | undefined {
    if (noun.kind !== 'sip') {
      this.#note(words.trouble('only SIP phones transfer'));
      return undefined;
    }
    if (refer === undefined) {
      this.#note(words.trouble('nobody takes the transfer'));
      return undefined;
    }
    this.#note(words.transferred(leg, to));
    const bare = this.#answers.isLikeliest('target');
    const target = bare ? to : `<${to}>`;
    const next = this.#ask('refer', refer.to, { kind: 'arrived' }, refer.state, { target });
    this.#held = leg;
    let how: Stop | undefined;
    try {
      how = this.#perform(next, listener);
    } finally {
      if (this.#held !== leg) this.#handedOn.add(leg);
      else if (how === undefined) this.#held = undefined;
    }
    if (this.#held === leg && (how === 'ran_out' || how === 'returned')) {
      this.#held = undefined;
      this.#note(words.returned(leg));
      return undefined;
    }
    if (this.#held === leg) this.#letGo();
    return { kind: how };
  }
}

type Answering = Leg & { readonly answers: number };

interface Leg {
  readonly leg: number;
  readonly noun: Noun;
  readonly phone: Phone;
  readonly answers?: number;
  readonly fails?: { readonly at: number; readonly how: string; readonly status: string };
}

type Found =
  | { readonly kind: 'talks'; readonly leg: Leg }
  | { readonly kind: 'nobody'; readonly status: string };

/** What Twilio brings into a call: its identifier, where the application is, what it did where that is not established. */
export interface TwilioSide {
  readonly sid: string;
  readonly base: string;
  readonly chosen: readonly Chosen[];
}

/** Plays a call on the evaluator alone. */
export const evaluatorRun = (call: AgreedCall, plan: Lowered, twilio: TwilioSide): Observation =>
  new EvaluatorRun(call, plan, twilio).run();
