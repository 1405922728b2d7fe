import { below, type Placed } from '../../model/plan.ts';
import type { PlanTest, PlanTestCall } from '../../model/plan-test.ts';
import type { WrittenTest } from '../../model/written.generated.ts';
import { repeated } from '../repeated.ts';
import { readCall } from './call.ts';
import type { DialGround } from './dialled.ts';
import { expectsSomething } from './expectations.ts';
import { readGiven } from './given.ts';
import type { TestsGround } from './ground.ts';
import type { LayeredCall } from './layers.ts';
import { TestParties } from './parties.ts';

/**
 * The tests of a plan; each case of a table is a test of its own. The names in them are no use of what they name. Reports
 * DP3011, DP3012, DP3036 and DP3070 to DP3079.
 */
export function readTests(ground: TestsGround): readonly PlanTest[] {
  reportTwins(ground);
  const parties = new TestParties(ground);
  return ground.written.tests.flatMap((test) => readTest(test, { ...ground, parties }));
}

function reportTwins({ written, report }: TestsGround): void {
  const names = written.tests.map(({ value: { name }, origin }) => ({
    value: name,
    origin: below(origin, 'name'),
    title: name,
  }));
  repeated(names, (first, again) =>
    report('DP3076', {
      message: `two tests are called \`${again.value}\``,
      origin: again.origin,
      label: 'the second one',
      related: [{ origin: first.origin, text: 'the first one' }],
      why: 'nobody could tell from a report which of the two failed',
      help: 'say in its name what the second one tests',
    }),
  );
}

function readTest(test: Placed<WrittenTest>, ground: DialGround): readonly PlanTest[] {
  const { name, call, calls, cases, expect, given } = test.value;
  if (!hasOneForm(test, ground)) return [];
  const title = `test \`${name}\``;
  const { origin } = test;
  const around = { value: test.value, origin };
  const at = (key: 'call' | 'expect', value: Placed<WrittenTest>['value']['call' | 'expect']) =>
    value === undefined ? [] : [{ value, origin: below(origin, key) }];
  const head = [...at('call', call), around, ...at('expect', expect)];
  if (cases !== undefined) {
    return cases.flatMap((value, index) => {
      const place = below(origin, 'cases', index);
      const layers = [{ value, origin: place }, ...head];
      const one = { title: `case ${index + 1} of ${title}`, origin: place, layers };
      return finish(`${name}, case ${index + 1}`, [one], one, ground);
    });
  }
  if (calls === undefined) {
    const one = { title, origin: below(origin, 'call'), layers: head };
    return finish(name, [one], one, ground);
  }
  const all = calls.map((value, index) => {
    const place = below(origin, 'calls', index);
    return {
      title: `call ${index + 1} of ${title}`,
      origin: place,
      layers: [{ value, origin: place }, around],
    };
  });
  const state = { title, origin, layers: given === undefined ? [] : [around] };
  return finish(name, all, state, ground);
}

/** The test of some calls; `state` is the place that says how it begins. None if one of its calls cannot be made. */
function finish(
  name: string,
  calls: readonly LayeredCall[],
  state: LayeredCall,
  ground: DialGround,
): readonly PlanTest[] {
  if (!calls.some(expectsSomething)) reportNothing(state, ground);
  const given = readGiven(state, ground);
  const read = calls.flatMap((call) => readCall(call, ground) ?? []);
  reportBackwards(read, calls, ground);
  return read.length < calls.length ? [] : [{ name, origin: state.origin, calls: read, given }];
}

function hasOneForm({ value, origin }: Placed<WrittenTest>, { report }: DialGround): boolean {
  const title = `test \`${value.name}\``;
  const why = 'a test is one `call` and what to `expect`, or `calls` on one clock, or `cases` of one call';
  const form = (['calls', 'cases', 'call'] as const).find((key) => value[key] !== undefined);
  if (form === undefined) {
    report('DP3070', {
      message: `${title} has neither \`call\` nor \`calls\` nor \`cases\``,
      origin: below(origin, 'name'),
      label: 'nobody calls',
      why,
      help: 'add `call: {from: …, to: …, at: …}` and `expect: {…}`',
    });
    return false;
  }
  const odd =
    form === 'calls'
      ? (['cases', 'call', 'expect'] as const).find((key) => value[key] !== undefined)
      : undefined;
  if (odd === undefined) return true;
  report('DP3070', {
    message: `${title} has both \`calls\` and \`${odd}\``,
    origin: { ...below(origin, odd), part: 'key' },
    label: 'the second form',
    related: [{ origin: { ...below(origin, 'calls'), part: 'key' }, text: 'the first one' }],
    why,
    help:
      odd === 'expect'
        ? 'write what is expected into the call of which it is expected'
        : 'make two tests of it',
  });
  return false;
}

function reportNothing({ title, origin }: LayeredCall, { report }: DialGround): void {
  report('DP3074', {
    message: `${title} expects nothing`,
    origin,
    label: 'whatever becomes of the call, it passes',
    why: 'a test that cannot fail finds no mistake',
    help: 'say where the call ends, `ends: office_mailbox`, who `rings`, or what the caller `hears`',
  });
}

/** Reports DP3079: one clock never goes back. */
function reportBackwards(
  read: readonly PlanTestCall[],
  written: readonly LayeredCall[],
  { report }: DialGround,
): void {
  for (const [index, { at, origin }] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || before.at <= at) continue;
    report('DP3079', {
      message: `${written.find((call) => call.origin === origin)?.title ?? 'a call'} comes before the one above it`,
      origin: below(origin, 'at'),
      label: 'earlier',
      related: [{ origin: below(before.origin, 'at'), text: 'than this' }],
      why: 'the calls of one test have one clock, and what one call leaves behind is there for the next',
      help: 'put the calls in the order of their times, or make two tests of them',
    });
  }
}
