import type { Mistake } from './mistake.ts';

/** Mistakes that people make, in `dialplan/st-anne`. */
export const ST_ANNE: readonly Mistake[] = [
  {
    what: 'two keys of the main menu swapped',
    file: 'menus.yaml',
    edit: ['{1: appointments, 2: wards,', '{1: wards, 2: appointments,'],
  },
  {
    what: 'the keys of the night swapped',
    file: 'menus.yaml',
    edit: ['{1: night_nurses, 2: on_call_doctor}', '{1: on_call_doctor, 2: night_nurses}'],
  },
  {
    what: 'key 1 speaks French',
    file: 'menus.yaml',
    edit: ['1: {menu: notice, language: en,', '1: {menu: notice, language: fr,'],
  },
  {
    what: 'key 2 skips the notice',
    file: 'menus.yaml',
    edit: ['2: {menu: notice, language: fr, then: main_menu}', '2: main_menu'],
  },
  {
    what: 'callers of the main menu may dial the lobby',
    file: 'menus.yaml',
    edit: ['[desk_a, desk_b, pharmacist]', '[desk_a, desk_b, pharmacist, lobby]'],
  },
  {
    what: 'callers may not dial desk B',
    file: 'menus.yaml',
    edit: ['[desk_a, desk_b, pharmacist]', '[desk_a, pharmacist]'],
  },
  {
    what: 'one retry less for wrong keys',
    file: 'menus.yaml',
    edit: ['    on_invalid:\n      retries: 2', '    on_invalid:\n      retries: 1'],
  },
  {
    what: 'one retry more for silence',
    file: 'menus.yaml',
    edit: ['{after: 6s, retries: 1, to: switchboard}', '{after: 6s, retries: 2, to: switchboard}'],
  },
  {
    what: 'the menu waits for a minute',
    file: 'menus.yaml',
    edit: ['{after: 6s, retries: 1, to: switchboard}', '{after: 60s, retries: 1, to: switchboard}'],
  },
  {
    what: 'the notice ends the call after key 5',
    file: 'menus.yaml',
    edit: ['trente jours."}, then: return}', 'trente jours."}, then: hangup}'],
  },
  {
    what: 'who is told of the holiday is hung up on',
    file: 'menus.yaml',
    edit: ['Les unités répondent."}\n    then: wards', 'Les unités répondent."}\n    then: hangup'],
  },
  {
    what: 'the languages of a sentence swapped',
    file: 'menus.yaml',
    edit: [
      '{en: "We keep messages for thirty days.", fr: "Nous gardons les messages trente jours."}',
      '{fr: "We keep messages for thirty days.", en: "Nous gardons les messages trente jours."}',
    ],
  },
  {
    what: 'visiting hours end an hour early',
    file: 'hours.yaml',
    edit: ['"14:00-20:00"', '"14:00-19:00"'],
  },
  {
    what: 'visiting hours begin half an hour late',
    file: 'hours.yaml',
    edit: ['"10:00-12:00"', '"10:30-12:00"'],
  },
  {
    what: 'the night lasts an hour longer',
    file: 'hours.yaml',
    edit: ['"20:00-06:00"', '"20:00-07:00"'],
  },
  {
    what: 'the night of the weekend begins on Thursday',
    file: 'hours.yaml',
    edit: ['mon-thu: "20:00-06:00", fri-sun:', 'mon-wed: "20:00-06:00", thu-sun:'],
  },
  {
    what: 'the pharmacy closes at midnight',
    file: 'hours.yaml',
    edit: ['"07:00-01:00"', '"07:00-00:00"'],
  },
  {
    what: 'the pharmacy opens at nine on Fridays',
    file: 'hours.yaml',
    edit: ['mon-fri: "07:00-01:00", sat-sun:', 'mon-thu: "07:00-01:00", fri-sun:'],
  },
  {
    what: 'the office opens an hour late',
    file: 'hours.yaml',
    edit: ['mon-fri: "08:00-17:00"', 'mon-fri: "09:00-17:00"'],
    unseen: 'no call differs: outside these hours and the night callers get the same menu',
  },
  { what: 'a holiday on the wrong day', file: 'hours.yaml', edit: ['"2027-05-24"', '"2027-05-25"'] },
  {
    what: 'a holiday dropped',
    file: 'hours.yaml',
    edit: ['    "2027-02-15": Family Day\n', ''],
  },
  { what: 'a day that no calendar has', file: 'hours.yaml', edit: ['"2027-09-06"', '"2027-09-31"'] },
  {
    what: 'the office without its holidays',
    file: 'hours.yaml',
    edit: [', holidays: [ontario]', ''],
  },
  {
    what: 'the holiday is asked after the night',
    file: 'hours.yaml',
    edit: [
      '    - when: {holiday: office}\n      to: holiday_notice\n    - when: {open: night_watch}\n      to: night_menu\n',
      '    - when: {open: night_watch}\n      to: night_menu\n    - when: {holiday: office}\n      to: holiday_notice\n',
    ],
  },
  {
    what: 'other hospitals are asked after the hours',
    file: 'hours.yaml',
    edit: [
      '    - when: {caller: hospitals}\n      to: on_call_doctor\n    - when: {open: office}\n      to: welcome\n',
      '    - when: {open: office}\n      to: welcome\n    - when: {caller: hospitals}\n      to: on_call_doctor\n',
    ],
  },
  {
    what: 'the rule for nuisance dropped',
    file: 'hours.yaml',
    edit: ['    - when: {caller: nuisance}\n      to: {reject: busy}\n', ''],
  },
  {
    what: 'a hospital with another number',
    file: 'hours.yaml',
    edit: ['"+1 613 555 0150": civic', '"+1 613 555 0151": civic'],
  },
  {
    what: 'the beginning of a list one digit longer',
    file: 'hours.yaml',
    edit: ['"+1 819 555 015*"', '"+1 819 555 0151*"'],
  },
  { what: 'nuisance from another area', file: 'hours.yaml', edit: ['"+1 900*"', '"+1 901*"'] },
  {
    what: 'the states of a switch in another order',
    file: 'hours.yaml',
    edit: ['states: [roy, chen, singh]', 'states: [chen, roy, singh]'],
  },
  { what: 'a switch that never ends', file: 'hours.yaml', edit: ['ends: 24h', 'ends: never'] },
  { what: 'a switch that ends too early', file: 'hours.yaml', edit: ['ends: 24h', 'ends: 12h'] },
  {
    what: 'the lockdown forgets itself after a day',
    file: 'hours.yaml',
    edit: ['front_2], ends: never', 'front_2], ends: 24h'],
  },
  {
    what: 'the lockdown forces nothing',
    file: 'hours.yaml',
    edit: ['{forces: {visiting: closed}, feature_code: "*71"', '{feature_code: "*71"'],
  },
  { what: 'another feature code', file: 'hours.yaml', edit: ['feature_code: "*71"', 'feature_code: "*72"'] },
  {
    what: 'the lobby may say who is on call',
    file: 'hours.yaml',
    edit: ['by: [desk_a, desk_b, front_1], ends', 'by: [desk_a, desk_b, front_1, lobby], ends'],
  },
  {
    what: 'desk B may not say who is on call',
    file: 'hours.yaml',
    edit: ['by: [desk_a, desk_b, front_1], ends', 'by: [desk_a, front_1], ends'],
  },
  {
    what: 'the wards may lock the house',
    file: 'hours.yaml',
    edit: ['by: [front_1, front_2], ends', 'by: [front_1, front_2, desk_a], ends'],
  },
  {
    what: 'the doctor on call is the wrong one',
    file: 'hours.yaml',
    edit: [
      '{override: {on_call: singh}}\n      to: doctor_singh',
      '{override: {on_call: singh}}\n      to: doctor_chen',
    ],
  },
  {
    what: "a doctor's number with two digits swapped",
    file: 'hours.yaml',
    edit: ['"+1 613 555 0172"', '"+1 613 555 0127"'],
  },
  {
    what: 'a doctor is rung for five seconds',
    file: 'hours.yaml',
    edit: ['"+1 613 555 0173", ring: 25s', '"+1 613 555 0173", ring: 5s'],
  },
  {
    what: 'a doctor who does not answer leads nowhere',
    file: 'hours.yaml',
    edit: [
      '"+1 613 555 0171", ring: 25s, otherwise: night_nurses',
      '"+1 613 555 0171", ring: 25s, otherwise: office_mailbox',
    ],
  },
  {
    what: 'beds ring the switchboard',
    file: 'hours.yaml',
    edit: ['{open: visiting}\n      to: wards', '{open: visiting}\n      to: switchboard'],
  },
  {
    what: 'the house reaches the pharmacy by day only',
    file: 'hours.yaml',
    edit: ['    - when: {origin: extension}\n      to: pharmacist\n', ''],
  },
  {
    what: 'the place in the greeting is the other one',
    file: 'numbers.yaml',
    edit: [
      'label: Main line, vars: {place: St. Anne, endroit: Sainte-Anne}',
      'label: Main line, vars: {place: Sainte-Anne, endroit: St. Anne}',
    ],
  },
  {
    what: 'the greeting in Quebec without its place',
    file: 'numbers.yaml',
    edit: [
      'language: fr, vars: {place: St. Anne, endroit: Sainte-Anne}',
      'language: fr, vars: {place: St. Anne}',
    ],
  },
  {
    what: 'Quebec in English',
    file: 'numbers.yaml',
    edit: ['label: Main line in Quebec, language: fr,', 'label: Main line in Quebec,'],
  },
  {
    what: 'the number for other hospitals leads to the wards',
    file: 'numbers.yaml',
    edit: ['{to: on_call_doctor, label: For other hospitals}', '{to: wards, label: For other hospitals}'],
  },
  {
    what: 'a block one number too short',
    file: 'numbers.yaml',
    edit: ['+1 613 555 0199', '+1 613 555 0198'],
    unseen: 'no call differs: a number that is not listed reaches the switchboard too',
  },
  {
    what: '77 reaches the nurses',
    file: 'numbers.yaml',
    edit: ['"77": on_call_doctor', '"77": night_nurses'],
  },
  { what: '0 reaches the wards', file: 'numbers.yaml', edit: ['"0": switchboard', '"0": wards'] },
  {
    what: 'the numbers of the beds shifted by one',
    file: 'wards.csv',
    edit: ['+1 613 555 0130..+1 613 555 0134', '+1 613 555 0131..+1 613 555 0135'],
  },
  {
    what: 'ward B rings ward A first',
    file: 'wards.csv',
    edit: ['+1 613 555 0111,ward_b,', '+1 613 555 0111,ward_a,'],
  },
  {
    what: 'a ward in Quebec in English',
    file: 'wards.csv',
    edit: ['Ward A in Quebec,fr,', 'Ward A in Quebec,,'],
  },
  {
    what: 'the nurses in another order',
    file: 'people.yaml',
    edit: ['[desk_a, desk_b, {number:', '[desk_b, desk_a, {number:'],
  },
  {
    what: 'the nurse at home need not press 1',
    file: 'people.yaml',
    edit: [', confirm: true', ''],
  },
  {
    what: 'the front desk is no ward',
    file: 'people.yaml',
    edit: ['members: [desk_a, desk_b, front_1], otherwise', 'members: [desk_a, desk_b], otherwise'],
  },
  {
    what: 'appointments ring one after another',
    file: 'people.yaml',
    edit: ['appointments: {strategy: simultaneous', 'appointments: {strategy: sequential'],
  },
  {
    what: 'appointments: the mailbox when busy dropped',
    file: 'people.yaml',
    edit: ['on_busy: appointments_mailbox, ', ''],
  },
  {
    what: 'the switchboard rings for ten seconds',
    file: 'people.yaml',
    edit: ['simultaneous, ring: 30s', 'simultaneous, ring: 10s'],
  },
  {
    what: "the pharmacist's messages at the bookings desk",
    file: 'people.yaml',
    edit: ['mailbox: pharmacy_mailbox', 'mailbox: appointments_mailbox'],
  },
  {
    what: 'key 0 of the pharmacy leads to the switchboard',
    file: 'people.yaml',
    edit: ['key_0: wards', 'key_0: switchboard'],
  },
  {
    what: 'the office listens for a minute only',
    file: 'people.yaml',
    edit: ['max_length: 3m', 'max_length: 1m'],
    unseen: 'a test cannot ask how long a message may be',
  },
  {
    what: 'the bedside phones call all of Canada',
    file: 'dialplan.yaml',
    edit: [
      'bedside: {allow: [internal, emergency, local, toll_free]}',
      'bedside: {allow: [internal, emergency, local, toll_free, national]}',
    ],
  },
  {
    what: 'strangers get a dead end',
    file: 'dialplan.yaml',
    edit: ['outside_caller: switchboard', 'outside_caller: office_mailbox'],
  },
  {
    what: 'the answer of last resort is a word too short',
    file: 'dialplan.yaml',
    edit: ['In an emergency hang up and dial 9 1 1."', 'In an emergency hang up and dial."'],
    unseen: 'it is said when Sync and the snapshot are gone, and in a test they never are',
  },
];
