import { expect, it } from 'vitest';
import { EXIT, worst } from '../../../compiler/cli/exit-code.ts';

it('gives the worst of several plans', () => {
  expect(worst([])).toBe(EXIT.clean);
  expect(worst([EXIT.clean, EXIT.changes, EXIT.clean])).toBe(EXIT.changes);
  expect(worst([EXIT.changes, EXIT.refused])).toBe(EXIT.refused);
  expect(worst([EXIT.failed, EXIT.refused, EXIT.problems])).toBe(EXIT.failed);
});
