import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { formatJUnit } from '../../../compiler/report/junit.ts';
import { HEAD } from '../../support/harness.ts';
import { tested } from '../../support/tested.ts';

const NAMES = ['true', 'false', '</testcase>', `"a" & 'b' <c>`, 'ring\u0007 bell', ']]>', ' '];

const planOf = (ends: string): string => `${HEAD}
numbers: {"+61 2 5550 1000": closed}
messages: {closed: {say: "Closed.", then: hangup}}
tests:
${NAMES.map(
  (name) => `  - name: ${JSON.stringify(name)}
    call: {from: withheld, to: "+61 2 5550 1000", at: "2026-11-24 10:00"}
    expect: {ends: ${ends}}
`,
).join('')}`;

const read = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  trimValues: false,
});

test.each(['hangup', 'reject'])(
  'is well formed whatever tests are called, where they end with %s',
  async (ends) => {
    const suite = await tested(planOf(ends));
    const text = formatJUnit([{ ...suite, name: 'true' }]);
    expect(XMLValidator.validate(text)).toBe(true);
    const { testsuites } = read.parse(text);
    expect(testsuites.testsuite.name).toBe('true');
    expect(testsuites.testsuite.testcase.map(({ name }: { name: string }) => name)).toEqual(
      NAMES.map((name) => name.replace('\u0007', '')),
    );
    expect(testsuites.failures).toBe(ends === 'hangup' ? '0' : String(NAMES.length));
  },
);
