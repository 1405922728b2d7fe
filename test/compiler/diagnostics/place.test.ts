import { describe, expect, test } from 'vitest';
import { arrange } from '../../../compiler/diagnostics/place.ts';
import type { Code, Diagnostic } from '../../../compiler/model/diagnostic.ts';
import type { Locator } from '../../../compiler/model/source.ts';

const locator: Locator = { span: (origin) => origin.span, lines: () => [] };

function at(
  code: Code,
  file: string,
  line: number,
  message = 'm',
  severity: 'error' | 'warning' = 'error',
): Diagnostic {
  const position = { line, column: 1 };
  return {
    code,
    severity,
    message,
    related: [],
    origin: { file, path: [], span: { start: position, end: position } },
  };
}

function arranged(...diagnostics: readonly Diagnostic[]): readonly string[] {
  return arrange(diagnostics, locator).map(
    ({ code, origin, message }) =>
      `${code} ${origin?.file ?? '-'}:${origin?.span?.start.line ?? '-'} ${message}`,
  );
}

describe('arrange', () => {
  test('by file and line; what has no place comes last', () => {
    const nowhere: Diagnostic = { code: 'DP8001', severity: 'error', message: 'm', related: [] };
    expect(arranged(nowhere, at('DP3001', 'b', 1), at('DP3001', 'a', 10), at('DP3001', 'a', 9))).toEqual([
      'DP3001 a:9 m',
      'DP3001 a:10 m',
      'DP3001 b:1 m',
      'DP8001 -:- m',
    ]);
  });

  test('the same words about the same place once', () => {
    expect(arranged(at('DP3001', 'a', 1), at('DP3001', 'a', 1), at('DP3001', 'a', 2))).toHaveLength(2);
  });

  test('the same words without a place once, and about places of two lengths twice', () => {
    const nowhere = (message: string): Diagnostic => ({
      code: 'DP8001',
      severity: 'error',
      message,
      related: [],
    });
    expect(arranged(nowhere('m'), nowhere('n'), nowhere('m'))).toHaveLength(2);
    const long = (column: number): Diagnostic => {
      const origin = {
        file: 'a',
        path: [],
        span: { start: { line: 1, column: 1 }, end: { line: 1, column } },
      };
      return { code: 'DP3001', severity: 'error', message: 'm', related: [], origin };
    };
    expect(arranged(long(2), long(3), long(2))).toHaveLength(2);
  });

  test('what only follows from a fault of shape is kept quiet', () => {
    expect(
      arranged(
        at('DP3001', 'a', 1),
        at('DP2004', 'a', 1),
        at('DP2006', 'a', 1, 'n'),
        at('DP1008', 'b', 1),
        at('DP2004', 'b', 1),
      ),
    ).toEqual(['DP2004 a:1 m', 'DP2006 a:1 n', 'DP1008 b:1 m']);
  });

  test('later phases do not silence each other', () => {
    expect(arranged(at('DP3001', 'a', 1), at('DP4001', 'a', 1))).toHaveLength(2);
    expect(arranged(at('DP1001', 'a', 1, 'm', 'warning'), at('DP2001', 'a', 1))).toHaveLength(2);
  });
});
