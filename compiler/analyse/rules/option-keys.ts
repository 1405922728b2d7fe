import type { Asks, Placed, PlanNode } from '../../model/plan.ts';
import type { Origin } from '../../model/source.ts';
import type { Report } from '../report.ts';
import type { Rule } from '../rule.ts';

/** A key as authors write it. */
const written = (key: string): string => (key === '*' ? 'star' : key === '#' ? 'pound' : key);

function outOfReach(title: string, { keys, digits }: Asks, report: Report): void {
  if (digits === undefined) return;
  for (const { value, origin } of keys) {
    if (value.length <= digits.value) continue;
    report('DP3050', {
      message: `nobody can press \`${value}\` in ${title}`,
      origin,
      label: `${value.length} keys`,
      related: [{ origin: digits.origin, text: `after ${digits.value} of them the choice is made` }],
      why: 'the caller would hear that there is no such choice before the last key is pressed',
      help: `write \`digits: ${value.length}\`, or take \`digits\` out: the longest choice decides`,
    });
  }
}

function twice(title: string, { keys }: Asks, report: Report): void {
  const seen = new Map<string, Origin>();
  for (const { value, origin } of keys) {
    const first = seen.get(value);
    if (first === undefined) {
      seen.set(value, origin);
      continue;
    }
    report('DP3051', {
      message: `${title} has the key \`${written(value)}\` twice`,
      origin,
      label: 'the same key in another writing',
      related: [{ origin: first, text: 'the first one' }],
      why: 'only one of the two would be followed, and nobody could tell which',
      help: 'take one out',
    });
  }
}

/** What begins with each key and is longer: the caller may still mean that. */
function waits(title: string, { keys, digits, pause, dials }: Asks, report: Report): void {
  // Who lets callers dial has said how long they may take.
  if (dials !== undefined) return;
  for (const { value, origin } of keys) {
    const longer = keys.find((other) => other.value !== value && other.value.startsWith(value));
    if (longer === undefined || digits?.value === value.length) continue;
    report('DP4043', {
      message: `a caller of ${title} who presses ${written(value)} waits ${pause} s`,
      origin,
      label: 'begins a longer choice',
      related: [{ origin: longer.origin, text: 'this one' }],
      why: `the caller may still press ${longer.value}, so nothing happens until the pause is over, or until \`#\` is pressed`,
      help: 'let no choice begin another, or make the pause shorter with `on_timeout: {after: 2s}`',
    });
  }
}

/** The digits of an extension that mean something else in a menu, or are too many. */
function clash(
  title: string,
  { keys, digits }: Asks,
  extension: PlanNode,
  dialled: Placed<string>,
  origin: Origin,
  report: Report,
): void {
  const key = keys.find(({ value }) => value === dialled.value);
  const short = digits !== undefined && digits.value < dialled.value.length ? digits : undefined;
  if (key === undefined && short === undefined) return;
  report(
    'DP3050',
    {
      message: `nobody can dial ${extension.title} in ${title}`,
      origin,
      label:
        key === undefined
          ? `is dialled \`${dialled.value}\``
          : `\`${dialled.value}\` is a choice of the menu`,
      related: [
        key === undefined
          ? { origin: short?.origin ?? origin, text: `after ${short?.value} keys the choice is made` }
          : { origin: key.origin, text: 'the choice' },
        { origin: dialled.origin, text: 'the digits of the extension' },
      ],
      why: 'a caller who dials it would get somewhere else, or hear that there is no such choice',
      help: key === undefined ? 'take `digits` out' : 'give the choice or the extension other digits',
    },
    extension.id,
  );
}

/** DP3050: every choice can be pressed. DP3051: and stands once. DP4043: and needs no pause. */
export const optionKeys: Rule = ({ graph, report }) => {
  for (const node of graph.nodes) {
    const { asks } = node.facts;
    if (asks === undefined) continue;
    outOfReach(node.title, asks, report);
    twice(node.title, asks, report);
    waits(node.title, asks, report);
    for (const { to, origin } of graph.dialled(node)) {
      const { digits } = to.facts;
      if (digits !== undefined) clash(node.title, asks, to, digits, origin, report);
    }
  }
};
