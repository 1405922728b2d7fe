// Long, because it has a short function for each section of the language, and nothing else.
import type { Random } from '../protocol/random.ts';
import { random as seeded } from '../protocol/random.ts';
import { planText, type Table, type Value } from './plan-text.ts';
import { randomWords } from './random-words.ts';

/**
 * Random plans as YAML text. What they say is chosen so that nearly all of them compile: places refer to places that were
 * made before them, so no call goes round for ever, and what few the rules refuse are counted and left out.
 */

export interface RandomPlan {
  readonly seed: number;
  readonly plan: Table;
  /** Other files, by name. */
  readonly tables: { readonly [file: string]: string };
  readonly environment?: string;
}

/** The files of a plan. */
export const filesOf = ({ seed, plan, tables }: RandomPlan): { readonly [file: string]: string } => ({
  'dialplan.yaml': planText(plan, seeded(seed)),
  ...tables,
});

/** Sound files that plans play. */
export const ASSETS = [
  { name: 'audio/welcome.mp3', bytes: 10 },
  { name: 'audio/on hold & more.wav', bytes: 10 },
];

interface Country {
  readonly country: string;
  readonly timezones: readonly string[];
  /** What every number of the plan begins with, but for its last four digits. */
  readonly own: string;
  /** Outside numbers as an author may write them. */
  readonly outside: readonly string[];
  readonly emergency: readonly string[];
}

export const COUNTRIES: readonly Country[] = [
  {
    country: 'AU',
    timezones: ['Australia/Sydney', 'Australia/Perth', 'Australia/Lord_Howe'],
    own: '+61 2 5550 ',
    outside: ['0412 345 678', '+61 491 570 006', '(03) 9999 0001', '+64 9 887 6543', '1800 975 707'],
    emergency: ['000', '112'],
  },
  {
    country: 'US',
    timezones: ['America/New_York', 'America/Phoenix'],
    own: '+1 202 555 ',
    outside: ['(202) 555-0199', '+1 415 555 0101', '+44 20 7946 0123', '+1 242 365 1234'],
    emergency: ['911'],
  },
  {
    country: 'GB',
    timezones: ['Europe/London'],
    own: '+44 20 7946 ',
    outside: ['07700 900123', '+44 161 496 0123', '+33 1 99 00 12 34'],
    emergency: ['999', '112'],
  },
];

const CLASSES = ['staff', 'internal_only', 'guests', 'outside_only', 'constructor'];
const CONDITIONS = ['open', 'closed', 'holiday', 'override', 'list', 'withheld', 'number', 'origin'] as const;
const USERS = ['alice', 'bob.b+c~d', 'toString', '__proto__', 'front-1', 'Carol', 'x_9', 'hasOwnProperty'];
const CLIENTS = ['web.user@corp', 'constructor', 'bob+1', 'valueOf', 'front_2'];
const PEOPLE = ['alice', 'bob', 'constructor', 'front_1', 'front_2', 'say', 'valueof', 'x9'];

class Author {
  readonly #random: Random;
  readonly #country: Country;
  readonly #languages: readonly string[];
  readonly #sections = new Map<string, Map<string, Value>>();
  /** What a call can be sent to by now. */
  readonly #places: string[] = [];
  readonly #people: readonly string[];
  readonly #holes: readonly string[];
  readonly #schedules: string[] = [];
  readonly #overrides: { readonly name: string; readonly states: readonly string[] }[] = [];
  readonly #lists: { readonly name: string; readonly values: readonly string[] }[] = [];
  readonly #steps: string[] = [];
  /** Who of the people has digits. */
  readonly #withDigits: readonly string[];
  #names = 0;
  #numbers = 1000;

  constructor(random: Random) {
    this.#random = random;
    this.#country = random.pick(COUNTRIES);
    this.#languages = random.pick([['en'], ['en', 'fr'], ['fr', 'en', 'pt-BR']]);
    this.#people = this.#some(PEOPLE, 2, 6);
    this.#withDigits = this.#people.filter(() => random.chance(0.85));
    this.#holes = random.chance(0.4) ? ['brand', 'constructor'] : [];
  }

  write(seed: number): RandomPlan {
    this.#put('messages', 'closed', { say: 'We are closed.', then: 'hangup' });
    for (const name of this.#some(['office', 'late', 'constructor'], 1, 2)) this.#schedule(name);
    for (const name of this.#some(['night', 'constructor', 'mode'], 0, 2)) this.#override(name);
    for (const name of this.#some(['vip', 'blocked', 'constructor'], 0, 2)) this.#list(name);
    const kinds = [
      ...[
        'message',
        'mailbox',
        'conference',
        'ring_group',
        'ring_group',
        'menu',
        'menu',
        'route',
        'route',
        'extension',
      ],
    ] as const;
    for (const name of this.#people) if (this.#chance(0.7)) this.#extension(name);
    for (let i = this.#between(0, 2); i > 0; i -= 1) this.#stepMenu();
    const count = this.#between(3, 10);
    for (let i = 0; i < count; i += 1) this.#place(this.#pick(kinds));
    for (const name of this.#people) if (!this.#places.includes(name)) this.#extension(name);
    this.#place('route');
    this.#place(this.#pick(['menu', 'ring_group']));
    this.#allNumbers();
    this.#shortNumbers();
    const tables: { [file: string]: string } = {};
    const plan = this.#settings(tables);
    const environment = this.#chance(0.25) ? 'dev' : undefined;
    return { seed, plan, tables, ...(environment === undefined ? {} : { environment }) };
  }

  // --- chance

  #chance(probability: number): boolean {
    return this.#random.chance(probability);
  }
  #between(low: number, high: number): number {
    return this.#random.between(low, high);
  }
  #pick<T>(list: readonly T[]): T {
    return this.#random.pick(list);
  }
  #some<T>(list: readonly T[], least: number, most: number): readonly T[] {
    const left = [...list];
    const count = Math.min(list.length, this.#between(least, most));
    return Array.from({ length: count }, () => left.splice(this.#between(0, left.length - 1), 1)[0] as T);
  }
  /** A part that is there sometimes. */
  #maybe(probability: number, part: () => Table): Table {
    return this.#chance(probability) ? part() : {};
  }

  #put(section: string, name: string, value: Value, reachable = true): void {
    const table = this.#sections.get(section) ?? new Map<string, Value>();
    this.#sections.set(section, table.set(name, value));
    if (reachable) this.#places.push(name);
  }
  #fresh(kind: string): string {
    this.#names += 1;
    return `${kind}_${this.#names}`;
  }
  #ring(): string {
    return this.#chance(0.1) ? '1m' : `${this.#between(5, 60)}s`;
  }
  #words(): string {
    return randomWords(this.#random, this.#holes);
  }
  #outside(): string {
    return this.#pick(this.#country.outside);
  }
  #sip(): string {
    return this.#pick([
      'sip:desk@pbx.example.com',
      'sip:+61255501234@corporate.sip.twilio.com',
      'sip:a.b@PBX.example.com:5061;transport=tls',
      'sip:pbx@corporate.example?x-a=1&x-b=%3Cz%3E',
      "sip:o'neil&sons@pbx.example.com",
      'sips:a%20b@secure.example.com',
    ]);
  }

  // --- what is heard

  #text(): string {
    if (this.#chance(0.12)) return this.#pick(ASSETS).name;
    return this.#words();
  }
  #byLanguage(text: () => string): Value {
    const [first = 'en', ...rest] = this.#languages;
    const table: { [language: string]: string } = { [first]: text() };
    for (const language of rest) if (this.#chance(0.8)) table[language] = text();
    return table;
  }
  #prompt(): Value {
    const part = (): Value => (this.#chance(0.6) ? this.#text() : this.#byLanguage(() => this.#text()));
    return this.#chance(0.2) ? [part(), part()] : part();
  }
  #play(): Value {
    const asset = (): string =>
      this.#chance(0.5)
        ? this.#pick(ASSETS).name
        : 'https://cdn.example/a%20b.mp3?x=1&y="2"'.replaceAll('"', '%22');
    return this.#chance(0.7) ? asset() : this.#byLanguage(asset);
  }

  // --- where calls go

  #name(): string {
    return this.#chance(0.06) ? this.#pick(['hangup', 'unassigned']) : this.#pick(this.#places);
  }
  /** A destination. `fresh`: nothing can have answered there. */
  #to(fresh = false, depth = 0): Value {
    if (this.#chance(depth > 2 ? 0.95 : 0.6)) return this.#pick(this.#places);
    const on = (): Table => this.#maybe(0.7, () => ({ otherwise: this.#to(false, depth + 1) }));
    const ring = (): Table => this.#maybe(0.6, () => ({ ring: this.#ring() }));
    switch (
      this.#pick(['say', 'say', 'play', 'number', 'sip', 'client', 'menu', 'reject', 'word'] as const)
    ) {
      case 'say':
        return { say: this.#prompt(), then: this.#name() };
      case 'play':
        return { play: this.#play(), then: this.#name() };
      case 'number':
        return { number: this.#outside(), ...ring(), ...on() };
      case 'sip':
        return { sip: this.#sip(), ...ring(), ...on() };
      case 'client':
        return { client: this.#pick(CLIENTS), ...ring(), ...on() };
      case 'menu': {
        if (this.#steps.length === 0) return 'closed';
        const menu = this.#pick(this.#steps);
        const language = this.#maybe(0.5, () => ({ language: this.#pick(this.#languages) }));
        return { menu, ...language, then: this.#pick(this.#places) };
      }
      case 'reject':
        return fresh ? { reject: this.#pick(['busy', 'rejected']) } : 'closed';
      case 'word':
        return this.#pick(['unassigned', 'closed']);
    }
  }

  #place(kind: 'message' | 'mailbox' | 'conference' | 'ring_group' | 'menu' | 'route' | 'extension'): void {
    const name = this.#fresh(kind);
    switch (kind) {
      case 'message':
        this.#put('messages', name, this.#message());
        break;
      case 'mailbox':
        this.#put('mailboxes', name, this.#mailbox());
        break;
      case 'conference':
        this.#put('conferences', name, this.#conference());
        break;
      case 'ring_group':
        this.#put('ring_groups', name, this.#ringGroup());
        break;
      case 'menu':
        this.#put('menus', name, this.#menu(false));
        break;
      case 'route':
        this.#put('routes', name, this.#route());
        break;
      case 'extension': {
        const free = this.#people.filter((person) => !this.#places.includes(person));
        if (free.length > 0) this.#extension(this.#pick(free));
      }
    }
  }

  #message(): Table {
    const what: Table = this.#chance(0.7) ? { say: this.#prompt() } : { play: this.#play() };
    return { ...what, then: this.#name() };
  }

  #mailbox(): Table {
    const reasons = (): Value => ({
      otherwise: this.#prompt(),
      ...this.#maybe(0.6, () => ({ busy: this.#prompt() })),
      ...this.#maybe(0.6, () => ({ no_answer: this.#prompt() })),
      ...this.#maybe(0.6, () => ({ unreachable: this.#prompt() })),
    });
    const greeting = (): Value => (this.#chance(0.5) ? this.#prompt() : reasons());
    return {
      ...this.#maybe(0.85, () => ({ greeting: greeting() })),
      ...this.#maybe(0.4, () => ({ max_length: this.#pick(['10s', '2m', '1m']) })),
      ...this.#maybe(0.4, () => ({ silence: `${this.#between(2, 9)}s` })),
      ...this.#maybe(0.3, () => ({ transcribe: true })),
      ...this.#maybe(0.4, () => ({ key_0: this.#to() })),
      notify: this.#pick<Value>([
        { email: 'office@acme.example' },
        { webhook: 'https://hooks.acme.example/x?y=1&z' },
      ]),
    };
  }

  #conference(): Table {
    const moderated = (): Table => ({
      moderated: {
        by: [...this.#some(this.#people, 1, 2)],
        ...this.#maybe(0.5, () => ({ muted: this.#chance(0.7) })),
        ...this.#maybe(0.5, () => ({ ends: this.#chance(0.7) })),
      },
    });
    return {
      ...this.#maybe(0.6, () => ({ greeting: this.#prompt() })),
      ...this.#maybe(0.4, () => ({ max_participants: this.#between(2, 250) })),
      ...this.#maybe(0.4, () => ({ beep: this.#chance(0.5) })),
      ...this.#maybe(0.5, moderated),
      otherwise: this.#to(),
    };
  }

  #ringGroup(): Table {
    const strategy = this.#pick(['sequential', 'sequential', 'simultaneous']);
    const confirm = (): Table => this.#maybe(strategy === 'sequential' ? 0.5 : 0, () => ({ confirm: true }));
    const ring = (): Table =>
      this.#maybe(strategy === 'sequential' ? 0.5 : 0, () => ({ ring: this.#ring() }));
    const member = (): Value => {
      switch (this.#pick(['name', 'name', 'extension', 'number', 'sip', 'client'] as const)) {
        case 'name':
          return this.#pick(this.#people);
        case 'extension':
          return { extension: this.#pick(this.#people), ...ring(), ...confirm() };
        case 'number':
          return { number: this.#outside(), ...ring(), ...confirm() };
        case 'sip':
          return { sip: this.#sip(), ...ring(), ...confirm() };
        case 'client':
          return { client: this.#pick(CLIENTS), ...ring(), ...confirm() };
      }
    };
    return {
      strategy,
      ...this.#maybe(0.7, () => ({ ring: this.#ring() })),
      ...this.#maybe(0.2, () => ({ id: `${this.#between(1, 99)}` })),
      members: Array.from({ length: this.#between(1, 4) }, member),
      ...this.#maybe(0.4, () => ({ on_busy: this.#to() })),
      ...this.#maybe(0.4, () => ({ on_no_answer: this.#to() })),
      ...this.#maybe(0.4, () => ({ on_failed: this.#to() })),
      otherwise: this.#to(),
    };
  }

  #stepMenu(): void {
    const name = this.#fresh('step');
    this.#put('menus', name, this.#menu(true), false);
    this.#steps.push(name);
  }

  #menu(step: boolean): Table {
    const keys = this.#some(['0', '1', '2', '3', '9', 'star', 'pound', '12', '91', '007'], 1, 4);
    const options: { [key: string]: Value } = {};
    for (const key of keys) options[key] = this.#chance(0.15) ? 'repeat' : this.#optionOf(step);
    const give = (): Value => (step && this.#chance(0.4) ? 'return' : this.#to());
    if (step) options[this.#pick(['5', '6'])] = 'return';
    const again = (least: number): Table => ({
      ...this.#maybe(0.5, () => ({ retries: this.#between(least, 3) })),
      ...this.#maybe(0.5, () => ({ say: this.#prompt() })),
      ...this.#maybe(0.5, () => ({ to: give() })),
    });
    const timeout = { ...again(0), ...this.#maybe(0.5, () => ({ after: `${this.#between(1, 9)}s` })) };
    const invalid = again(0);
    const dials = (): Table => ({
      extension_dialling: {
        allow: this.#chance(0.4) ? 'all' : [...this.#some(this.#withDigits, 1, 2)],
        ...this.#maybe(0.5, () => ({ after: '3s' })),
      },
    });
    return {
      prompt: this.#prompt(),
      options,
      ...this.#maybe(0.2, () => ({ digits: this.#between(3, 6) })),
      ...this.#maybe(this.#withDigits.length > 0 ? 0.3 : 0, dials),
      ...(Object.keys(timeout).length > 0 ? { on_timeout: timeout } : {}),
      ...(Object.keys(invalid).length > 0 ? { on_invalid: invalid } : {}),
      ...this.#maybe(0.2, () => ({ barge: this.#chance(0.3) })),
      otherwise: give(),
    };
  }

  #optionOf(step: boolean): Value {
    // A sound and the menu again, as `{play: privacy.mp3, then: repeat}`.
    if (this.#chance(0.15))
      return { say: this.#prompt(), then: step ? this.#pick(['repeat', 'return']) : 'repeat' };
    return this.#to();
  }

  #extension(name: string): void {
    const index = PEOPLE.indexOf(name);
    const sip = this.#chance(0.65) || CLIENTS[index] === undefined;
    const exits: Table = {
      ...this.#maybe(0.4, () => ({ on_busy: this.#to() })),
      ...this.#maybe(0.4, () => ({ on_no_answer: this.#to() })),
      ...this.#maybe(0.4, () => ({ on_unreachable: this.#to() })),
      ...this.#maybe(0.5, () => ({ otherwise: this.#to() })),
    };
    this.#put('extensions', name, {
      ...(this.#withDigits.includes(name) ? { dial: String(200 + index) } : {}),
      ...(sip ? { sip_user: USERS[index] ?? name } : { client: CLIENTS[index] ?? name }),
      ...this.#maybe(0.7, () => ({ class: this.#pick(CLASSES) })),
      ...this.#maybe(0.7, () => ({ caller_id: `${this.#country.own}1000` })),
      ...this.#maybe(0.2, () => ({ emergency_caller_id: `${this.#country.own}1001` })),
      ...this.#maybe(0.5, () => ({ ring: this.#ring() })),
      ...exits,
    });
  }

  // --- decisions

  #schedule(name: string): void {
    const day = (): Value =>
      this.#pick<Value>([
        '08:30-17:30',
        ['08:30-12:30', '13:30-17:30'],
        'closed',
        '18:00-02:00',
        '00:00-24:00',
        '09:00-12:00',
      ]);
    this.#schedules.push(name);
    const special: { [date: string]: Value } = {};
    if (this.#chance(0.4)) special['2026-12-23'] = this.#pick(['08:30-12:00', 'holiday', 'closed']);
    if (this.#chance(0.4)) special['2026-12-24 12:00..2026-12-29 08:30'] = this.#pick(['holiday', 'closed']);
    if (this.#chance(0.2)) special['2026-10-03..2026-10-05'] = '01:00-05:00';
    this.#put(
      'schedules',
      name,
      {
        hours: { 'mon-thu': day(), fri: day(), sat: day(), sun: day() },
        ...this.#maybe(0.6, () => ({ holidays: ['public'] })),
        ...(Object.keys(special).length > 0 ? { special_dates: special } : {}),
        ...this.#maybe(0.2, () => ({
          timezone: this.#pick(['Australia/Lord_Howe', 'America/Phoenix', 'Europe/London']),
        })),
      },
      false,
    );
  }

  #override(name: string): void {
    const states = this.#chance(0.45) ? ['message', 'recording', 'forward'] : [];
    const code = `*${this.#between(2, 9)}${this.#overrides.length}`;
    this.#overrides.push({ name, states });
    const force = (): Table => ({
      forces: { [this.#pick(this.#schedules)]: this.#pick(['open', 'closed', 'holiday']) },
    });
    const ends = this.#pick(['24h', '90s', '18:00', 'next_opening', 'next_change', 'never']);
    const forces = states.length === 0 && (this.#chance(0.6) || ends.startsWith('next')) ? force() : {};
    const plain = ends.startsWith('next') && !('forces' in forces) ? '24h' : ends;
    this.#put(
      'overrides',
      name,
      {
        ...forces,
        ...(states.length > 0 ? { states } : {}),
        feature_code: code,
        by: [...this.#some(this.#people, 1, 3)],
        ends: plain,
        ...this.#maybe(0.15, () => ({ was: `old_${name}` })),
      },
      false,
    );
  }

  #list(name: string): void {
    const callers = ['+61 491 570 006', '+61 491 570 156', '+61 1900*', '+1 202 555*', '+44*', 'withheld'];
    const values = this.#chance(0.5) ? ['gold', 'silver'] : [];
    this.#lists.push({ name, values });
    const chosen = this.#some(callers, 2, 4);
    const said = Object.fromEntries(chosen.map((each, i) => [each, values[i % 2] ?? '']));
    this.#put('lists', name, values.length === 0 ? [...chosen] : said, false);
  }

  #condition(kind: (typeof CONDITIONS)[number]): Table {
    switch (kind) {
      case 'open':
      case 'closed':
      case 'holiday':
        return { [kind]: this.#pick(this.#schedules) };
      case 'override': {
        if (this.#overrides.length === 0) return { origin: 'extension' };
        const { name, states } = this.#pick(this.#overrides);
        return { override: states.length > 0 && this.#chance(0.7) ? { [name]: this.#pick(states) } : name };
      }
      case 'list': {
        if (this.#lists.length === 0) return { caller: 'withheld' };
        const { name, values } = this.#pick(this.#lists);
        return { caller: values.length > 0 && this.#chance(0.6) ? { [name]: this.#pick(values) } : name };
      }
      case 'withheld':
        return { caller: 'withheld' };
      case 'number':
        return this.#chance(0.5)
          ? { number: `${this.#country.own}1000` }
          : { number: [`${this.#country.own}1001`, `${this.#country.own}1002`] };
      case 'origin':
        return { origin: this.#pick(['outside_caller', 'extension']) };
    }
  }

  #route(): Value {
    if (this.#chance(0.1)) return this.#to();
    // A rule that repeats what one before it asks for would never be reached, and one that asks two things of the same
    // kind could never hold: each kind is asked for in one rule.
    const left = this.#some(CONDITIONS, 1, 4).map((kind) => this.#condition(kind));
    const rules: Value[] = [];
    while (left.length > 0) {
      const more = left.length > 1 && this.#chance(0.4) ? left.pop() : undefined;
      const unless = left.length > 1 && this.#chance(0.3) ? left.pop() : undefined;
      const when = { ...left.pop(), ...more, ...(unless === undefined ? {} : { unless }) };
      rules.push({ when, to: this.#to() });
    }
    return [...rules, { otherwise: this.#to() }];
  }

  // --- numbers

  #allNumbers(): void {
    const own = this.#country.own;
    const extras = (): Table => ({
      ...this.#maybe(0.3, () => ({
        label: `Line ${this.#words().replaceAll('{', '').replaceAll('}', '')}`.trim(),
      })),
      ...this.#maybe(0.4, () => ({ language: this.#pick(this.#languages) })),
      ...this.#maybe(0.1, () => ({
        status: this.#pick<Value>(['active', 'planned', { porting: { on: '2026-12-01' } }]),
      })),
    });
    const vars = (): Table =>
      this.#holes.length > 0
        ? { vars: Object.fromEntries(this.#holes.map((hole) => [hole, randomWords(this.#random)])) }
        : {};
    const put = (number: string, to: Value): void => {
      const more = { ...extras(), ...vars() };
      const [, kind] = /^([a-z]+)_\d+$/.exec(String(to)) ?? [];
      // The same place by a variable of the number.
      if (typeof to === 'string' && kind !== undefined && this.#chance(0.1)) {
        const named = { ...('vars' in more ? (more.vars as Table) : {}), kind };
        this.#put('numbers', number, { ...more, to: to.replace(kind, '{{kind}}'), vars: named }, false);
        return;
      }
      this.#put('numbers', number, Object.keys(more).length > 0 ? { to, ...more } : to, false);
    };
    // Whatever decides or asks is called, and so is what was made last, which leads to much of the rest.
    const deciding = this.#places.filter((name) => /^(route|menu|ring_group|mailbox|conference)_/.test(name));
    for (const place of new Set([...this.#places.slice(-4), ...deciding]))
      put(`${own}${this.#nextNumber()}`, place);
    for (const menu of this.#steps)
      put(`${own}${this.#nextNumber()}`, { menu, then: this.#pick(this.#places) });
    for (let i = this.#between(2, 5); i > 0; i -= 1) put(`${own}${this.#nextNumber()}`, this.#to(true));
    if (this.#chance(0.4)) put(`${own}12XX`, { extension: '2XX', otherwise: this.#to(true) });
    if (this.#chance(0.3)) put(`${own}1300..${own}1304`, this.#to(true));
    if (this.#chance(0.2)) put(`${own}13XX`, this.#to(true));
  }

  #nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers - 1;
  }

  #shortNumbers(): void {
    for (const digits of this.#some(['0', '600', '601', '9'], 0, 3))
      this.#put('short_numbers', digits, this.#to(), false);
  }

  // --- settings

  #settings(tables: { [file: string]: string }): Table {
    const { country, timezones, own, emergency } = this.#country;
    if (this.#chance(0.3) && this.#holes.length === 0) {
      tables['numbers.csv'] = `number,to,label\n${own}1400,${this.#pick(this.#places)},"Main, ""quoted"""\n`;
    }
    const voices = ['Polly.Olivia-Neural', 'Polly.Lea-Neural', 'Google.pt-BR-Standard-A'];
    const languages = Object.fromEntries(
      this.#languages.map((code, i): [string, Value] => [
        code,
        this.#chance(0.85) ? { voice: voices[i] ?? '' } : {},
      ]),
    );
    const sections = Object.fromEntries(
      [...this.#sections].map(([name, table]) => [name, Object.fromEntries(table)]),
    );
    const policy = (): Value => (this.#chance(0.6) ? 'outbound' : this.#to());
    return {
      dialplan: 1,
      name: 'acme',
      timezone: this.#pick(timezones),
      country,
      languages,
      sync: { cache_seconds: this.#chance(0.15) ? 0 : 60 },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the plan's environment
      sip: { domain: '${SIP_DOMAIN}', ...this.#maybe(0.3, () => ({ uui_header: 'X-Conversation-Id' })) },
      notify: { webhook: 'https://hooks.acme.example/mail' },
      environments: {
        prod: { vars: { SIP_DOMAIN: 'acme.sip.twilio.com' } },
        dev: {
          vars: { SIP_DOMAIN: 'acme-dev.sip.twilio.com' },
          numbers: { [`${own}9000`]: `${own}1000`, [`${own}9001`]: `${own}1001` },
          outside_calls: [...this.#some(this.#country.outside, 1, 2)],
        },
      },
      unmapped: { outside_caller: this.#unassigned(), extension: policy(), transfer: policy() },
      ...this.#maybe(0.5, () => ({ safe_answer: { number: `${own}1999` } })),
      emergency: { numbers: [...emergency], caller_id: `${own}1000` },
      ...this.#maybe(0.6, () => ({
        transfers: {
          ...this.#maybe(0.3, () => ({ refer: this.#chance(0.5) })),
          class: this.#pick(CLASSES),
        },
      })),
      classes_of_restriction: {
        staff: {
          allow: ['internal', 'emergency', 'toll_free', 'local', 'national', 'mobile', 'NZ'],
          deny: ['premium'],
        },
        internal_only: { allow: ['internal', 'emergency'] },
        guests: { allow: ['internal', 'emergency', 'local'] },
        outside_only: { allow: ['mobile', 'national'] },
        constructor: {
          allow: ['internal', 'emergency', 'national', 'local', 'mobile', 'international', 'premium'],
          deny: ['US'],
        },
      },
      ...this.#maybe(0.6, () => ({
        extension_defaults: { class: this.#pick(CLASSES), ring: this.#ring(), otherwise: 'closed' },
      })),
      holidays: {
        public: { '2026-12-25': 'Christmas Day', '2026-12-26': 'Boxing Day', '2027-01-01': "New Year's Day" },
      },
      ...(Object.keys(tables).length > 0 ? { number_files: Object.keys(tables) } : {}),
      ...sections,
    };
  }

  #unassigned(): Value {
    const words = randomWords(this.#random);
    return this.#chance(0.7) ? { say: words, then: 'hangup' } : 'closed';
  }
}

/** One plan by its seed. */
export const randomPlan = (seed: number): RandomPlan => new Author(seeded(seed)).write(seed);
