import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../runtime/digest.ts';
import { decode, encode } from '../../../runtime/items.ts';
import { compilePlan, HEAD } from '../../support/harness.ts';
import { WHOLE_PLAN } from '../../support/yaml.ts';

const BARE = 'dialplan: 1\nname: acme\ntimezone: Australia/Sydney\ncountry: AU\n';
const compiled = (text: string) => {
  const result = compilePlan(text);
  if (result.program === undefined || result.bundle === undefined) throw new Error('the plan has errors');
  return { program: result.program, bundle: result.bundle };
};

describe('settings and bundle', () => {
  test('a plan that says the least', () => {
    const { program, bundle } = compiled(BARE);
    expect(program).toEqual({
      format: 1,
      plan: 'acme',
      settings: {
        timezone: 'Australia/Sydney',
        defaultLanguage: 'en',
        languages: { en: {} },
        unmapped: { outside_caller: 'hangup', extension: 'unassigned', transfer: 'unassigned' },
        classes: {},
        refer: true,
      },
      numbers: {},
      nodes: {},
      phones: {},
      dials: {},
      schedules: {},
      overrides: {},
      lists: {},
    });
    expect(bundle).toMatchObject({
      service: 'dialplan',
      maps: {
        number_map: 'numberConfig',
        ring_group_map: 'ringGroup',
        node_map: 'dialplan.acme.nodes',
        state_map: 'dialplan.acme.state',
      },
      uuiHeader: 'x-inin-cnv',
      numbering: { country: 'AU', callingCode: '61', nationalPrefix: '0' },
      emergency: { numbers: [], callerIds: {} },
      safeAnswer: { kind: 'say' },
    });
    expect(bundle.domain).toBeUndefined();
    expect(bundle.voice).toBeUndefined();
  });

  test('a plan that says all', () => {
    const { program, bundle } = compiled(`${HEAD}languages: {en: {voice: Polly.Olivia-Neural}, fr: {}}
sync: {service: pbx-routing, number_map: n, ring_group_map: r, node_map: o, state_map: s}
unmapped: {outside_caller: {say: "Unknown.", then: hangup}, extension: outbound, transfer: closed}
safe_answer: {say: {fr: "Bientôt.", en: "Soon."}}
transfers: {refer: false, class: guest}
classes_of_restriction:
  guest: {allow: [internal, NZ, mobile], deny: [premium, FR]}
messages: {closed: {say: "Closed.", then: hangup}}
`);
    expect(program.settings).toMatchObject({
      languages: { en: { voice: 'Polly.Olivia-Neural' }, fr: {} },
      unmapped: { extension: 'outbound', transfer: 'message:closed' },
      strangerClass: 'guest',
      classes: {
        guest: {
          allow: ['internal', 'mobile'],
          allowCountries: ['NZ'],
          deny: ['premium'],
          denyCountries: ['FR'],
        },
      },
      refer: false,
    });
    expect(bundle).toMatchObject({
      service: 'pbx-routing',
      maps: { number_map: 'n', ring_group_map: 'r', node_map: 'o', state_map: 's' },
      domain: 'acme.sip.twilio.com',
      voice: 'Polly.Olivia-Neural',
      safeAnswer: { kind: 'say', text: 'Soon.' },
    });
  });

  test('the environment of a hand-written PBX names service and maps, whatever the plan says', () => {
    const variables = {
      SYNC_SERVICE_NAME: 'old-pbx',
      SYNC_MAP_PHONES_NAME: 'phones',
      SYNC_MAP_RINGGROUP_NAME: 'groups',
    };
    const { bundle } = compilePlan(`${HEAD}sync: {service: s, number_map: n, ring_group_map: r}\n`, {
      variables,
    });
    expect(bundle).toMatchObject({
      service: 'old-pbx',
      maps: { number_map: 'phones', ring_group_map: 'groups' },
    });
  });

  test('the class of strangers is that of `transfers`, else that of all phones', () => {
    const classes = 'classes_of_restriction: {a: {allow: [internal]}, b: {allow: [internal]}}\n';
    const of = (text: string) => compiled(`${BARE}${classes}${text}`).program.settings.strangerClass;
    expect(of('extension_defaults: {class: a}\ntransfers: {class: b}\n')).toBe('b');
    expect(of('extension_defaults: {class: a}\ntransfers: {refer: true}\n')).toBe('a');
    expect(of('')).toBeUndefined();
  });

  test('the emergency service sees the number of the phone, else that of the plan', () => {
    const { bundle } = compiled(`${BARE}emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
extensions:
  a: {client: a, caller_id: "+61 2 5550 1001"}
  b: {client: b, caller_id: "+61 2 5550 1001", emergency_caller_id: "+61 2 5550 1002"}
  c: {client: c}
  d: {client: d, caller_id: "+61 2 5550 1000"}
`);
    expect(bundle.emergency).toEqual({
      numbers: ['000'],
      callerId: '+61255501000',
      callerIds: {
        'client:a': '+61255501001',
        'extension:a': '+61255501001',
        'client:b': '+61255501002',
        'extension:b': '+61255501002',
      },
    });
  });

  test('a phone that nobody knows shows some number of the plan', () => {
    const { bundle } = compiled(`${BARE}emergency: {numbers: ["000"]}
extensions: {a: {client: a, caller_id: "+61 2 5550 1001"}, b: {client: b, caller_id: "+61 2 5550 1002"}}
`);
    expect(bundle.emergency.callerId).toBe('+61255501001');
    expect(bundle.emergency.callerIds).toEqual({
      'client:b': '+61255501002',
      'extension:b': '+61255501002',
    });
  });
});

/** A plan in which every built section is used and nothing is wrong for any phase. */
const WHOLE = WHOLE_PLAN.replace('otherwise: {reject: busy}', 'otherwise: closed').replace(
  'on_unreachable: {reject: rejected}',
  'on_unreachable: closed',
);
const ASSETS = ['audio/closed.mp3', 'audio/en.mp3'].map((name) => ({ name, bytes: 10 }));

describe('a program', () => {
  const program = () => {
    const { program, diagnostics } = compilePlan(WHOLE, { assets: ASSETS });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (program === undefined) throw new Error('the plan has errors');
    return program;
  };
  const text = (value: unknown): string => canonicalJson(value as Json);

  test('comes back from its items as it was', () => {
    const before = program();
    expect(text(decode('acme', encode(before)))).toBe(text(before));
  });

  test('is the same however the plan is arranged', () => {
    const blocks = WHOLE.split(/^(?=[a-z])/m);
    const expected = text(program());
    fc.assert(
      fc.property(
        fc.shuffledSubarray(blocks, { minLength: blocks.length, maxLength: blocks.length }),
        fc.nat({ max: blocks.length }),
        (shuffled, cut) => {
          const files = {
            'a.yaml': shuffled.slice(0, cut).join(''),
            'b/c.yaml': shuffled.slice(cut).join(''),
          };
          expect(text(compilePlan(files, { assets: ASSETS }).program)).toBe(expected);
        },
      ),
      { numRuns: 30 },
    );
  });
});
