import { expect, describe as group, test } from 'vitest';
import { describe } from '../../../compiler/nodes/index.ts';
import { check, codesOf, compilePlan, HEAD } from '../../support/harness.ts';

const WEBHOOK = 'notify: {webhook: "https://hooks.acme.example/voicemail"}\n';

/** A plan with one mailbox `office`, written below it. */
const planOf = (office: string, more = WEBHOOK) =>
  `${HEAD}${more}mailboxes:\n  office: ${office}\nnumbers: {"+61 2 5550 1000": office}\n`;

const nodeOf = (office: string, more = WEBHOOK) => {
  const { program, diagnostics } = compilePlan(planOf(office, more));
  expect(diagnostics).toEqual([]);
  return program?.nodes['mailbox:office'];
};

const TOLD = 'notify: {email: office@acme.example}';

group('a mailbox', () => {
  test('has limits of its own, or those of the language', () => {
    expect(nodeOf(`{${TOLD}}`)).toEqual({
      kind: 'mailbox',
      greetings: {},
      maxLength: 120,
      silence: 5,
      transcribe: false,
      notify: { email: 'office@acme.example' },
      exits: {},
    });
    expect(nodeOf(`{max_length: 2m, silence: 3s, transcribe: true, ${TOLD}}`)).toMatchObject({
      maxLength: 120,
      silence: 3,
      transcribe: true,
    });
  });

  test('greets by reason, by language, with words, sounds and lists', () => {
    const greetings = (written: string, more = WEBHOOK) => {
      const node = nodeOf(`{greeting: ${written}, ${TOLD}}`, more);
      return node?.kind === 'mailbox' && node.greetings;
    };
    expect(greetings('"Hello."')).toEqual({ otherwise: [{ say: { en: 'Hello.' } }] });
    expect(greetings('["Hello.", "https://x.example/a.mp3"]')).toEqual({
      otherwise: [{ say: { en: 'Hello.' } }, { play: { en: 'https://x.example/a.mp3' } }],
    });
    const languages = `${WEBHOOK}languages: {en: {}, fr: {}}\n`;
    expect(greetings('{en: "Hello.", fr: "Bonjour."}', languages)).toEqual({
      otherwise: [{ say: { en: 'Hello.', fr: 'Bonjour.' } }],
    });
    expect(
      greetings(
        '{busy: "Busy.", no_answer: "Nobody.", unreachable: ["Down."], otherwise: {en: "Hello.", fr: "Bonjour."}}',
        languages,
      ),
    ).toEqual({
      busy: [{ say: { en: 'Busy.' } }],
      no_answer: [{ say: { en: 'Nobody.' } }],
      unreachable: [{ say: { en: 'Down.' } }],
      otherwise: [{ say: { en: 'Hello.', fr: 'Bonjour.' } }],
    });
  });

  test('tells a webhook of its own, whose secret stays a variable', () => {
    const { program, diagnostics } = compilePlan(
      `${planOf(`{notify: {webhook: "https://\${HOOK_HOST}/x?token=\${HOOK_TOKEN}"}}`)}environments: {prod: {vars: {HOOK_HOST: hooks.acme.example}}}\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(program?.nodes['mailbox:office']).toMatchObject({
      notify: { webhook: `https://hooks.acme.example/x?token=\${HOOK_TOKEN}` },
    });
    expect(program?.settings.notify).toBe('https://hooks.acme.example/voicemail');
  });

  test('lets a caller out by key 0', () => {
    const node = nodeOf(`{${TOLD}, key_0: {number: "0412 345 678"}}`);
    expect(node?.exits).toEqual({ key_0: { kind: 'number', number: '+61412345678', exits: {} } });
    expect(node && describe(node)).toBe(
      'takes a message of up to 120 s and tells office@acme.example; key 0: rings +61412345678',
    );
  });

  test('is a place for numbers, groups and extensions', () => {
    const text = `${planOf(`{${TOLD}}`)}extensions:
  alice: {sip_user: alice, mailbox: office}
  bob: {client: bob, mailbox: office, on_busy: closed, otherwise: closed}
  carol: {client: carol, mailbox: office}
extension_defaults: {otherwise: bob, on_busy: bob}
messages: {closed: {say: "Closed.", then: hangup}}
ring_groups:
  sales: {strategy: sequential, members: [alice], on_busy: alice, otherwise: office}
`;
    const { program, diagnostics } = compilePlan(text);
    expect(diagnostics).toEqual([]);
    expect(program?.numbers['+61255501000']?.to).toBe('mailbox:office');
    expect(program?.nodes['ring_group:sales']?.exits.otherwise).toBe('mailbox:office');
    expect(program?.nodes['extension:alice']?.exits).toEqual({
      otherwise: 'mailbox:office',
      on_busy: 'extension:bob',
    });
    expect(program?.nodes['extension:bob']?.exits).toEqual({
      on_busy: 'message:closed',
      otherwise: 'message:closed',
    });
  });
});

group('mistakes', () => {
  test('an address without a webhook shows both places', () => {
    expect(check(planOf(`{${TOLD}}`, ''))).toMatchInlineSnapshot(`
      "error[DP3060] notify-without-webhook: \`office\` tells an address, but the plan has no webhook that would send the mail
       --> plan/dialplan.yaml:8:28
        |
      8 |   office: {notify: {email: office@acme.example}}
        |                            ^^^^^^^^^^^^^^^^^^^ nobody can send this
       ::: plan/dialplan.yaml:2:1
      2 | name: acme
        | ---- the setting \`notify\` would stand beside this
      why:  the message would wait for ever
      help: add the setting \`notify: {webhook: "https://…"}\`, or write \`webhook:\` here
      more: dialplan explain DP3060

      1 problem (1 error) in 1 file
      "
    `);
  });

  test('a greeting by reason without `otherwise`, and a reason that is none', () => {
    expect(check(planOf(`{greeting: {busy: "Busy."}, ${TOLD}}`))).toMatchInlineSnapshot(`
      "error[DP2001] missing-key: \`otherwise\` is missing in \`greeting\` of mailbox \`office\`
       --> plan/dialplan.yaml:9:12
        |
      9 |   office: {greeting: {busy: "Busy."}, notify: {email: office@acme.example}}
        |            ^^^^^^^^ no \`otherwise\`
      help: add \`otherwise:\`
      more: dialplan explain DP2001

      1 problem (1 error) in 1 file
      "
    `);
    expect(
      check(planOf(`{greeting: {bussy: "Busy.", otherwise: "Hello."}, ${TOLD}}`)),
    ).toMatchInlineSnapshot(`
      "error[DP2003] unknown-property: \`bussy\` is not a key of \`greeting\` of mailbox \`office\`
       --> plan/dialplan.yaml:9:23
        |
      9 |   office: {greeting: {bussy: "Busy.", otherwise: "Hello."}, notify: {email: office@acme.example}}
        |                       ^^^^^ no such key
      help: did you mean \`busy\`?
      more: dialplan explain DP2003

      1 problem (1 error) in 1 file
      "
    `);
  });

  test.each([
    ['{greeting: "Hello."}', ['DP4045']],
    [`{max_length: 1s, ${TOLD}}`, ['DP4046']],
    [`{max_length: 4h, ${TOLD}}`, []],
    [`{max_length: 241m, ${TOLD}}`, ['DP4046']],
    [`{max_length: 10s, silence: 11s, ${TOLD}}`, ['DP4046']],
    [`{silence: 0s, ${TOLD}}`, ['DP4046']],
    [`{transcribe: true, max_length: 121s, ${TOLD}}`, ['DP4047']],
    [`{transcribe: false, max_length: 1h, ${TOLD}}`, []],
    [`{key_0: office, ${TOLD}}`, ['DP4001']],
    [`{key_0: {reject: busy}, ${TOLD}}`, ['DP4005']],
    [`{key_0: nobody, ${TOLD}}`, ['DP3001']],
    ['{notify: {webhook: "http://hooks.acme.example/"}}', ['DP2006']],
    ['{notify: {webhook: "http://localhost:4000/"}}', []],
    ['{notify: {webhook: "hooks.acme.example"}}', ['DP2006']],
    ['{notify: {email: office}}', ['DP2006']],
    ['{notify: office@acme.example}', ['DP2004']],
    [`{greeting: missing.mp3, ${TOLD}}`, ['DP3008']],
    [`{greeting: {otherwise: {xx: "Hello."}}, ${TOLD}}`, ['DP3009']],
    [`{greeting: 5, ${TOLD}}`, ['DP2004']],
  ])('%s', (office, codes) => {
    expect(codesOf(planOf(office))).toEqual(codes);
  });

  test('words that Twilio would take for English', () => {
    const more = `${WEBHOOK}languages: {fr: {}}\n`;
    expect(codesOf(planOf(`{transcribe: true, ${TOLD}}`, more))).toEqual(['DP4047']);
  });

  test('a variable of the plan that makes no https of a webhook', () => {
    const text = `${planOf(`{notify: {webhook: "\${HOOK}/x"}}`)}environments: {prod: {vars: {HOOK: "ftp://x"}}}\n`;
    expect(codesOf(text)).toEqual(['DP3012']);
  });

  test('a mailbox of an extension that is none', () => {
    const text = (name: string) =>
      `${planOf(`{${TOLD}}`)}extensions: {alice: {sip_user: alice, mailbox: ${name}, on_busy: closed}}\nmessages: {closed: {say: "Closed.", then: hangup}}\n`;
    expect(codesOf(text('closed'))).toEqual(['DP3061']);
    expect(codesOf(text('offise'))).toEqual(['DP3001']);
    expect(codesOf(text('office')).filter((each) => each !== 'DP4042')).toEqual([]);
  });
});

group('a renamed mailbox', () => {
  const two = (own: string, other: string) =>
    `${HEAD}${WEBHOOK}mailboxes:\n  office: {${own}}\n  sales: {${other}}\nnumbers: {"+61 2 5550 1000": office, "+61 2 5550 1001": sales}\n`;

  test('is found under both names, for messages that wait', () => {
    const { program } = compilePlan(two(`was: front, ${TOLD}`, 'notify: {email: sales@acme.example}'));
    expect(program?.nodes['mailbox:front']).toEqual(program?.nodes['mailbox:office']);
    expect(program?.nodes['mailbox:front']).toMatchObject({ notify: { email: 'office@acme.example' } });
  });

  test('has given its former name up, and nobody else has had it', () => {
    const told = (own: string, other: string) =>
      compilePlan(two(`${own}${TOLD}`, `${other}${TOLD}`)).diagnostics.map(
        ({ code, message }) => `${code} ${message}`,
      );
    expect(told('was: sales, ', '')).toEqual([
      'DP3049 `office` says that it was `sales`, but the plan still has `sales`',
    ]);
    expect(told('was: office, ', '')).toEqual([
      'DP3049 `office` says that it was `office`, but the plan still has `office`',
    ]);
    expect(told('was: front, ', 'was: front, ')).toEqual([
      'DP3049 `office` and `sales` both say that they were `front`',
    ]);
  });
});
