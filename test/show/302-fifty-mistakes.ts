import { folder, run, write } from '../support/command-line.ts';
import { claim, show } from './show.ts';

// Fifty different mistakes in the files of one plan: `check` tells all of them in one run, each at its line, and nothing else. The line
// of a mistake is where its mark stands.

const DIRECTORY = 'dialplan/acme';

const PLAN: { readonly [file: string]: string } = {
  'dialplan.yaml': `dialplan: 1
name: acme
timezone: "Australia/Sidney"                                        # <- DP3019
country: AU
sip: {domain: acme.sip.twilio.com, transport: tls}                  # <- DP2003
sync: {cache_seconds: 90}                                           # <- DP2007
emergency: {numbers: ["000"], caller_id: "+61 2 5550 1000"}
colours: {sales: blue}                                              # <- DP2002
number_files: [numbers.csv, nubers.csv]                             # <- DP1019
languages: {en: {}, fr: {}}
unmapped: {outside_caller: outbound}                                # <- DP3010
safe_answer: {number: "+61 2 5550 1001"}                            # <- DP4017
environments:
  prod: {vars: {AUTH_TOKEN: 0123456789abcdef0123456789abcdef}}      # <- DP4019
`,
  'numbers.yaml': `numbers:
  "+61 2 5550 1000": main_line
  "+61 2 5550 1001": {to: support, label: Support}
  "+61 2 5550 1002": slaes                                          # <- DP3001
  "02 5550 1001": sales                                             # <- DP3013
  "+61 25": closed                                                  # <- DP3011
  "+61 2 5550 1003": {reject: bussy}                                # <- DP2005
  "+61 2 5550 1004": {number: "0412 345 678", ring: 15, otherwise: closed}   # <- DP2004
  "+61 2 5550 1005": {say: "Please hold.", number: "0412 345 678"}  # <- DP2008
  "+61 2 5550 1006": hangup                                         # <- DP4004
  "+61 2 5550 1007": {number: "02 5550 1007"}                       # <- DP4015
  "+61 2 5550 1008": {play: audio/closd.mp3, then: closed}          # <- DP3008
  "+61 2 5550 1009": {menu: closed, then: hangup}                   # <- DP3056
  "+61 2 5550 101O": closed                                         # <- DP2006
  "+61 2 5550 13XX": {extension: "7XX"}                             # <- DP3031
  "+61 2 5550 1249..+61 2 5550 1200": closed                        # <- DP3034
  "+61 2 5550 1400": main_menu
  "+61 2 5550 1401": office_mailbox
  "+61 2 5550 1402": old_mailbox
`,
  'numbers.csv': `number,to,label
+61 2 5550 1500,closed,Deliveries
+61 2 5550 1502,closed,Returns,# <- DP1018
`,
  'people.yaml': `extensions:
  alice: {dial: 201, sip_user: alice, class: staf, otherwise: closed}           # <- DP3005
  bob: {dial: 202, sip_user: bob, otherwise: sales}
  carol: {dial: 202, sip_user: carol, otherwise: closed}            # <- DP3015
  dora: {dial: 204, sip_user: bob, otherwise: closed}               # <- DP3016
  erin: {dial: 205, sip_user: erin, mailbox: closed, otherwise: closed}         # <- DP3061
  front: {dial: 206, client: front, otherwise: closed}
classes_of_restriction:
  staff: {allow: [internal, emergency, national, UK]}               # <- DP3018
`,
  'groups.yaml': `ring_groups:
  sales: {strategy: sequential, members: [front, alcie], otherwise: closed}     # <- DP3002
  support:
    strategy: simultaneous
    ring: 3s                                                        # <- DP4010
    members: [bob, {extension: front, ring: 10s}]                   # <- DP4007
    otherwise: night_team
  night_team: {strategy: sequential, members: [bob, front], otherwise: day_team}
  day_team: {strategy: sequential, members: [front], on_busy: closed}           # <- DP4003
  gate: {strategy: sequential, members: [front], otherwise: gate}   # <- DP4001
messages:
  closed: {say: "Our office is closed today.", then: hangup}
  closed: {say: "We are closed.", then: hangup}                     # <- DP1003
  nothing: {say: "…", then: hangup}                                 # <- DP3057
  german: {say: {en: "Closed.", fr: "Fermé.", de: "Geschlossen."}, then: hangup}   # <- DP3009
short_numbers: {0: gate, 1: nothing, 2: german, 3: carol, 4: dora, 5: erin, 6: alice}
`,
  'hours.yaml': `schedules:
  office:
    hours: {mon-fri: "08:30-17:30", sat-sun: closed}
    holidays: [nsw, vic]                                            # <- DP3022
    special_dates:
      "2027-06-31": closed                                          # <- DP3023
  workshop: {hours: {mon-fri: "07:00-15:00", sat: closed}}          # <- DP3020
  shop: {hours: {mon-fri: "09:00-17:00", sat-sun: closed}}
  gate: {hours: {mon-sun: "00:00-00:00"}}                           # <- DP3025
holidays:
  nsw: {"2026-12-25": Christmas Day}
`,
  'routes.yaml': `routes:
  main_line:
    - when: {open: ofice}                                           # <- DP3040
      to: sales
    - when: {override: evacuate}                                    # <- DP3041
      to: closed
    - when: {caller: blacklist}                                     # <- DP3042
      to: closed
    - when: {override: {system_down: massage}}                      # <- DP3043
      to: closed
    - when: {caller: {customers: golden}}                           # <- DP3044
      to: support
    - when: {open: office}
      to: support
    - when: {open: workshop}
      to: support
    - when: {open: shop}
      to: support
    - when: {open: gate}
      to: support
    - when: {open: office, caller: blocklist}                       # <- DP4035
      to: closed
    - otherwise: closed
lists:
  blocklist: ["+61 491 570 006", "0491 570 007"]
  customers: {"+61 491 570 156": gold}
overrides:
  system_down: {states: [message, forward], feature_code: "*91", by: [font], ends: 24h}   # <- DP3046
`,
  'menus.yaml': `menus:
  main_menu:
    prompt: "For sales press 1, for support press 21."
    options: {1: sales, 21: support}                                # <- DP3050
    digits: 1
    otherwise: second_menu
  second_menu:
    prompt: "To leave press 1."
    options: {1: closed, star: repeat, "*": closed}                 # <- DP3051
    on_timeout: {to: repeat}                                        # <- DP4040
    otherwise: closed
mailboxes:
  office_mailbox: {notify: {email: office@acme.example}}            # <- DP3060
  old_mailbox: {max_length: 5m, notify: {webhook: "https://hooks.acme.example/mail"}}
`,
};

/** `file:line code` of every mark, in the order of the files. */
const planted = Object.entries(PLAN).flatMap(([file, text]) =>
  text.split('\n').flatMap((line, index) => {
    const code = /# <- (DP\d{4})/.exec(line)?.[1];
    return code === undefined ? [] : [`${file}:${index + 1} ${code}`];
  }),
);

interface Reported {
  readonly code: string;
  readonly slug: string;
  readonly message: string;
  readonly file?: string;
  readonly start?: { readonly line: number; readonly column: number };
}

const place = (each: Reported): string =>
  `${each.file?.slice(DIRECTORY.length + 1)}:${each.start?.line} ${each.code}`;

await show(async () => {
  const { path, remove } = folder();
  const files = Object.entries(PLAN).map(([file, text]) => [`${DIRECTORY}/${file}`, text] as const);
  write(path, Object.fromEntries(files));
  try {
    const { code, stdout } = await run(path, ['check', DIRECTORY, '--format', 'json']);
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Reported[] };
    for (const each of diagnostics)
      console.log(`     | ${place(each).padEnd(26)} ${each.slug.padEnd(24)} ${each.message}`);

    const codes = new Set(planted.map((each) => each.split(' ')[1]));
    claim('fifty different mistakes are planted', planted.length === 50 && codes.size === 50);
    const found = diagnostics.map(place);
    const missed = planted.filter((each) => !found.includes(each));
    claim('each is reported at its line, none hides another', missed.length === 0, missed.join(', '));
    const others = found.filter((each) => !planted.includes(each));
    claim('nothing else is reported', others.length === 0, others.join(', '));
    claim('each is reported once', found.length === new Set(found).size, `${found.length} in one run`);
    claim('check ends with 1', code === 1, `exit ${code}`);
  } finally {
    remove();
  }
});
