import type { CodeEntry } from './entry.ts';

/** DP8xxx: what stands around a plan: credentials, files, ports, programs that we start. */
export const ENVIRONMENT_CODES = [
  {
    code: 'DP8001',
    slug: 'not-authorised',
    severity: 'error',
    title: 'credentials that Twilio does not accept',
  },
  { code: 'DP8002', slug: 'no-credentials', severity: 'error', title: 'an environment without credentials' },
  { code: 'DP8003', slug: 'not-a-plan', severity: 'error', title: 'a directory that holds no plan' },
  {
    code: 'DP8004',
    slug: 'cannot-read',
    severity: 'error',
    title: 'a file or directory that cannot be read',
  },
  {
    code: 'DP8005',
    slug: 'cannot-write',
    severity: 'error',
    title: 'a file or directory that cannot be written',
  },
  {
    code: 'DP8006',
    slug: 'already-there',
    severity: 'error',
    title: 'something stands where a new plan should go',
  },
  { code: 'DP8007', slug: 'already-running', severity: 'error', title: '`dialplan dev` already runs here' },
  {
    code: 'DP8008',
    slug: 'local-state-damaged',
    severity: 'error',
    title: 'the state of the embedded Sync service is damaged',
  },
  { code: 'DP8009', slug: 'no-free-port', severity: 'error', title: 'no port is free' },
  {
    code: 'DP8010',
    slug: 'functions-did-not-start',
    severity: 'error',
    title: 'the Functions could not be started',
  },
  {
    code: 'DP8011',
    slug: 'installation-incomplete',
    severity: 'error',
    title: 'a part of `dialplan` itself is missing',
  },
  {
    code: 'DP8012',
    slug: 'environment-file',
    severity: 'error',
    title: 'an environment file with a line that means nothing',
  },
  { code: 'DP8020', slug: 'plan-twice', severity: 'error', title: 'two plans of one name' },
  {
    code: 'DP8021',
    slug: 'not-an-account',
    severity: 'error',
    title: 'an ACCOUNT_SID that is the SID of no account',
  },
  {
    code: 'DP8022',
    slug: 'not-a-plan-name',
    severity: 'error',
    title: 'a directory whose name cannot be the name of a plan',
  },
  {
    code: 'DP8023',
    slug: 'plan-in-plan',
    severity: 'error',
    title: 'a new plan inside the directory of another one',
  },
  {
    code: 'DP8024',
    slug: 'no-such-override',
    severity: 'error',
    title: 'an override or a state that the plan does not have',
  },
  {
    code: 'DP8025',
    slug: 'not-a-time',
    severity: 'error',
    title: 'a time that cannot be read',
  },
  {
    code: 'DP8028',
    slug: 'no-holiday-library',
    severity: 'error',
    title: 'the package with the holidays of regions is not installed',
  },
  {
    code: 'DP8029',
    slug: 'no-holidays',
    severity: 'error',
    title: 'a region or a calendar that gives no holidays',
  },
  {
    code: 'DP8030',
    slug: 'no-such-entry',
    severity: 'error',
    title: 'an entry to draw that the plan does not have',
  },
  {
    code: 'DP8031',
    slug: 'several-pictures',
    severity: 'error',
    title: 'several pictures where there is room for one',
  },
  {
    code: 'DP8032',
    slug: 'unknown-in-call',
    severity: 'error',
    title: 'a call to be traced that names what the plan does not have',
  },
] as const satisfies readonly CodeEntry[];
