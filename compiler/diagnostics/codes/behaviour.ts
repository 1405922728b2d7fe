import type { CodeEntry } from './entry.ts';

/** DP4xxx: a plan that is written well and would treat a caller badly. */
export const BEHAVIOUR_CODES = [
  {
    code: 'DP4001',
    slug: 'names-itself',
    severity: 'error',
    title: 'a place that sends its callers back to itself',
  },
  { code: 'DP4002', slug: 'endless-loop', severity: 'error', title: 'a call can go round for ever' },
  {
    code: 'DP4003',
    slug: 'missing-exit',
    severity: 'error',
    title: 'no way on for a call that nobody takes',
  },
  { code: 'DP4004', slug: 'silent-end', severity: 'error', title: 'a caller is hung up on without a word' },
  {
    code: 'DP4005',
    slug: 'late-reject',
    severity: 'error',
    title: 'a call is refused after it has rung or been answered',
  },
  {
    code: 'DP4006',
    slug: 'too-many-together',
    severity: 'error',
    title: 'more phones ring together than Twilio allows',
  },
  {
    code: 'DP4007',
    slug: 'own-ring-together',
    severity: 'error',
    title: 'a ring time of its own where all ring together',
  },
  {
    code: 'DP4008',
    slug: 'confirm-together',
    severity: 'error',
    title: 'a member must confirm where all ring together',
  },
  { code: 'DP4009', slug: 'member-twice', severity: 'warning', title: 'a group rings the same phone twice' },
  { code: 'DP4010', slug: 'ring-time', severity: 'error', title: 'a ring time that Twilio does not keep' },
  {
    code: 'DP4011',
    slug: 'no-emergency-numbers',
    severity: 'error',
    title: 'phones, but no emergency numbers',
  },
  {
    code: 'DP4012',
    slug: 'no-emergency-caller-id',
    severity: 'error',
    title: 'a phone without a number for emergency calls',
  },
  {
    code: 'DP4013',
    slug: 'emergency-number-taken',
    severity: 'error',
    title: 'an extension is dialled as an emergency number',
  },
  { code: 'DP4014', slug: 'no-sip-domain', severity: 'error', title: 'SIP phones, but no SIP domain' },
  {
    code: 'DP4015',
    slug: 'number-dials-itself',
    severity: 'error',
    title: 'a call to a number dials that number again',
  },
  {
    code: 'DP4016',
    slug: 'dials-own-number',
    severity: 'warning',
    title: 'a number of the plan is dialled by the telephone network',
  },
  {
    code: 'DP4017',
    slug: 'safe-answer-returns',
    severity: 'error',
    title: 'the safe answer leads back to the plan',
  },
  {
    code: 'DP4018',
    slug: 'foreign-caller-id',
    severity: 'warning',
    title: 'a caller ID that is no number of the plan',
  },
  { code: 'DP4019', slug: 'written-secret', severity: 'error', title: 'a secret stands in the plan' },
] as const satisfies readonly CodeEntry[];
