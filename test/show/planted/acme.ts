import type { Mistake } from './mistake.ts';

/** Mistakes that people make, in `dialplan/acme`. */
export const ACME: readonly Mistake[] = [
  {
    what: 'the main number leads to sales',
    file: 'numbers.yaml',
    edit: ['"+61 2 5550 1000": reception', '"+61 2 5550 1000": sales'],
  },
  {
    what: "Bob's number leads to Alice",
    file: 'numbers.yaml',
    edit: ['"+61 2 5550 1102": bob', '"+61 2 5550 1102": alice'],
  },
  {
    what: 'two digits of a number swapped',
    file: 'numbers.yaml',
    edit: ['"+61 2 5550 1300"', '"+61 2 5550 1030"'],
  },
  {
    what: 'a name with a slip',
    file: 'numbers.yaml',
    edit: ['"+61 2 5550 1002": support', '"+61 2 5550 1002": suport'],
  },
  {
    what: 'a time without its unit',
    file: 'numbers.yaml',
    edit: ['ring: 20s, otherwise: closed', 'ring: 20, otherwise: closed'],
  },
  {
    what: 'the outside number without its exit',
    file: 'numbers.yaml',
    edit: [', ring: 20s, otherwise: closed', ', ring: 20s'],
  },
  {
    what: 'the mobile rings for twice as long',
    file: 'numbers.yaml',
    edit: ['ring: 20s, otherwise: closed', 'ring: 40s, otherwise: closed'],
  },
  {
    what: 'the answering service and the deliveries swapped',
    file: 'numbers.yaml',
    edit: ['"+61 2 5550 1003": answering_service', '"+61 2 5550 1003": closed'],
  },
  {
    what: 'sales: Bob before Alice',
    file: 'groups.yaml',
    edit: ['[alice, {extension: bob, ring: 10s}, ', '[{extension: bob, ring: 10s}, alice, '],
  },
  { what: 'sales: Bob dropped', file: 'groups.yaml', edit: ['{extension: bob, ring: 10s}, ', ''] },
  {
    what: "sales: Bob's own ring time dropped",
    file: 'groups.yaml',
    edit: ['{extension: bob, ring: 10s}', 'bob'],
  },
  {
    what: 'sales: the mobile need not press 1',
    file: 'groups.yaml',
    edit: [', confirm: true', ''],
  },
  {
    what: 'sales: another mobile',
    file: 'groups.yaml',
    edit: ['0412 345 678', '0412 354 678'],
  },
  {
    what: "sales: messages into the office's mailbox",
    file: 'groups.yaml',
    edit: ['otherwise: sales_mailbox', 'otherwise: office_mailbox'],
  },
  {
    what: 'support rings together',
    file: 'groups.yaml',
    edit: ['strategy: sequential\n    ring: 20s', 'strategy: simultaneous\n    ring: 20s'],
  },
  { what: 'support: the exit for busy dropped', file: 'groups.yaml', edit: ['    on_busy: reception\n', ''] },
  {
    what: 'support: the exits swapped',
    file: 'groups.yaml',
    edit: ['on_busy: reception\n    otherwise: closed', 'on_busy: closed\n    otherwise: reception'],
  },
  {
    what: 'reception rings one after another',
    file: 'groups.yaml',
    edit: ['reception: {strategy: simultaneous', 'reception: {strategy: sequential'],
  },
  {
    what: 'reception: a desk dropped',
    file: 'groups.yaml',
    edit: ['members: [front_1, front_2]', 'members: [front_1]'],
  },
  {
    what: "the office's greetings swapped",
    file: 'groups.yaml',
    edit: ['      busy: "All our', '      unreachable: "All our'],
  },
  {
    what: "a mailbox is read by another's address",
    file: 'groups.yaml',
    edit: ['email: sales@acme.example', 'email: office@acme.example'],
    unseen: 'who is told of a message is no part of the call',
  },
  { what: 'Alice: the exit for busy dropped', file: 'people.yaml', edit: [', on_busy: sales', ''] },
  {
    what: "Alice shows Bob's number",
    file: 'people.yaml',
    edit: ['caller_id: "+61 2 5550 1101"', 'caller_id: "+61 2 5550 1102"'],
  },
  {
    what: 'Bob in the class of the desks',
    file: 'people.yaml',
    edit: ['sip_user: bob, class: staff', 'sip_user: bob'],
  },
  {
    what: 'two phones have the same digits',
    file: 'people.yaml',
    edit: ['dial: 202', 'dial: 201'],
  },
  { what: 'a desk with other digits', file: 'people.yaml', edit: ['dial: 203', 'dial: 205'] },
  {
    what: 'Alice under another SIP user',
    file: 'people.yaml',
    edit: ['sip_user: alice', 'sip_user: alicia'],
  },
  {
    what: 'a desk without its own exit: its calls go round through reception',
    file: 'people.yaml',
    edit: ['sip_user: front_1, otherwise: closed', 'sip_user: front_1'],
  },
  {
    what: 'people are rung for ten seconds',
    file: 'people.yaml',
    edit: ['class: internal_only, ring: 25s', 'class: internal_only, ring: 10s'],
  },
  {
    what: 'the class of the desks widened to mobiles',
    file: 'dialplan.yaml',
    edit: [
      'internal_only: {allow: [internal, emergency]}',
      'internal_only: {allow: [internal, emergency, mobile]}',
    ],
  },
  {
    what: 'the class of the staff widened to the world',
    file: 'dialplan.yaml',
    edit: ['national, mobile]}', 'national, mobile, international]}'],
  },
  {
    what: 'the class of the staff without mobiles',
    file: 'dialplan.yaml',
    edit: ['national, mobile]}', 'national]}'],
  },
  {
    what: 'one of the emergency numbers dropped',
    file: 'dialplan.yaml',
    edit: ['["000", "112"]', '["000"]'],
  },
  {
    what: 'the emergency service sees the number of sales',
    file: 'dialplan.yaml',
    edit: ['caller_id: "+61 2 5550 1000"', 'caller_id: "+61 2 5550 1001"'],
  },
  { what: 'transfers switched off', file: 'dialplan.yaml', edit: ['refer: true', 'refer: false'] },
  {
    what: 'callers to no number of ours get reception',
    file: 'dialplan.yaml',
    edit: [
      'outside_caller: {say: "This number is not in service.", then: hangup}',
      'outside_caller: reception',
    ],
  },
  {
    what: 'phones call nothing that is not listed',
    file: 'dialplan.yaml',
    edit: ['extension: outbound', 'extension: unassigned'],
  },
  {
    what: 'transfers to nothing that is not listed',
    file: 'dialplan.yaml',
    edit: ['transfer: outbound', 'transfer: unassigned'],
  },
];
