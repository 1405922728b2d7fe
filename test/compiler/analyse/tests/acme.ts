import { HEAD } from '../../../support/harness.ts';

/** A plan with phones of every kind, for tests in it. */
export const ACME = `${HEAD}lists: {blocklist: ["+61 491 570 007"]}
short_numbers: {"0": reception, "600": sales}
schedules:
  office:
    hours: {mon-fri: "08:30-17:30", sat: "09:00-12:00", sun: closed}
    holidays: [nsw]
holidays: {nsw: {"2026-12-25": Christmas Day}}
overrides:
  night: {forces: {office: closed}, feature_code: "*28", by: [front_1, front_2], ends: next_opening}
  system_down: {states: [recording, forward], feature_code: "*91", by: [alice], ends: 24h}
routes:
  main_line:
    - when: {caller: blocklist}
      to: {reject: busy}
    - when: {override: system_down}
      to: office_mailbox
    - when: {holiday: office}
      to: {say: "We are closed for the holiday.", then: office_mailbox}
    - when: {open: office}
      to: main_menu
    - otherwise: office_mailbox
menus:
  main_menu:
    prompt: "Welcome to Acme. For sales press 1, or hold for reception."
    options: {1: sales, 0: reception, star: repeat}
    on_timeout: {after: 5s}
    on_invalid: {retries: 2, say: "Sorry, that is not one of the choices."}
    otherwise: reception
ring_groups:
  sales:
    strategy: sequential
    ring: 15s
    members: [alice, {extension: bob, ring: 10s}, {number: "0412 345 678", confirm: true}]
    otherwise: sales_mailbox
  reception: {strategy: simultaneous, ring: 25s, members: [front_1, front_2], otherwise: office_mailbox}
extension_defaults: {class: staff, ring: 25s, otherwise: office_mailbox}
extensions:
  alice: {dial: 201, sip_user: alice, caller_id: "+61 2 5550 1101"}
  bob: {dial: 202, sip_user: bob, caller_id: "+61 2 5550 1102"}
  front_1: {sip_user: desk_1}
  front_2: {dial: 204, client: front_2}
  tablet: {client: tablet}
notify: {webhook: "https://hooks.acme.example/mail"}
mailboxes:
  office_mailbox: {greeting: "Please leave a message for the office.", notify: {email: office@acme.example}}
  sales_mailbox: {greeting: "Please leave a message for sales.", notify: {email: sales@acme.example}}
classes_of_restriction:
  staff: {allow: [internal, emergency, toll_free, local, national, mobile]}
numbers:
  "+61 2 5550 1000": main_line
  "+61 2 5550 1101": alice
  "+61 2 5550 1102": bob
  "+61 2 5550 1105": tablet
`;

/** The plan with the lines of its `tests`. */
export const acme = (tests: string): { readonly [file: string]: string } => ({
  'dialplan.yaml': ACME,
  'tests.yaml': tests.replace(/^\n/, ''),
});

/** The plan with one test of one call; each part is what stands in braces. */
export const oneCall = (call: string, expect: string, more = ''): { readonly [file: string]: string } =>
  acme(`tests:\n  - name: x\n    call: {${call}}\n    expect: {${expect}}\n${more}`);
