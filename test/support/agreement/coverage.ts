import type { Condition } from '../../../runtime/condition.ts';
import { locate } from '../../../runtime/locate.ts';
import { type World, worldOf } from '../../../runtime/world.ts';
import type { AgreedCall, Lowered } from './agreed-call.ts';
import type { Played } from './handler-run.ts';

/** What random pairs came by, so that it can be seen what their agreement says nothing about. */

/** What ought to occur; a name that never does is told. */
const EXPECTED: { readonly [topic: string]: readonly string[] } = {
  verbs:
    'client conference extension mailbox menu menu_step message number reject ring_group route sip switch'.split(
      ' ',
    ),
  exits: [
    ...['extension/on_busy', 'extension/on_no_answer', 'extension/on_unreachable'],
    ...['ring_group/on_busy', 'ring_group/on_no_answer', 'ring_group/on_failed'],
    ...['menu/key', 'menu/on_timeout', 'menu/on_invalid', 'menu/dialled', 'menu_step/then'],
    ...['mailbox/key_0', 'message/then', 'route/rule', 'route/otherwise'],
    ...['number/on_busy', 'number/on_no_answer', 'number/on_failed', 'number/no_caller_id'],
    ...['sip/on_busy', 'sip/on_no_answer', 'sip/on_failed', 'client/on_busy', 'client/on_failed'],
  ],
  conditions:
    'schedule schedule_forced override override_state caller caller_value withheld number origin unless'.split(
      ' ',
    ),
  entries:
    'incoming outgoing callTransfer callToPSTNwithRefer callToSIPwithRefer ringGroup continue confirm recorded'.split(
      ' ',
    ),
  callers: ['number', 'withheld', 'sip', 'client'],
  phones: ['busy', 'no_answer', 'unreachable', 'mailbox', 'answers', 'confirms', 'transfers', 'hangs_up'],
  acts: ['press', 'say', 'silence'],
  events:
    'said played gathered rang answered leg_ended bridged talk_ended transferred returned dial_ended recorded conference rejected hung_up'.split(
      ' ',
    ),
  ends: ['hangup', 'rejected', 'caller_hung_up', 'endless'],
  refusals: ['class', 'rehearsal', 'nonsense', 'switch', 'not_in_service', 'emergency'],
  plans: [
    ...['languages', 'vars', 'rehearsal', 'lists', 'overrides', 'blocks', 'feature_codes', 'snapshot_free'],
    ...[
      'retries',
      'dials',
      'barge_off',
      'transcribed',
      'moderated',
      'simultaneous',
      'confirm',
      'unmapped_elsewhere',
    ],
  ],
};

export class Coverage {
  readonly #counts = new Map<string, Map<string, number>>();

  #count(topic: string, name: string, by = 1): void {
    const counts = this.#counts.get(topic) ?? new Map<string, number>();
    this.#counts.set(topic, counts.set(name, (counts.get(name) ?? 0) + by));
  }

  /** What a plan has; once a plan. */
  plan({ program, bundle }: Lowered): void {
    const has = (name: string, there: boolean): void => {
      if (there) this.#count('plans', name);
    };
    const nodes = Object.values(program.nodes);
    has('languages', Object.keys(program.settings.languages).length > 1);
    has(
      'vars',
      Object.values(program.numbers).some(({ vars }) => vars !== undefined),
    );
    has('rehearsal', program.settings.outsideCalls !== undefined);
    has('lists', Object.keys(program.lists).length > 0);
    has('overrides', Object.keys(program.overrides).length > 0);
    has('blocks', Object.keys(program.numbers).length > 60);
    has(
      'feature_codes',
      Object.values(program.dials).some((to) => typeof to === 'object' && to.kind === 'switch'),
    );
    has('snapshot_free', bundle.safeAnswer.kind === 'number');
    has('unmapped_elsewhere', program.settings.unmapped.transfer !== 'outbound');
    const any = (holds: (node: (typeof nodes)[number]) => boolean): boolean => nodes.some(holds);
    has(
      'retries',
      any((node) => node.kind === 'menu' && node.retries.silence > 0),
    );
    has(
      'dials',
      any((node) => node.kind === 'menu' && node.dials !== undefined),
    );
    has(
      'barge_off',
      any((node) => node.kind === 'menu' && node.barge === false),
    );
    has(
      'transcribed',
      any((node) => node.kind === 'mailbox' && node.transcribe),
    );
    has(
      'moderated',
      any((node) => node.kind === 'conference' && node.moderated !== undefined),
    );
    has(
      'simultaneous',
      any((node) => node.kind === 'ring_group' && node.strategy === 'simultaneous'),
    );
    has(
      'confirm',
      any((node) => node.kind === 'ring_group' && node.members.some(({ confirm }) => confirm)),
    );
  }

  /** What a pair came by. */
  pair(plan: Lowered, call: AgreedCall, played: readonly Played[]): void {
    const world = worldOf(plan.program, { classify: () => null });
    this.#count('callers', call.caller.means.kind);
    for (const { does } of call.acts) this.#count('acts', does);
    for (const { record, observed } of played) {
      this.#count('ends', record.ending);
      for (const event of record.events) {
        this.#count('events', event.kind);
        if (event.kind === 'asked') this.#count('entries', new URL(event.url).pathname.slice(1));
        if (event.kind === 'rang') this.#phone(call, event.address);
        if (event.kind === 'gathered' && event.to !== 'caller' && event.got.startsWith('1'))
          this.#count('phones', 'confirms');
        if (event.kind === 'transferred') this.#count('phones', 'transfers');
      }
      for (const line of observed.lines) {
        const [, rule] = /^\S+ decides: (.*)$/.exec(line) ?? [];
        if (rule !== undefined) for (const stop of rule.split(' > ')) this.#stop(stop, plan, world);
      }
    }
  }

  #phone(
    { phones, otherwise }: AgreedCall,
    { kind, value }: { readonly kind: string; readonly value: string },
  ): void {
    const { phone } = phones.find(({ who }) => who.kind === kind && who.value === value) ?? {
      phone: otherwise,
    };
    this.#count('phones', phone.does);
    if (phone.does === 'answers' && phone.hangsUp !== undefined) this.#count('phones', 'hangs_up');
  }

  #stop(stop: string, { bundle }: Lowered, world: World): void {
    // References have a colon of their own, but no space behind it.
    const [, whole = '', because = ''] = /^(.*?): (.*)$/.exec(stop) ?? [];
    this.#refusal(whole, because);
    const cut = whole.lastIndexOf('/');
    const ats = [whole, ...(cut < 0 ? [] : [whole.slice(0, cut)])];
    for (const at of ats) {
      const found = locate(at, world, bundle);
      if (found.kind !== 'node') continue;
      const { node } = found;
      this.#count('verbs', node.kind);
      const exit = at === whole ? undefined : whole.slice(cut + 1);
      if (node.kind === 'menu' && because.startsWith('dialled ')) this.#count('exits', 'menu/dialled');
      if (exit !== undefined) this.#count('exits', `${node.kind}/${labelOf(node.kind, exit)}`);
      if (node.kind === 'route')
        for (const { when } of node.rules) for (const each of when) this.#condition(each);
      return;
    }
  }

  #refusal(at: string, because: string): void {
    const refusals: readonly (readonly [string, RegExp])[] = [
      ['class', /may not (call|make)/],
      ['rehearsal', /^rehearsal$/],
      ['nonsense', /not a number|no valid number|names no target/],
      ['switch', /may not switch|only a phone of the plan/],
      ['not_in_service', /number not listed/],
      ['emergency', /^emergency number/],
    ];
    for (const [name, pattern] of refusals) if (pattern.test(because)) this.#count('refusals', name);
    if (at === 'safe_answer') this.#count('refusals', 'safe_answer');
  }

  #condition(condition: Condition): void {
    this.#count('conditions', condition.is);
    if (condition.is === 'schedule' && condition.forcedBy.length > 0)
      this.#count('conditions', 'schedule_forced');
    if (condition.is === 'override' && condition.state !== undefined)
      this.#count('conditions', 'override_state');
    if (condition.is === 'caller' && condition.value !== undefined) this.#count('conditions', 'caller_value');
    if (condition.is === 'unless') for (const each of condition.of) this.#condition(each);
  }

  /** The counts as they are, to be added up elsewhere. */
  counts(): { readonly [topic: string]: { readonly [name: string]: number } } {
    return Object.fromEntries(
      [...this.#counts].map(([topic, counts]) => [topic, Object.fromEntries(counts)]),
    );
  }

  add(counts: ReturnType<Coverage['counts']>): void {
    for (const [topic, names] of Object.entries(counts))
      for (const [name, count] of Object.entries(names)) this.#count(topic, name, count);
  }

  /** A line a topic: how often each name occurred, the expected first. */
  lines(): readonly string[] {
    return Object.entries(EXPECTED).map(([topic, names]) => {
      const counts = this.#counts.get(topic) ?? new Map<string, number>();
      const all = [...names, ...[...counts.keys()].filter((name) => !names.includes(name)).sort()];
      return `${topic}: ${all.map((name) => `${name} ${counts.get(name) ?? 0}`).join(', ')}`;
    });
  }

  /** What ought to occur and never did. */
  missing(): readonly string[] {
    return Object.entries(EXPECTED).flatMap(([topic, names]) =>
      names.filter((name) => !this.#counts.get(topic)?.has(name)).map((name) => `${topic}: ${name}`),
    );
  }
}

/** Exits whose labels come from the plan count as one. */
function labelOf(kind: string, exit: string): string {
  if (kind === 'menu' && exit.startsWith('key_')) return 'key';
  return kind === 'route' && exit !== 'otherwise' ? 'rule' : exit;
}
