import type { Mistake } from './mistake.ts';

/** Mistakes of whoever writes a PBX by hand, in the code that answers calls. */
export const RUNTIME: readonly Mistake[] = [
  {
    what: '`canceled` spelt `cancelled`',
    file: 'runtime/outcome.ts',
    edit: ["case 'canceled':", "case 'cancelled':"],
  },
  {
    what: '`no-answer` spelt `no_answer`',
    file: 'runtime/outcome.ts',
    edit: ["case 'no-answer':", "case 'no_answer':"],
  },
  {
    what: 'a call that nobody took counts as a talk',
    file: 'runtime/outcome.ts',
    edit: ["event.bridged === false ? 'no_answer' : 'talked'", "'talked'"],
  },
  {
    what: 'an index that is stale after the second member',
    file: 'runtime/nodes/ring-group.ts',
    edit: ['node.members.slice(tried + 1)', 'node.members.slice(1)'],
  },
  {
    what: 'the group starts again at its first member',
    file: 'runtime/nodes/ring-group.ts',
    edit: ['node.members.slice(tried + 1)', 'node.members'],
  },
  {
    what: 'a member is passed over',
    file: 'runtime/nodes/ring-group.ts',
    edit: ['node.members.slice(tried + 1)', 'node.members.slice(tried + 2)'],
  },
  {
    what: 'only one of several rings',
    file: 'runtime/nodes/ring-group.ts',
    edit: ['node.members.map(partyOf)', 'node.members.slice(0, 1).map(partyOf)'],
  },
  {
    what: 'the exit `otherwise` is not looked at',
    file: 'runtime/walk.ts',
    edit: ["Object.hasOwn(node.exits, exit) ? exit : 'otherwise'", 'exit'],
  },
  {
    what: 'silence on a mobile counts as 1',
    file: 'runtime/entries/confirm.ts',
    edit: ["      { verb: 'hangup' },\n    ],", '    ],'],
  },
  {
    what: 'the minute after closing is open',
    file: 'runtime/schedule.ts',
    edit: ['from <= minute && minute < to', 'from <= minute && minute <= to'],
  },
  {
    what: 'hours over midnight end at midnight',
    file: 'runtime/schedule.ts',
    edit: ['const lasts = covers(yesterday.spans, minute + DAY);', 'const lasts = false;'],
  },
  {
    what: 'holidays are not looked at',
    file: 'runtime/schedule.ts',
    edit: ['table.holidays.get(day) ?? ', ''],
  },
  {
    what: 'a switch never ends',
    file: 'runtime/override.ts',
    edit: ['Date.parse(found.until) <= now', 'Date.parse(found.until) <= 0'],
  },
  {
    what: 'what a switch forces is not looked at',
    file: 'runtime/condition.ts',
    edit: ['if (forcing !== undefined) {', 'if (forcing === null) {'],
  },
  {
    what: 'a caller must have dialled the beginning of a list and nothing else',
    file: 'runtime/condition.ts',
    edit: ['number.startsWith(each)', 'number === each'],
  },
  {
    what: 'the last rule that holds decides',
    file: 'runtime/nodes/route.ts',
    edit: ['weighed.find(', 'weighed.findLast('],
  },
  {
    what: 'one try less in menus',
    file: 'runtime/nodes/menu.ts',
    edit: ['now[what] <= node.retries[what]', 'now[what] < node.retries[what]'],
  },
  {
    what: 'silence and wrong keys are counted together',
    file: 'runtime/nodes/menu.ts',
    edit: ['[what]: tries[what] + 1', 'silence: tries.silence + 1, wrong: tries.wrong + 1'],
  },
  {
    what: 'callers may dial any extension',
    file: 'runtime/nodes/menu.ts',
    edit: ['!dials.includes(pressed)', 'dials.length === 0'],
  },
  {
    what: 'the chosen language is forgotten',
    file: 'runtime/nodes/menu-step.ts',
    edit: ['{ callers } : { callers, language }', '{ callers } : { callers }'],
  },
  {
    what: 'every mailbox greets alike',
    file: 'runtime/nodes/mailbox.ts',
    edit: ['const named = reason !== undefined && ', 'const named = reason === null && '],
  },
  {
    what: 'whoever dials may switch',
    file: 'runtime/nodes/switch.ts',
    edit: [' || !override.by.includes(phone.extension)', ''],
  },
  {
    what: 'emergency numbers are judged like any other',
    file: 'runtime/step.ts',
    edit: ['const help = emergency(webhook, bundle);', 'const help = undefined as Arrival | undefined;'],
  },
  {
    what: 'the emergency service sees one number for all',
    file: 'runtime/entries/emergency.ts',
    edit: ['.find((number) => number !== undefined) ?? callerId', '.find(() => false) ?? callerId'],
  },
  {
    what: 'a transfer is judged by who answered, not by who called',
    file: 'runtime/entries/transfer.ts',
    edit: ["call.from.kind === 'sip' ? [phoneKey(call.from, bundle)] : []", '[]'],
  },
  {
    what: 'a phone without a class may call everywhere',
    file: 'runtime/permission.ts',
    edit: ['if (rules.allow.includes(type)) return true;', 'return true;'],
  },
];
