import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../diagnostics/suggest.ts';
import { CHAOS, type Chaos, namedChaos, readChaos, together } from '../local/dev/chaos.ts';
import { FAULT_KINDS, type FaultKind } from '../local/sync/faults.ts';
import type { LoggedRequest, Sync } from '../local/sync/sync.ts';
import { readPlainYaml } from '../parse/plain-yaml.ts';
import { reasonOf, systemCode } from './failure.ts';

const CHAOS_NAMES: readonly string[] = Object.keys(CHAOS);

/** The kinds of fault, as files name them, that some chaos is made of. */
const kindsOf = ({ faults }: Chaos): readonly FaultKind[] => [...new Set(faults.map(({ kind }) => kind))];

/** One line of the help. */
function describeChaos(name: string, chaos: Chaos): string {
  const kinds = kindsOf(chaos);
  const named = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return `  ${name.padEnd(10)}${chaos.does}${named}`;
}

/** What each does, for the help. */
export const CHAOS_HELP: string = [
  '',
  'Trouble (--chaos; several of them come together; in brackets the `kind` of its faults in a file):',
  ...Object.entries(CHAOS).map(([name, chaos]) => describeChaos(name, chaos)),
].join('\n');

/** How the chaos is named that is made of one kind of fault; undefined: there is no such kind. */
function chaosOfKind(word: string): string | undefined {
  if (!Object.hasOwn(FAULT_KINDS, word)) return undefined;
  const names = Object.entries(CHAOS).flatMap(([name, chaos]) =>
    kindsOf(chaos).join() === word ? [`\`--chaos ${name}\``] : [],
  );
  if (names.length === 0) return 'that kind of fault has no name here; write it into a file';
  return `that kind of fault is ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)}`;
}

/** Chaos by its names, in files or ours, all of it together; a text says what is wrong with one. */
export function allChaosOf(words: readonly string[], cwd: string): Chaos | string {
  const all: Chaos[] = [];
  for (const word of words) {
    const chaos = chaosOf(word, cwd);
    if (typeof chaos === 'string') return chaos;
    all.push(chaos);
  }
  return together(all);
}

/** Says that a word is neither chaos nor a file, and what was meant perhaps. */
function noChaos(word: string): string {
  const several = word.split(',');
  const kind = chaosOfKind(word);
  if (kind !== undefined) return `there is neither chaos nor a file \`${word}\`; ${kind}`;
  const help = several.every((each) => namedChaos(each) !== undefined)
    ? `each with a --chaos of its own: ${several.map((each) => `--chaos ${each}`).join(' ')}`
    : [didYouMean(word, CHAOS_NAMES), `there are ${CHAOS_NAMES.join(', ')}`].filter(Boolean).join(' ');
  return `there is neither chaos nor a file \`${word}\`; ${help}`;
}

/** Chaos by its name, or out of a YAML or JSON file; a text says what is wrong with it. */
function chaosOf(word: string, cwd: string): Chaos | string {
  const named = namedChaos(word);
  if (named !== undefined) return named;
  // An empty word would be the directory itself.
  if (word === '') return noChaos(word);
  let text: string;
  try {
    text = readFileSync(resolve(cwd, word), 'utf8');
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? noChaos(word) : `\`${word}\` cannot be read: ${reasonOf(error)}`;
  }
  const read = readPlainYaml(text);
  const chaos = read.ok ? readChaos(read.value) : read.because;
  return typeof chaos === 'string' ? `${word}: ${chaos}` : chaos;
}

/** The Functions alone: they say no `User-Agent`. What `dev` itself writes must not fail, or no edit would be live. */
const FUNCTIONS = '^$';

/** Lets chaos loose on a Sync service, and says what it does, request by request. */
export function unleash(
  chaos: Chaos,
  { url, faults, limits, requests }: Sync,
  tell: (line: string) => void,
): void {
  tell(`chaos: ${chaos.does}`);
  const [atFaults, atLimits] = [`${url}/_dialplan/faults`, `${url}/_dialplan/limits`];
  const isHeld = Object.keys(chaos.limits ?? {}).length > 0;
  if (chaos.faults.length > 0) tell(`       ends: curl -X DELETE ${atFaults}`);
  if (isHeld) tell(`       ends: curl -d '{"rates": false, "latency_ms": 0}' ${atLimits}`);
  tell(`       more: curl -d '{"kind": "silent", "agent": "${FUNCTIONS}"}' ${atFaults}`);
  if (chaos.limits !== undefined) limits.set(chaos.limits);
  faults.add(...chaos.faults.map((fault) => ({ agent: FUNCTIONS, ...fault })));
  requests.listen((request) => {
    const line = describeTrouble(request);
    if (line !== undefined) tell(line);
  });
}

/** What a request suffered, on one line; undefined: nothing. */
export function describeTrouble({ method, url, status, fault }: LoggedRequest): string | undefined {
  if (fault === undefined && status !== 429) return undefined;
  const path = decoded(url.replace(/^\/v1\/Services\/[^/]+\//, '').replace(/\?.*$/, ''));
  const did = fault === undefined ? 'is over a limit' : FAULT_KINDS[fault as FaultKind];
  return `chaos: ${method} ${path}: Sync ${did}${status === null || status < 400 ? '' : ` (${status})`}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
