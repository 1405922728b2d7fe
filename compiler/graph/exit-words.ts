import type { Condition } from '../../runtime/condition.ts';
import type { ProgramNode } from '../../runtime/program.ts';

/** The labels of exits as people say them. A label that is not here says itself. */
const WORDS: { readonly [label: string]: string } = {
  menu: 'asks',
  on_busy: 'busy',
  on_no_answer: 'no answer',
  on_unreachable: 'cannot be reached',
  on_failed: 'cannot be reached',
  on_timeout: 'no key',
  on_invalid: 'wrong key',
};

/** An exit in people's words: the key, what happened, or the rule that holds, with its place in the order of the rules. */
export function exitWords(node: ProgramNode, label: string): string {
  if (node.kind === 'route') return ruleWords(node.rules, label);
  const key = /^key_(.+)$/.exec(label)?.[1];
  if (key !== undefined) return key.replaceAll('star', '*').replaceAll('pound', '#');
  return Object.hasOwn(WORDS, label) ? (WORDS[label] ?? label) : label.replaceAll('_', ' ');
}

type Rules = Extract<ProgramNode, { kind: 'route' }>['rules'];

/** The first rule that holds wins, so where there are several each has its number. */
function ruleWords(rules: Rules, label: string): string {
  const at = rules.findIndex((rule) => rule.label === label);
  const rule = rules[at];
  if (rule === undefined) return rules.length === 0 ? 'always' : 'otherwise';
  const words = `if ${rule.when.map(conditionWords).join(' and ')}`;
  return rules.length === 1 ? words : `${at + 1}. ${words}`;
}

const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** A condition as the rest of a sentence that begins with `if`. */
function conditionWords(condition: Condition): string {
  switch (condition.is) {
    case 'schedule':
      return condition.state === 'holiday'
        ? `it is a holiday of ${nameOf(condition.schedule)}`
        : `${nameOf(condition.schedule)} is ${condition.state}`;
    case 'override':
      return `${nameOf(condition.override)} is ${condition.state ?? 'on'}`;
    case 'caller':
      return condition.value === undefined
        ? `the caller is in ${nameOf(condition.list)}`
        : `the caller is ${condition.value} in ${nameOf(condition.list)}`;
    case 'withheld':
      return 'the caller shows no number';
    case 'number':
      return `the called number is ${listed(condition.numbers)}`;
    case 'origin':
      return condition.origin === 'extension' ? 'a phone inside calls' : 'somebody outside calls';
    case 'unless':
      return `not (${condition.of.map(conditionWords).join(' and ')})`;
  }
}

/** Numbers of a condition that are told before the rest is counted. */
const TOLD = 2;

const listed = (numbers: readonly string[]): string =>
  numbers.length <= TOLD
    ? numbers.join(' or ')
    : `${numbers.slice(0, TOLD).join(', ')} or ${numbers.length - TOLD} more`;
