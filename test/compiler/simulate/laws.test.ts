import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explore } from '../../../compiler/simulate/choices.ts';
import type { CallRecord } from '../../../compiler/simulate/events.ts';
import type { Phone } from '../../../compiler/simulate/script.ts';
import { type App, callOf, everyWay, type Scene } from '../../support/twiml-app.ts';

// Laws that hold for any application and any caller.

const paths = ['/', '/a', '/b', '/c', '/gone'];
const path = fc.constantFrom(...paths);
const optional = (name: string, values: fc.Arbitrary<string>) =>
  fc.option(values, { nil: undefined }).map((value) => (value === undefined ? '' : ` ${name}="${value}"`));
const attributes = (...each: fc.Arbitrary<string>[]) => fc.tuple(...each).map((all) => all.join(''));

const number = fc.constantFrom('+61491570110', '+61491570156', 'none');
const noun = fc.oneof(
  fc
    .tuple(optional('url', path), optional('statusCallback', path), number)
    .map(([a, b, n]) => `<Number${a}${b}>${n}</Number>`),
  fc
    .tuple(optional('url', path), fc.constantFrom('sip:a@x', 'sip:b@x'))
    .map(([a, s]) => `<Sip${a}>${s}</Sip>`),
  fc.constant('<Client>bob</Client>'),
);
const dial = fc
  .tuple(
    attributes(
      optional('action', path),
      optional('referUrl', path),
      optional('timeout', fc.constantFrom('5', '20')),
      optional('timeLimit', fc.constantFrom('10')),
      optional('sequential', fc.constant('true')),
      optional('answerOnBridge', fc.constant('true')),
    ),
    fc.oneof(
      { weight: 8, arbitrary: fc.array(noun, { minLength: 1, maxLength: 3 }).map((all) => all.join('')) },
      { weight: 1, arbitrary: fc.constant('<Conference>room</Conference>') },
      { weight: 1, arbitrary: fc.constant('<Queue>q</Queue>') },
    ),
  )
  .map(([some, inside]) => `<Dial${some}>${inside}</Dial>`);
const verb = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '<Say>Hello.</Say>',
      '<Say loop="0">On.</Say>',
      '<Play>/x.mp3</Play>',
      '<Pause length="3"/>',
    ),
  },
  { weight: 5, arbitrary: dial },
  {
    weight: 3,
    arbitrary: attributes(
      optional('action', path),
      optional('numDigits', fc.constantFrom('1', '2')),
      optional('actionOnEmptyResult', fc.constant('true')),
      optional('input', fc.constantFrom('speech', 'dtmf speech')),
    ).map((some) => `<Gather${some}><Say>Press.</Say></Gather>`),
  },
  {
    weight: 2,
    arbitrary: attributes(optional('action', path), optional('recordingStatusCallback', path)).map(
      (some) => `<Record${some}/>`,
    ),
  },
  {
    weight: 2,
    arbitrary: attributes(optional('action', path), optional('waitUrl', path)).map(
      (some) => `<Enqueue${some}>q</Enqueue>`,
    ),
  },
  { weight: 3, arbitrary: path.map((each) => `<Redirect>${each}</Redirect>`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('<Hangup/>', '<Reject/>', '<Leave/>', '<Refer/>', '<Connect/>', '<Nonsense/>'),
  },
);
const answer = fc.oneof(
  { weight: 12, arbitrary: fc.array(verb, { maxLength: 4 }).map((verbs) => verbs.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('<Response><Say>', 'text') },
  { weight: 1, arbitrary: path.map((location) => ({ status: 302, headers: { location } })) },
);
const app: fc.Arbitrary<App> = fc
  .tuple(answer, answer, answer, answer)
  .map(([first, a, b, c]) => ({ '/': first, '/a': a, '/b': b, '/c': c }));

const phone: fc.Arbitrary<Phone> = fc.oneof(
  fc.constantFrom<Phone>(
    { does: 'busy' },
    { does: 'no_answer' },
    { does: 'unreachable' },
    { does: 'mailbox' },
  ),
  fc
    .record(
      {
        after: fc.integer({ min: 0, max: 30 }),
        presses: fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }),
        hangsUp: fc.integer({ min: 0, max: 90 }),
        transfers: fc.record({ to: fc.constant('sip:b@x'), after: fc.integer({ min: 0, max: 30 }) }),
      },
      { requiredKeys: ['after'] },
    )
    .map((given): Phone => ({ does: 'answers', ...given })),
);
const scene: fc.Arbitrary<Scene> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('+61491570110', '+61491570156', 'sip:a@x', 'sip:b@x', 'bob'), phone),
    fc.array(fc.constantFrom('1', '12', 'silence', '"a few words"'), { maxLength: 5 }),
    fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    fc.constantFrom<Scene['queue']>(
      undefined,
      { does: 'never' },
      { does: 'answers', after: 7 },
      { does: 'answers', after: 70 },
      { does: 'full' },
    ),
    fc.boolean(),
  )
  .map(([phones, acts, hangsUp, queue, fallback]) => ({
    phones,
    acts: acts.join(' '),
    ...(hangsUp === undefined ? {} : { hangsUp }),
    ...(queue === undefined ? {} : { queue }),
    ...(fallback ? { entry: { fallbackUrl: 'https://app.example/c' } } : {}),
  }));

/** How often each leg rang, and how often it ended. */
function legs({ events }: CallRecord): readonly (readonly [rang: number, ended: number])[] {
  const numbers = [...new Set(events.flatMap((each) => (each.kind === 'rang' ? [each.leg] : [])))];
  const count = (leg: number, ...kinds: string[]) =>
    events.filter((each) => 'leg' in each && each.leg === leg && kinds.includes(each.kind)).length;
  return numbers.map((leg) => [count(leg, 'rang'), count(leg, 'leg_ended', 'talk_ended')]);
}

describe('any call', () => {
  it('comes to an end, in order, with every leg that rang ended once', async () => {
    await fc.assert(
      fc.asyncProperty(app, scene, async (given, what) => {
        const record = await callOf(given, what);
        const times = record.events.map(({ t }) => t);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(record.lasted).toBeGreaterThanOrEqual(Math.max(0, ...times));
        expect(legs(record).filter(([rang, ended]) => rang !== 1 || ended !== 1)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('ends when its caller hangs up, if it has not ended before', async () => {
    await fc.assert(
      fc.asyncProperty(app, scene, fc.integer({ min: 0, max: 100 }), async (given, what, hangsUp) => {
        const { hangsUp: _, ...patient } = what;
        const whole = await callOf(given, patient);
        const cut = await callOf(given, { ...patient, hangsUp });
        expect(cut.lasted).toBeLessThanOrEqual(Math.max(hangsUp, 0));
        if (whole.ending !== 'endless' && whole.lasted < hangsUp) expect(cut).toEqual(whole);
        if (cut.ending === 'caller_hung_up' && whole.lasted > hangsUp) expect(cut.lasted).toBe(hangsUp);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same when it is made again', async () => {
    await fc.assert(
      fc.asyncProperty(app, scene, async (given, what) => {
        expect(await callOf(given, what)).toEqual(await callOf(given, what));
      }),
      { numRuns: 100 },
    );
  });

  it('never talks with two at once', async () => {
    await fc.assert(
      fc.asyncProperty(app, scene, async (given, what) => {
        let talking = 0;
        for (const { kind } of (await callOf(given, what)).events) {
          if (kind === 'bridged') talking += 1;
          if (kind === 'talk_ended') talking -= 1;
          expect(talking).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('every way', () => {
  it('is each combination of answers once, the likeliest first', async () => {
    const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(shape, async (sizes) => {
        const { results, truncated } = await explore(
          async (choose) =>
            sizes.map((size, i) =>
              choose(
                `${i}`,
                Array.from({ length: size }, (_, j) => `${j}`),
              ),
            ),
          100,
        );
        const all = sizes.reduce((product, size) => product * size, 1);
        expect(truncated).toBe(false);
        expect(results).toHaveLength(all);
        expect(new Set(results.map((each) => each.join())).size).toBe(all);
        expect(results[0]?.every((each) => each === '0')).toBe(true);
      }),
    );
  });

  it('is followed where one answer leads to another question', async () => {
    const { results } = await explore(async (choose) =>
      choose('a', ['x', 'y']) === 'x' ? 'x' : `y${choose('b', ['1', '2', '3'])}`,
    );
    expect(results).toEqual(['x', 'y1', 'y2', 'y3']);
  });

  it('stops at the number that is wanted, and says so', async () => {
    const run = (most: number) => explore(async (choose) => choose('a', ['x', 'y', 'z']), most);
    expect(await run(2)).toEqual({ results: ['x', 'y'], truncated: true });
    expect(await run(3)).toEqual({ results: ['x', 'y', 'z'], truncated: false });
  });

  it('changes every answer once before it changes two, so that what is left out is the unlikeliest', async () => {
    const questions = Array.from({ length: 12 }, (_, i) => `${i}`);
    const { results, truncated } = await explore(
      async (choose) => questions.map((each) => choose(each, ['0', '1'])).join(''),
      1 + questions.length,
    );
    const changed = results.map((each) => [...each].filter((answer) => answer === '1').length);
    expect(truncated).toBe(true);
    expect(changed).toEqual([0, ...questions.map(() => 1)]);
    expect(new Set(results).size).toBe(results.length);
  });

  it('ends also where the application does not answer twice alike', async () => {
    let calls = 0;
    const { results } = await explore(async (choose) => {
      calls += 1;
      return choose('a', calls % 2 === 1 ? ['x', 'y', 'z'] : ['x']);
    }, 10);
    expect(results.length).toBeLessThanOrEqual(10);
  });

  it('has the likeliest call as its first', async () => {
    const given = {
      '/': '<Dial action="/a"><Client>bob</Client><Client>eve</Client></Dial>',
      '/a': '<Record/>',
    };
    const what: Scene = { acts: 'silence', phones: { bob: { does: 'busy' } } };
    const ways = await everyWay(given, what);
    expect(ways.length).toBe(4);
    expect(ways[0]).toEqual(await callOf(given, what));
  });
});
