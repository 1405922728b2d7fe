import { describe, expect, it } from 'vitest';
import { classify } from '../../runtime/classify.ts';
import type { ClassOfRestriction, Program } from '../../runtime/program.ts';
import { dialOut, program, sipPhone } from '../support/program.ts';

// What costs extra abroad costs twice: a class that allows the service numbers of its own country has not allowed those of
// every other. British personal numbers (+44 70) are services, and a favourite of who telephones at others' expense.

const PERSONAL = '+447012345678';
const PREMIUM = '+449098790000';
const SHARED = '+491803123456';

const dials = (number: string, staff: ClassOfRestriction) => {
  const { settings } = program;
  const plan: Program = {
    ...program,
    settings: { ...settings, classes: { ...settings.classes, staff } },
  };
  return dialOut(number, sipPhone('alice'), plan).includes(`<Number>${number}</Number>`);
};

describe('a number that costs extra in another country', () => {
  it.each([
    [PERSONAL, 'service'],
    [PREMIUM, 'premium'],
    [SHARED, 'shared_cost'],
  ] as const)('%s is refused to a class that only allows %s', (number, type) => {
    expect(dials(number, { allow: ['internal', type] })).toBe(false);
    expect(dials(number, { allow: ['internal', 'international', type], deny: ['international'] })).toBe(
      false,
    );
    expect(dials(number, { allow: ['internal', 'international', type] })).toBe(true);
    expect(dials(number, { allow: ['internal', 'international'] })).toBe(false);
  });

  it('is allowed by its country too, where its kind is', () => {
    expect(dials(PERSONAL, { allow: ['service'], allowCountries: ['GB'] })).toBe(true);
    expect(dials(PERSONAL, { allow: ['service'], allowCountries: ['NZ'] })).toBe(false);
    expect(dials(PERSONAL, { allow: [], allowCountries: ['GB'] })).toBe(false);
  });

  it('is at home what its class says of its kind', () => {
    expect(dials('+611900654321', { allow: ['premium'] })).toBe(true);
    // Countries of one calling code share these numbers.
    expect(classify('+19005551234', 'CA')).toEqual({
      number: '+19005551234',
      fixed: false,
      type: 'premium',
      country: 'US',
    });
    expect(classify('+19005551234', 'AU')).toMatchObject({ type: 'premium', abroad: true });
  });
});
