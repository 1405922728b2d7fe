import type { CodeEntry } from './entry.ts';

/** DP3xxx: names, numbers and values that mean nothing, or two things. */
export const NAME_CODES = [
  {
    code: 'DP3001',
    slug: 'unknown-target',
    severity: 'error',
    title: 'calls are sent to a name that does not exist',
  },
  {
    code: 'DP3002',
    slug: 'unknown-member',
    severity: 'error',
    title: 'a member that is no extension of the plan',
  },
  {
    code: 'DP3003',
    slug: 'not-an-extension',
    severity: 'error',
    title: 'a member that is something else than a phone',
  },
  {
    code: 'DP3004',
    slug: 'name-clash',
    severity: 'error',
    title: 'one name for two places that calls can be sent to',
  },
  {
    code: 'DP3005',
    slug: 'unknown-class',
    severity: 'error',
    title: 'a class of restriction that does not exist',
  },
  { code: 'DP3006', slug: 'unknown-variable', severity: 'error', title: 'a variable without a value' },
  {
    code: 'DP3007',
    slug: 'unknown-environment',
    severity: 'error',
    title: 'an environment that does not exist',
  },
  { code: 'DP3008', slug: 'unknown-asset', severity: 'error', title: 'a sound file that does not exist' },
  {
    code: 'DP3009',
    slug: 'unknown-language',
    severity: 'error',
    title: 'a language that the plan does not have',
  },
  {
    code: 'DP3010',
    slug: 'word-not-here',
    severity: 'error',
    title: 'a word of the language where it means nothing',
  },
  { code: 'DP3011', slug: 'not-a-number', severity: 'error', title: 'digits that are no telephone number' },
  {
    code: 'DP3012',
    slug: 'value-does-not-fit',
    severity: 'error',
    title: 'the value of a variable does not fit',
  },
  { code: 'DP3013', slug: 'number-twice', severity: 'error', title: 'one telephone number written twice' },
  {
    code: 'DP3014',
    slug: 'unknown-played-number',
    severity: 'error',
    title: 'a number plays one that the plan does not have',
  },
  { code: 'DP3015', slug: 'digits-twice', severity: 'error', title: 'the same digits for two extensions' },
  { code: 'DP3016', slug: 'phone-twice', severity: 'error', title: 'one phone for two extensions' },
  { code: 'DP3017', slug: 'key-twice', severity: 'error', title: 'one key for two ring groups' },
  { code: 'DP3018', slug: 'unknown-country', severity: 'error', title: 'a country that does not exist' },
  { code: 'DP3019', slug: 'unknown-timezone', severity: 'error', title: 'a time zone that does not exist' },
] as const satisfies readonly CodeEntry[];
