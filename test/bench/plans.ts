import type { Source } from '../../compiler/model/source.ts';

/** Plans of any size, the same text every time. */

/** A plan with every kind of destination; numbers come beside it. */
const REST = `dialplan: 1
name: bench
timezone: Australia/Sydney
country: AU
sip: {domain: bench.sip.twilio.com}
emergency: {numbers: ["000", "112"], caller_id: "+61410000000"}
extensions:
  alice: {dial: 201, sip_user: alice, class: staff, caller_id: "+61410000000", otherwise: closed}
  bob: {dial: 202, client: bob, otherwise: closed}
ring_groups:
  sales: {strategy: sequential, ring: 15s, members: [alice, bob], otherwise: closed}
  support: {strategy: simultaneous, ring: 25s, members: [alice, bob], otherwise: closed}
messages:
  closed: {say: "Nobody can take your call at the moment. Please call again later.", then: hangup}
classes_of_restriction:
  staff: {allow: [internal, emergency, toll_free, local, national, mobile]}
`;

const TARGETS = ['sales', 'support', 'alice', 'bob', 'closed'];
const targetOf = (i: number): string => TARGETS[i % TARGETS.length] ?? 'closed';
const numberOf = (i: number): string => `+614${10_000_000 + i}`;
const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** Numbers as a section of YAML; every fifth has a label. */
export const yamlNumbers = (count: number): string =>
  `numbers:\n${indices(count)
    .map((i) =>
      i % 5 === 0
        ? `  "${numberOf(i)}": {to: ${targetOf(i)}, label: Desk ${i}}\n`
        : `  "${numberOf(i)}": {to: ${targetOf(i)}}\n`,
    )
    .join('')}`;

/** The same numbers as a table. */
export const csvNumbers = (count: number): string =>
  `number,to,label\n${indices(count)
    .map((i) => `${numberOf(i)},${targetOf(i)},${i % 5 === 0 ? `Desk ${i}` : ''}\n`)
    .join('')}`;

const file = (name: string, text: string): Source => ({ file: `plan/${name}`, text });

/** A plan with its numbers in one YAML file. */
export const yamlPlan = (count: number): readonly Source[] => [
  file('dialplan.yaml', `${REST}${yamlNumbers(count)}`),
];

/** The same plan with its numbers in a table. */
export const csvPlan = (count: number): readonly Source[] => [
  file('dialplan.yaml', `${REST}number_files: [numbers.csv]\n`),
  file('numbers.csv', csvNumbers(count)),
];

/** Ways to get every number wrong. */
export const MISTAKES = {
  'an unknown name': (i: number) => `{to: slaes_${i}}`,
  'a wrong key': (i: number) => `{to: closed, lable: Desk ${i}}`,
  'no action': (i: number) => `{too: closed, n: ${i}}`,
  'text split at a comma': (i: number) => `{say: Hello ${i}, goodbye, then: hangup}`,
} as const;

/** A plan in which every number is wrong. */
export const wrongPlan = (count: number, mistake: keyof typeof MISTAKES): readonly Source[] => {
  const lines = indices(count).map((i) => `  "${numberOf(i)}": ${MISTAKES[mistake](i)}\n`);
  return [file('dialplan.yaml', `${REST}numbers:\n${lines.join('')}`)];
};

/** A table in which every line is wrong. */
export const wrongTable = (count: number): readonly Source[] => [
  file('dialplan.yaml', `${REST}number_files: [numbers.csv]\n`),
  file(
    'numbers.csv',
    `number,to\n${indices(count)
      .map((i) => `${numberOf(i)},closed,${i}\n`)
      .join('')}`,
  ),
];
