import { judgeTargets } from './oracle.ts';
import type { RandomRequest } from './random-request.ts';
import { Links, TOKEN } from './random-state.ts';
import type { Rights } from './truth.ts';
import { judgeTwiml, silence } from './twiml-rules.ts';
import type { XmlElement } from './xml.ts';

/** One answer against everything that must hold of it. */

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : '';
};

/** What is wrong with an answer; empty: nothing. Links of it are kept for requests to come. */
export function judgeAnswer(
  document: string,
  request: RandomRequest,
  rights: Rights,
  links = new Links(),
): readonly string[] {
  const { root, faults } = judgeTwiml(document);
  if (root === undefined) return faults;
  const { entry, parameters, known } = request;
  const status = first(parameters.DialCallStatus).toLowerCase();
  const bridged = /^(?:true)?$/i.test(first(parameters.DialBridged));
  const talked = entry === 'continue' && (status === 'answered' || (status === 'completed' && bridged));
  const answered = entry === 'callTransfer' || talked || first(parameters.CallStatus) === 'in-progress';
  const quiet = silence(root, { screening: entry === 'confirm', answered });
  harvest(root, rights.bundle.plan, links);
  // An answer that says nothing connects whoever was rung: a mailbox presses no 1.
  const accepted = first(parameters.Digits).startsWith('1');
  const taken = entry === 'confirm' && root.children.length === 0 && !accepted;
  return [
    ...faults,
    ...(quiet === undefined ? [] : [`silence: ${quiet}`]),
    ...(taken ? ['a call that nobody has taken is connected'] : []),
    ...judgeTargets(root, known, rights),
  ];
}

const URLS = ['action', 'referUrl', 'url', 'recordingStatusCallback'];

function harvest(element: XmlElement, plan: string, links: Links): void {
  for (const name of URLS) {
    const [, to, query] = /^\/([A-Za-z]+)\?(.*)$/.exec(element.attributes.get(name) ?? '') ?? [];
    if (to !== undefined && query !== undefined) links.keep({ to, query, plan });
  }
  for (const child of element.children) harvest(child, plan, links);
}

/** Longest line that a log should have to hold. */
const MAX_LINE = 16_000;

/** Numbers in full, of seven digits and more, in words of ours: however they are spaced. */
function numbersIn(text: string): readonly string[] {
  const digits = text.replace(/[\s().\-/_]/g, '');
  return (digits.match(/\p{Nd}{7,}/gu) ?? []).map((each) => each.slice(0, 15));
}

/**
 * The same in an address, where digits may be written with percent signs, and where only letters and a host part numbers;
 * what was masked (`…`) keeps its ends, of up to five digits together.
 */
function numbersInAddress(text: string): readonly string[] {
  const plain = text.replace(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  const digits = plain.replace(/[^\p{L}\p{Nd}@…]/gu, '');
  return (digits.match(/\p{Nd}{9,}/gu) ?? []).map((each) => each.slice(0, 15));
}

/** What is wrong with the lines that one webhook logged. */
export function judgeLog(
  lines: readonly string[],
  request: RandomRequest,
  document: string,
): readonly string[] {
  if (lines.length !== 1) return [`${lines.length} lines in the log`];
  const [line = ''] = lines;
  const faults: string[] = [];
  let said: { readonly [name: string]: unknown };
  try {
    said = JSON.parse(line) as typeof said;
  } catch {
    return ['a line of the log that is no JSON'];
  }
  if (/[\r\n]/.test(line)) faults.push('a line of the log that is two');
  if (line.length > MAX_LINE) faults.push(`a line of ${line.length} characters`);
  if (line.includes(TOKEN)) faults.push('the auth token in the log');
  const signatures = [...document.matchAll(/dp_s=([\w-]{22})/g)].map(([, each = '']) => each);
  const sent = first(request.parameters.dp_s);
  for (const each of [...signatures, ...(/^[\w-]{22}$/.test(sent) ? [sent] : [])])
    if (line.includes(each)) faults.push('a signature in the log');
  for (const name of ['call', 'from', 'to', 'rule', 'trouble']) {
    const words = String(said[name] ?? '').replace(/\bCA[0-9a-f]{32}\b/g, '');
    const [number] = name === 'rule' || name === 'trouble' ? numbersIn(words) : numbersInAddress(words);
    if (number !== undefined) faults.push(`a number in full in the log: ${number} in ${words.slice(0, 200)}`);
  }
  return faults;
}
