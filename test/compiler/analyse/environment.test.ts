import { describe, expect, test } from 'vitest';
import { allPhases, codesOf, compilePlan, HEAD } from '../../support/harness.ts';
import { check } from '../../support/yaml.ts';

const PLAN = `dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
sip: {domain: "\${HOST}.sip.twilio.com"}
environments:
  prod: {vars: {HOST: acme}}
  dev:
    vars: {HOST: acme-dev}
    numbers: {"+61 2 5550 9000": "02 5550 1000"}
    outside_calls: ["0491 570 006"]
numbers: {"+61 2 5550 1000": closed}
messages: {closed: {say: "This is \${HOST}.", then: hangup}}
`;

describe('environments', () => {
  test('without a name the variables of the first hold, and nothing else of it', () => {
    const { plan, program, bundle } = compilePlan(
      PLAN.replace('prod: {vars', 'prod: {outside_calls: [], vars'),
    );
    expect(plan?.environment).toBeUndefined();
    expect(bundle?.domain).toBe('acme.sip.twilio.com');
    expect(program?.settings.outsideCalls).toBeUndefined();
    expect(Object.keys(program?.numbers ?? {})).toEqual(['+61255501000']);
  });

  test('a chosen one brings its variables, its numbers and its limit', () => {
    const { plan, program, bundle } = compilePlan(PLAN, { environment: 'dev' });
    expect(plan?.environment).toBe('dev');
    expect(bundle?.domain).toBe('acme-dev.sip.twilio.com');
    expect(program?.settings.outsideCalls).toEqual(['+61491570006']);
    expect(program?.numbers['+61255509000']).toEqual(program?.numbers['+61255501000']);
  });

  test('no outside call at all is a limit too', () => {
    const plan = PLAN.replace('["0491 570 006"]', '[]');
    expect(compilePlan(plan, { environment: 'dev' }).program?.settings.outsideCalls).toEqual([]);
  });

  test('values from outside win', () => {
    const { bundle, program } = compilePlan(PLAN, { environment: 'dev', variables: { HOST: 'other' } });
    expect(bundle?.domain).toBe('other.sip.twilio.com');
    expect(JSON.stringify(program?.nodes)).toContain('This is other.');
  });

  test('an environment that does not exist', () => {
    expect(codesOf(PLAN, { environment: 'dve' })).toEqual(['DP3007']);
    expect(compilePlan(PLAN, { environment: 'dve' }).diagnostics[0]?.help).toBe('did you mean `dev`?');
    expect(codesOf(HEAD, { environment: 'dev' })).toEqual(['DP3007']);
  });

  test('an environment that is wrong itself is not also unknown', () => {
    expect(codesOf(PLAN.replace('["0491 570 006"]', '7'), { environment: 'dev' })).toEqual(['DP2004']);
  });

  test('the numbers of every environment are checked, whichever is chosen', () => {
    const plan = `environments:
  dev: {numbers: {"+61 2 5550 9000": "+61 2 5550 1001", "+61 2 5550 1000": "+61 2 5550 1000"}, outside_calls: ["123"]}
numbers: {"+61 2 5550 1000": {say: "Hello.", then: hangup}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3014 example.yaml:2:38 +61255509000 plays +61255501001, but the plan has no such number",
        "DP3013 example.yaml:2:57 \`+61 2 5550 1000\` is the number +61255501000, which the plan has already",
        "DP3011 example.yaml:2:112 \`123\` is no telephone number in AU or abroad",
      ]
    `);
  });
});

describe('variables', () => {
  test('one without value is reported once a place, and nothing follows from it', () => {
    const plan = `environments: {prod: {vars: {HOST: acme}}}
sip: {domain: "\${HOTS}.sip.twilio.com"}
emergency: {numbers: ["000"], caller_id: "\${MAIN}"}
numbers: {"+61 2 5550 1000": "\${FIRST}", "+61 2 5550 1001": {number: "\${MOBILE}", ring: "\${RING}"}}
extensions: {a: {sip_user: "\${USER_A}", class: "\${CLASS}"}, b: {sip_user: "\${USER_A}"}}
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3006 example.yaml:2:15 the variable \`HOTS\` has no value",
        "DP3006 example.yaml:3:42 the variable \`MAIN\` has no value",
        "DP3006 example.yaml:4:11 the variable \`FIRST\` has no value",
        "DP3006 example.yaml:4:70 the variable \`MOBILE\` has no value",
        "DP3006 example.yaml:4:89 the variable \`RING\` has no value",
        "DP3006 example.yaml:5:28 the variable \`USER_A\` has no value",
        "DP3006 example.yaml:5:48 the variable \`CLASS\` has no value",
        "DP3006 example.yaml:5:75 the variable \`USER_A\` has no value",
      ]
    `);
  });

  test('a value has to fit where it stands', () => {
    const plan = `environments: {prod: {vars: {D: "a b", R: "15", S: "alice@pbx", N: "12", W: nowhere, Z: Mars/Base, C: xx}}}
sip: {domain: "\${D}"}
numbers:
  "+61 2 5550 1000": {number: "\${N}"}
  "+61 2 5550 1001": {sip: "\${S}", ring: "\${R}"}
  "+61 2 5550 1002": "\${W}"
`;
    expect(check(plan, allPhases)).toMatchInlineSnapshot(`
      [
        "DP3012 example.yaml:2:15 \`a b\` does not fit here: expected the host of a SIP domain without \`sip:\`, such as \`acme.sip.twilio.com\`",
        "DP3011 example.yaml:4:31 \`12\` is no telephone number in AU or abroad",
        "DP3012 example.yaml:5:28 \`alice@pbx\` does not fit here: expected a SIP address, such as \`sip:alice@pbx.example.com\`",
        "DP3012 example.yaml:5:42 \`15\` does not fit here: expected a duration with its unit, such as \`15s\` or \`5m\`",
        "DP3001 example.yaml:6:22 \`+61255501002\` sends calls to \`nowhere\`, but nothing has that name",
      ]
    `);
  });
});

describe('country and time zone', () => {
  test('are checked against what exists', () => {
    const plan = HEAD.replace('Australia/Sydney', 'Australia/Sidney').replace('AU', 'UK');
    expect(codesOf(plan)).toEqual(['DP3019', 'DP3018']);
  });

  test('numbers are read as they are dialled in the country', () => {
    const read = (country: string, number: string) => {
      const plan = `dialplan: 1\nname: x\ntimezone: Etc/UTC\ncountry: ${country}\nnumbers: {"${number}": {say: "x", then: hangup}}\n`;
      return Object.keys(compilePlan(plan).program?.numbers ?? {})[0];
    };
    expect(read('AU', '02 5550 1000')).toBe('+61255501000');
    expect(read('AU', '1300 123 456')).toBe('+611300123456');
    expect(read('US', '206 555 0100')).toBe('+12065550100');
    expect(read('US', '1 206 555 0100')).toBe('+12065550100');
    expect(read('GB', '020 7946 0000')).toBe('+442079460000');
    expect(read('IT', '06 6982 1234')).toBe('+390669821234');
  });
});

describe('numbers that play others', () => {
  const plan = (numbers: string, listed = '"+61 2 5550 10XX": closed') =>
    `${HEAD}environments:\n  dev: {numbers: {${numbers}}}\nnumbers: {${listed}}\nmessages: {closed: {say: "Hello.", then: hangup}}\n`;
  const played = (numbers: string) => {
    const { program, diagnostics } = compilePlan(plan(numbers), { environment: 'dev' });
    expect(diagnostics).toEqual([]);
    return Object.keys(program?.numbers ?? {}).filter((number) => !number.startsWith('+6125550'));
  };

  test('can be a block or a range, one for one', () => {
    expect(played('"+61 2 6660 900X": "+61 2 5550 101X"')).toHaveLength(10);
    expect(played('"+61 2 6660 9000..+61 2 6660 9001": "+61 2 5550 1010..+61 2 5550 1011"')).toEqual([
      '+61266609000',
      '+61266609001',
    ]);
    expect(played('"+61 2 6660 90XX": "+61 2 5550 1000"')).toHaveLength(100);
  });

  test('play what the plan has, as many as they are, each once', () => {
    const codes = (numbers: string) => codesOf(plan(numbers));
    expect(codes('"+61 2 6660 90XX": "+61 2 5550 101X"')).toEqual(['DP3037']);
    expect(codes('"+61 2 6660 900X": "+61 2 5550 200X"')).toEqual(['DP3014']);
    expect(codes('"+61 2 5550 10XX": "+61 2 5550 1000"')).toEqual(['DP3013']);
    expect(codes('"+61 2 6660 9000": "+61 2 5550 1000", "02 6660 9000": "+61 2 5550 1001"')).toEqual([
      'DP3013',
    ]);
    expect(codes('"+61 2 6660 9X0X": "+61 2 5550 1000"')).toEqual(['DP2006']);
  });
});
