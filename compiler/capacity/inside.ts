import type { Party } from '../../runtime/call.ts';
import type { Destination, NodeId, Program, ProgramNode } from '../../runtime/program.ts';
import type { Webhook } from '../../runtime/webhook.ts';
import type { Classified } from '../../runtime/world.ts';
import { type LaidOut, requestsOf, type SyncRequest } from './requests.ts';

/** The first webhooks of calls from inside, one of each kind that a plan has. */

export interface InsideCall {
  readonly name: string;
  readonly first: readonly SyncRequest[];
}

function phoneParty(key: string, domain: string | undefined): Party | undefined {
  const name = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('client:')) return { kind: 'client', identity: name };
  return domain === undefined ? undefined : { kind: 'sip', user: name, host: domain };
}

const nodeAt = (to: Destination, { nodes }: Program): ProgramNode | undefined =>
  typeof to === 'string' ? nodes[to as NodeId] : to;

/** The digits that lead to a node of some kind. */
function digitsTo(kind: string, program: Program): string | undefined {
  const found = Object.entries(program.dials).find(([, to]) => nodeAt(to, program)?.kind === kind);
  return found?.[0].slice('dial:'.length);
}

/** A number like those of the plan that it does not list. */
function unlisted({ numbers }: Program): string {
  const [like = '+15005550006'] = Object.keys(numbers);
  for (let i = 0; i < 1_000; i += 1) {
    const number = like.slice(0, -3) + String(i).padStart(3, '0');
    if (!Object.hasOwn(numbers, number)) return number;
  }
  return '+15005550006';
}

/** Counts what phones of the plan do. @param now milliseconds since 1970 */
export function countInside(
  plan: LaidOut,
  now: number,
  classify: (number: string) => Classified | null,
): readonly InsideCall[] {
  const { program, bundle } = plan;
  const parties = Object.keys(program.phones).flatMap((key) => phoneParty(key, bundle.domain) ?? []);
  const [from] = parties;
  if (from === undefined) return [];
  const call = (to: string) => ({ sid: 'CA0', from, to, now, uui: 'CA0', answered: false });
  const arrived = { kind: 'arrived' } as const;
  const dials = (to: string): Webhook => ({ entry: 'outgoing', call: call(to), event: arrived });
  const extension = digitsTo('extension', program);
  const code = digitsTo('switch', program);
  const phone = Object.values(program.phones)[0]?.extension;
  const [number = ''] = Object.keys(program.numbers);
  const rows: (readonly [string, Webhook | undefined])[] = [
    ['a phone dials an extension', extension === undefined ? undefined : dials(extension)],
    ['a phone dials an outside number', dials(unlisted(program))],
    ['a phone dials a feature code', code === undefined ? undefined : dials(code)],
    [
      'a phone transfers to an extension',
      extension === undefined || phone === undefined
        ? undefined
        : {
            entry: 'callTransfer',
            call: { ...call(number), from: { kind: 'number', number: '+15005550006' }, answered: true },
            event: arrived,
            state: { entry: `number:${number}`, at: phone },
            target: extension,
          },
    ],
    [
      'a phone dials an emergency number',
      bundle.emergency.numbers[0] ? dials(bundle.emergency.numbers[0]) : undefined,
    ],
  ];
  return rows.flatMap(([name, webhook]) =>
    webhook === undefined ? [] : [{ name, first: requestsOf(webhook, plan, classify) }],
  );
}
