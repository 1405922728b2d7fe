import { dialledNumber } from '../../runtime/address.ts';
import type { JsonObject } from '../../runtime/digest.ts';
import { localMinuteOf, MINUTE } from '../../runtime/local-time.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { instantsOf, offsetOf } from '../model/local-instants.ts';
import type { Address } from '../simulate/script.ts';
import { type Caller, type ImaginedCall, STRANGER } from '../trace/imagined-call.ts';
import { LiveState } from '../trace/live-state.ts';
import type { People } from '../trace/people.ts';
import { actsOf, phoneRules } from './call-options.ts';
import { listOption, numberOption, type Options, textOption } from './command.ts';
import type { Made } from './compiled-plan.ts';
import { EXIT } from './exit-code.ts';
import { type Failure, failure } from './failure.ts';

/** The call that a line of `dialplan trace` means, in the words of one plan. */

/** A call and what is switched on when it comes in. */
export interface Asked {
  readonly call: ImaginedCall;
  readonly live: LiveState;
}

const wrong = (message: string, help: string): Failure =>
  failure('DP8032', message, { help, exit: EXIT.usage });

const names = ({ program }: Made): readonly string[] =>
  Object.keys(program.nodes).flatMap((id) => /^extension:(.+)$/.exec(id)?.[1] ?? []);

function someone(word: string, what: string, people: People, made: Made): Address {
  const address = people.address(word);
  if (address !== undefined) return address;
  const help =
    didYouMean(word, names(made)) ??
    'name an extension of the plan, a number, a `sip:` address or `client:` and an identity';
  throw wrong(`${what} \`${word}\`, and nobody is called that`, help);
}

function callerOf(word: string, people: People, made: Made): Caller {
  return /^(withheld|anonymous)$/i.test(word)
    ? { kind: 'withheld' }
    : someone(word, 'the call is from', people, made);
}

/** A number that an outside caller dials in full; what a phone dials stays as it is. */
function dialledBy(from: Caller, to: string, people: People, { bundle, program }: Made): string {
  const inside = from.kind === 'sip' || from.kind === 'client';
  if (!inside) {
    const number = dialledNumber(to.replace(/[\s().\-/]/g, ''), bundle.numbering);
    if (number !== undefined) return number;
    throw wrong(
      `from outside nobody can dial \`${to}\``,
      'name a telephone number, or say which phone dials: `--from <extension>`',
    );
  }
  if (!/^[a-z]/.test(to) || to.includes(':')) return to.replace(/(?<=[\d+])[\s().\-/]+(?=\d)/g, '');
  const digits = Object.entries(program.dials).find(([, target]) => target === `extension:${to}`)?.[0];
  if (digits !== undefined) return digits.slice('dial:'.length);
  const phone = people.phone(to);
  if (phone === undefined)
    throw wrong(
      `the call is to \`${to}\`, and no phone can dial that`,
      'name what is dialled: a number, digits or an extension',
    );
  return phone.kind === 'client' ? `client:${phone.value}` : phone.value;
}

/** The instant of `2026-11-24 10:00` on the clocks of the plan, or of a time with its distance from UTC. */
function instantOf(text: string, timezone: string): number {
  const [, date = '', time = '', zone] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})? ?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim()) ?? [];
  const local = localMinuteOf(`${date} ${time}`);
  const help = 'write a date and a time on the clocks of the plan, such as `--at "2026-11-24 10:00"`';
  if (local === undefined) throw wrong(`\`${text}\` is no date with a time`, help);
  if (zone !== undefined) return (local - offsetOf(zone)) * MINUTE;
  const [instant] = instantsOf(local, timezone);
  if (instant === undefined)
    throw wrong(`\`${text}\` never comes in ${timezone}: clocks are put forward past it`, help);
  return instant;
}

/** `night` or `night=on`, `on_call=roy`. */
function switchedOn(words: readonly string[], { plan }: Made): LiveState {
  const state = words.map((word): [string, JsonObject] => {
    const [name = '', given = 'on'] = word.split('=');
    const override = [...plan.overrides.values()].find((each) => each.name === name);
    if (override === undefined) {
      const help =
        didYouMean(
          name,
          [...plan.overrides.values()].map((each) => each.name),
        ) ?? 'name an override of the plan';
      throw wrong(`\`${name}\` is no override of the plan`, help);
    }
    if (given !== 'on' && override.states?.includes(given) !== true) {
      const states = override.states ?? ['on'];
      throw wrong(
        `\`${name}\` has no state \`${given}\``,
        didYouMean(given, states) ?? `it can be ${states.join(', ')}`,
      );
    }
    return [override.id, { state: given }];
  });
  return new LiveState(new Map(state));
}

/** Reads the call of a line. DP8032: a word of it means nothing in this plan. @param now milliseconds since 1970 */
export function askedCall(to: string, options: Options, made: Made, people: People, now: number): Asked {
  const caller = textOption(options, 'from');
  const from = caller === undefined ? STRANGER : callerOf(caller, people, made);
  const at = textOption(options, 'at');
  const hangsUp = numberOption(options, 'hangsUp');
  const call: ImaginedCall = {
    from,
    to: dialledBy(from, to, people, made),
    at: at === undefined ? now : instantOf(at, made.plan.settings.timezone),
    acts: actsOf(options),
    phones: phoneRules(options).map(({ who, phone }) => ({
      who: who === 'default' ? who : someone(who, '`--phone` names', people, made),
      phone,
    })),
    ...(hangsUp === undefined ? {} : { hangsUp }),
  };
  return { call, live: switchedOn(listOption(options, 'on'), made) };
}
