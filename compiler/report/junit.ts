import { XMLBuilder } from 'fast-xml-parser';
import { diagnoseTest } from '../plan-tests/diagnose.ts';
import type { TestResult } from '../plan-tests/run.ts';
import { frame } from './frame.ts';
import { formatTrace, type TraceGround } from './trace.ts';

/** Test results for CI systems: the JUnit form that they all read. */

/** One plan's results. */
export interface JUnitSuite {
  /** The plan's name. */
  readonly name: string;
  readonly results: readonly TestResult[];
  readonly ground: TraceGround;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
  // A test may be called `true`: that is its name, not a mark.
  suppressBooleanAttributes: false,
});

/** Without what XML 1.0 cannot write. */
const writable = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '');

function testCase(result: TestResult, { name, ground }: JUnitSuite): object {
  const { test, failures } = result;
  const span = ground.locator.span(test.origin);
  const attributes = {
    '@name': writable(test.name),
    '@classname': writable(name),
    '@file': test.origin.file,
    ...(span === undefined ? {} : { '@line': span.start.line }),
  };
  if (failures.length === 0) return attributes;
  const found = diagnoseTest(result, ground.places);
  const frames = found.map((each) => frame(each, ground.locator));
  const traces = failures.map(({ played, outcome }) => formatTrace(played, outcome, ground));
  return {
    ...attributes,
    failure: {
      '@message': writable(found.map(({ why, message }) => `${message}; ${why}`).join('\n')),
      '@type': found[0]?.code ?? '',
      '#text': writable([...frames, ...traces].join('\n\n')),
    },
  };
}

/** The results of several plans as one document. */
export function formatJUnit(suites: readonly JUnitSuite[]): string {
  const failing = (results: readonly TestResult[]) =>
    results.filter(({ failures }) => failures.length > 0).length;
  const all = suites.flatMap(({ results }) => results);
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'dialplan',
      '@tests': all.length,
      '@failures': failing(all),
      testsuite: suites.map((suite) => ({
        '@name': writable(suite.name),
        '@tests': suite.results.length,
        '@failures': failing(suite.results),
        testcase: suite.results.map((result) => testCase(result, suite)),
      })),
    },
  };
  return builder.build(document);
}
