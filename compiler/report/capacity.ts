import type { Capacity } from '../capacity/capacity.ts';
import type { LimitUse } from '../capacity/limit-use.ts';
import type { SyncRequest } from '../capacity/requests.ts';
import { escapeData } from './diagnostics.ts';
import { PLAIN, type Style } from './frame.ts';
import { visible } from './visible-text.ts';

/** What a plan can carry, as a person reads it and as a program does. */

/** A figure with as many digits as mean something. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return 'any';
  return value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '');
}

/** So many calls a second, in words. Few of them a second are many a day, so small figures keep their digits. */
function callsAt(rate: number): string {
  if (!Number.isFinite(rate)) return 'any number of calls';
  if (rate === 1) return '1 call/s';
  return `${rate < 1 ? Number(rate.toPrecision(2)) : figure(rate)} calls/s`;
}

function fromOutside({ assumed, numbers }: Capacity): string {
  const calls = `${callsAt(assumed.callsPerSecond)} from outside`;
  if (numbers === 0) return `${calls}, but the plan has no number to call`;
  if (numbers === 1) return `${calls}, all to one number`;
  return `${calls}, all ${numbers} numbers equally often (the worst for a cache)`;
}

const cold = (requests: readonly SyncRequest[]): number => requests.length;
const warm = (requests: readonly SyncRequest[]): number => requests.filter(({ kept }) => !kept).length;
const tripsOf = (requests: readonly SyncRequest[]): number =>
  requests.filter(({ write }) => write === undefined).reduce((most, { trip }) => Math.max(most, trip), 0);

/** What a limit counts. */
function nameOf({ what, name = '' }: LimitUse): string {
  return what === 'functions' ? 'Functions at the same time' : `${what} of \`${visible(name)}\``;
}

const unitOf = ({ what }: LimitUse): string => (what === 'functions' ? '' : '/s');

/** Rows with columns of one width: the first to the left, all others to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function callRows({ kinds, inside }: Capacity): readonly string[] {
  const first = (requests: readonly SyncRequest[]) =>
    [tripsOf(requests), cold(requests), warm(requests)].map(String);
  const head = ['requests of Sync', 'trips', 'cold', 'warm', 'whole call: webhooks', 'cold', 'warm'];
  const outside = kinds.map(({ name, numbers, places, first: asked, whole }) => {
    const all = whole.flatMap(({ requests }) => requests);
    const which = `${numbers} ${numbers === 1 ? 'number' : 'numbers'}: ${visible(name)}${places === 1 ? '' : `, the dearest of ${places}`}`;
    return [which, ...first(asked), ...[whole.length, cold(all), warm(all)].map(String)];
  });
  const phones = inside.map(({ name, first: asked }) => [name, ...first(asked)]);
  return table([head, ...outside, ...phones]);
}

/** What the columns mean. */
const KEY = [
  '  cold: of Functions that have just started; warm: of Functions that keep all that may be kept; trips: one after another',
];

function limitRows({ limits, assumed }: Capacity, style: Style): readonly string[] {
  const rows = limits.map((each) => [
    nameOf(each),
    `${each.limit}${unitOf(each)}`,
    ...(each.perCall === undefined ? ['', ''] : [figure(each.perCall), figure(each.neverKept ?? 0)]),
    `${figure(each.load)}${unitOf(each)}`,
    figure(each.carries),
  ]);
  const load = `at ${callsAt(assumed.callsPerSecond)}`;
  const head = ['limit', 'Twilio allows', 'a call, cold', 'never kept', load, 'carries calls/s'];
  return table([head, ...rows]).map((line, i) => {
    const limit = limits[i - 1];
    return limit !== undefined && limit.load > limit.limit ? style.red(line) : line;
  });
}

/** What it comes to, in a sentence. */
function verdict({ limits, assumed }: Capacity): string {
  const [first] = limits;
  const calls = callsAt(assumed.callsPerSecond);
  if (first === undefined || !Number.isFinite(first.carries)) return `carries ${calls}; no limit is in reach`;
  const word = first.load > first.limit ? 'does not carry' : 'carries';
  return `${word} ${calls}: ${nameOf(first)} ${first.what === 'functions' ? 'are' : 'is'} reached first, at ${callsAt(first.carries)}`;
}

/** Capacity as text, ending with a line end. */
export function formatCapacity(capacity: Capacity, style: Style = PLAIN): string {
  const { plan, assumed, profile, called, places, advice, byContainers } = capacity;
  const { containers, webhookMs, cacheSeconds } = assumed;
  const lines = [
    style.bold(`capacity of ${visible(plan)}, by the limits that Twilio publishes (counted, not measured)`),
    '',
    style.dim(`assumed: ${fromOutside(capacity)};`),
    style.dim('  nobody answers, the caller presses nothing or one key, and speaks where a mailbox listens;'),
    style.dim(
      `  ${containers === 1 ? '1 container,' : `${containers} containers, each`} keeping what it read for ${cacheSeconds} s (\`sync.cache_seconds\`); ${webhookMs} ms a webhook`,
    ),
    ...(called < places
      ? [
          style.dim(
            `  ${called} of ${places} destinations were called whole; the others like those of their shape`,
          ),
        ]
      : []),
    '',
    ...callRows(capacity),
    ...KEY.map((line) => style.dim(line)),
    '',
    `a call makes ${figure(profile.webhooks)} webhooks on average`,
    '',
    ...limitRows(capacity, style),
    '',
    verdict(capacity),
    `by warm containers: ${byContainers.map(({ containers: each, carries }) => `${each}: ${callsAt(carries)}`).join(', ')} (what each keeps, the others read for themselves)`,
    ...advice.map((line) => `${style.bold('advice:')} ${visible(line)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A notice for GitHub where a limit is exceeded, for it is no mistake of the plan; otherwise nothing. */
export function capacityAnnotation(capacity: Capacity): string {
  if (capacity.limits.every(({ load, limit }) => load <= limit)) return '';
  return `::notice title=capacity::${escapeData(`${visible(capacity.plan)} ${verdict(capacity)}`)}\n`;
}

/** A figure without the dust of arithmetic: six digits are more than any of them means. */
const exact = (value: number): number => Number(value.toPrecision(6));

const finite = (value: number): number | null => (Number.isFinite(value) ? exact(value) : null);

/** Capacity for machines. `carries: null`: no number of calls reaches the limit. */
export function capacityData(capacity: Capacity) {
  const { plan, assumed, numbers, kinds, inside, profile, limits, byContainers, advice } = capacity;
  const requests = (asked: readonly SyncRequest[]) => ({
    trips: tripsOf(asked),
    cold: cold(asked),
    warm: warm(asked),
  });
  return {
    plan,
    assumed,
    numbers,
    calls: kinds.map(({ name, numbers: count, places, first, whole }) => ({
      name,
      numbers: count,
      places,
      first: requests(first),
      whole: { webhooks: whole.length, ...requests(whole.flatMap((each) => each.requests)) },
    })),
    inside: inside.map(({ name, first }) => ({ name, first: requests(first) })),
    webhooks_per_call: exact(profile.webhooks),
    limits: limits.map(({ what, object, name, limit, perCall, neverKept, load, carries }) => ({
      what,
      ...(object === undefined ? {} : { object, name }),
      limit,
      ...(perCall === undefined ? {} : { per_call: exact(perCall), never_kept: exact(neverKept ?? 0) }),
      load: exact(load),
      carries: finite(carries),
    })),
    by_containers: byContainers.map(({ containers, carries }) => ({ containers, carries: finite(carries) })),
    fits: limits.every(({ load, limit }) => load <= limit),
    advice,
  };
}
