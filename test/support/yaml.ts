import { arrange } from '../../compiler/diagnostics/place.ts';
import type { Diagnostic } from '../../compiler/model/diagnostic.ts';
import type { Locator, Source } from '../../compiler/model/source.ts';
import type { WrittenPlan } from '../../compiler/model/written.ts';
import { parse } from '../../compiler/parse/parse.ts';
import { formatDiagnostics } from '../../compiler/report/diagnostics.ts';
import { validate } from '../../compiler/validate/validate.ts';

/** The text of one file, or of several by their names below the plan directory. */
export type PlanText = string | Readonly<Record<string, string>>;

/** What a pipeline says about a plan. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly locator: Locator;
}

/** Some or all phases of the compiler, in the form that tests of diagnostics need. */
export type Pipeline = (sources: readonly Source[], directory: string) => Findings;

/** Parse and validate. */
export const shapeOnly: Pipeline = (sources, directory) => {
  const parsed = parse(sources, directory);
  const validated = validate(parsed.documents, directory);
  return { diagnostics: [...parsed.diagnostics, ...validated.diagnostics], locator: parsed.documents };
};

export const DIRECTORY = 'plan';

/** A text as the file `plan/dialplan.yaml`, or several files as they are named. */
export function sourcesOf(text: PlanText): readonly Source[] {
  const files = typeof text === 'string' ? { 'dialplan.yaml': text } : text;
  return Object.entries(files).map(([name, content]) => ({ file: `${DIRECTORY}/${name}`, text: content }));
}

const SETTINGS: Readonly<Record<string, string>> = {
  dialplan: '1',
  name: 'acme',
  timezone: 'Australia/Sydney',
  country: 'AU',
};

/**
 * The texts with the settings that every plan needs in a file of their own, so that an example can be ten lines.
 * A text that begins with `dialplan:` is a whole plan and stays alone.
 */
export function withSettings(text: PlanText): Readonly<Record<string, string>> {
  const files = typeof text === 'string' ? { 'example.yaml': text } : text;
  if (Object.values(files).some((content) => /^dialplan:/m.test(content))) return files;
  const settings = Object.entries(SETTINGS).map(([key, value]) => `${key}: ${value}\n`);
  return { 'settings.yaml': settings.join(''), ...files };
}

/** The diagnostics of a text, settings added, one a line: `DP2003 example.yaml:3:5 message`. */
export function check(text: PlanText, pipeline: Pipeline = shapeOnly): readonly string[] {
  const { diagnostics, locator } = pipeline(sourcesOf(withSettings(text)), DIRECTORY);
  return arrange(diagnostics, locator).map((diagnostic) => {
    const span = diagnostic.origin && locator.span(diagnostic.origin);
    const file = diagnostic.origin?.file.slice(DIRECTORY.length + 1);
    const place = span ? ` ${file}:${span.start.line}:${span.start.column}` : '';
    return `${diagnostic.code}${place} ${diagnostic.message}`;
  });
}

/** The diagnostics of a text, settings added, as people read them. */
export function checkInFull(text: PlanText, pipeline: Pipeline = shapeOnly): string {
  const sources = sourcesOf(withSettings(text));
  const { diagnostics, locator } = pipeline(sources, DIRECTORY);
  return formatDiagnostics(diagnostics, locator, { format: 'text', files: sources.length });
}

/** The plan as written, settings added, whatever the diagnostics say. */
export function written(text: PlanText): WrittenPlan {
  return validate(parse(sourcesOf(withSettings(text))).documents, DIRECTORY).plan;
}

/** A table of numbers and the file that names it; they go with the plan below. */
export const WHOLE_TABLES = {
  'tables.yaml': 'number_files: [numbers.csv]\n',
  'numbers.csv': 'number,to,label\n+61255501300,closed,"Main, closed"\n',
} as const;

/** The text of a plan in which nothing is wrong, with every section that phases treat apart; the golden cases use the rest. */
export const WHOLE_PLAN = `# Acme, whole
dialplan: 1
name: acme
timezone: Australia/Sydney
country: AU
languages: {en: {voice: Polly.Olivia-Neural}, fr: {voice: Polly.Lea-Neural}}
sync: {service: pbx-routing, number_map: numberConfig, ring_group_map: ringGroup, node_map: pbxNodes, state_map: pbxState, cache_seconds: 5}
sip: {domain: "\${SIP_DOMAIN_URI}", uui_header: x-inin-cnv}
environments:
  prod: {vars: {SIP_DOMAIN_URI: acme.sip.twilio.com}, manage: {sync: true, sip: false, numbers: false, apps: false, functions: true}}
  dev:
    vars: {SIP_DOMAIN_URI: acme-dev.sip.twilio.com, PORT: 3000}
    numbers: {"+61 2 5550 9000": "+61 2 5550 1000"}
    outside_calls: ["+61 491 570 006", 0491570157]
unmapped:
  outside_caller: {say: "This number is not in service.", then: hangup}
  extension: outbound
  transfer: outbound
safe_answer: {number: "+61 2 5550 1999"}
numbers:
  "+61 2 5550 1000": sales
  "+61 2 5550 1001": {to: sales, label: Sales direct}
  "+61 2 5550 1002": {to: {say: {en: "Closed.", fr: "Fermé."}, then: hangup}}
  "+61 2 5550 1003": {sip: "sip:+61255501234@corporate.sip.twilio.com", ring: 20s, otherwise: closed}
  02 5550 1004: {client: front, otherwise: {reject: busy}}
  +61255501005: {number: 0412 345 678}
  "+61 2 5550 1006": {play: audio/closed.mp3, then: closed}
  "+61 2 5550 120X": {extension: "20X", otherwise: unassigned}
  "+61 2 5550 1210..+61 2 5550 1212": {to: "{{queue}}", language: fr, vars: {queue: sales, brand: Acme}, status: active}
  "+61 2 5550 1213": {to: closed, status: {porting: {on: 2026-12-01}}}
short_numbers: {0: sales, "600": {say: "Sales is closed.", then: hangup}}
schedules:
  office:
    hours: {mon-fri: ["08:30-12:00", 13:00-17:30], sat: "18:00-02:00", sun: closed}
    holidays: [nsw]
    special_dates: {"2026-12-23": "08:30-12:00", 2026-12-28..2026-12-31: closed, "2026-12-24 12:00..2026-12-25 08:30": holiday}
    timezone: Australia/Perth
    valid_until: 2026-12-31
holidays:
  nsw: {"2026-12-25": Christmas Day, 2026-12-26: Boxing Day}
lists:
  blocklist: ["+61 491 570 006", 0491570157, "+61 1900*", withheld]
  customers: {"+61 491 570 156": gold, "+61 491 570 1*": true}
overrides:
  night: {forces: {office: closed}, feature_code: "*28", by: [alice, bob], ends: next_opening, was: evening}
  system_down: {states: [recording, forward], feature_code: "*91", by: [alice], ends: 24h}
routes:
  main_line:
    - when: {caller: blocklist, origin: outside_caller}
      to: {reject: busy}
    - when: {override: {system_down: forward}}
      to: {number: "0412 345 678"}
    - when: {holiday: office, number: ["+61 2 5550 1000", "+61 2 5550 1001"]}
      to: closed
    - when: {open: office, caller: {customers: gold}}
      to: sales
    - when: {unless: {closed: office}, override: system_down}
      to: closed
    - otherwise: sales
  shut: closed
extension_defaults: {class: internal_only, ring: 25s, otherwise: closed}
extensions:
  alice: {dial: 201, sip_user: alice, name: Alice Adams, class: staff, caller_id: "+61 2 5550 1101"}
  bob: {dial: 0202, sip_user: 1002, on_busy: closed, on_no_answer: sales, on_unreachable: {reject: rejected}}
  front: {client: front, emergency_caller_id: "+61 2 5550 1000", mailbox: office_mailbox}
ring_groups:
  sales:
    id: 1
    strategy: sequential
    ring: 15s
    members: [alice, {extension: bob, ring: 10s}, {number: "0412 345 678", confirm: true}, {sip: "sip:x@y.example"}, {client: front}]
    on_busy: closed
    on_failed: closed
    otherwise: closed
menus:
  main:
    prompt: {en: "For sales press 1.", fr: "Pour les ventes, appuyez sur le 1."}
    options: {1: sales, 9: {play: audio/closed.mp3, then: repeat}, star: repeat, 12: {menu: main, language: fr, then: closed}}
    digits: 4
    extension_dialling: {allow: [alice, bob], after: 3s}
    on_timeout: {after: 5s, retries: 1, say: ["Sorry.", {en: "Nothing was pressed.", fr: audio/en.mp3}], to: return}
    on_invalid: {retries: 2, say: "That is not one of the choices.", to: closed}
    otherwise: closed
    barge: false
notify: {webhook: "https://hooks.acme.example/mail?key=\${HOOK_KEY}"}
mailboxes:
  office_mailbox:
    greeting: {busy: "All our phones are busy.", no_answer: audio/closed.mp3, unreachable: ["Sorry.", "Our phones are down."], otherwise: {en: "Leave a message.", fr: "Laissez un message."}}
    max_length: 2m
    silence: 4s
    transcribe: true
    notify: {email: office@acme.example}
    key_0: sales
  sales_mailbox: {greeting: {en: "Sales.", fr: "Les ventes."}, notify: {webhook: "https://hooks.acme.example/sales"}}
messages:
  closed: {say: "Our office is closed today.", then: hangup}
  music: {play: {en: audio/en.mp3}, then: closed}
classes_of_restriction:
  internal_only: {allow: [internal, emergency]}
  staff: {allow: [internal, emergency, national, NZ], deny: [premium]}
emergency: {numbers: [000, 112], caller_id: "+61 2 5550 1000"}
transfers: {refer: true, class: internal_only}
tests:
  - name: who calls the main line, and when
    call: {from: "+61 491 570 006", to: "+61 2 5550 1000", press: [silence, 1, "12#", "sales, please"], given: {overrides: {night: on}}}
    expect: {never_rings: bob}
    cases:
      - {at: "2026-11-24 10:00", rings: [], hears: "closed", ends: hangup}
      - {at: 2026-11-24 10:00, given: {overrides: {night: off}}, phones: {default: mailbox, 0412 345 678: busy}, rings: [alice, [front, {phone: "sip:x@y.example", for: 15s}], {any_order: [0412345678]}]}
  - name: Alice transfers to Bob
    call: {from: front, to: alice, at: "2026-04-05 02:30+11:00"}
    phones: {alice: {answers: 3s, presses: [1], hangs_up: 2m, transfers: {to: 202, after: 20s}}, bob: no_answer}
    hangs_up: 5m
    expect: {through: [sales, closed], caller_id: withheld, within: 90s, ends: alice}
  - name: one after another
    calls:
      - {from: alice, to: "*28", at: "2026-11-24 12:00"}
      - {from: withheld, to: "02 5550 1000", at: "2026-11-24 12:05", hears: ["closed", "today"]}
`;
