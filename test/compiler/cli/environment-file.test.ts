import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseEnvironment, planVariables, readVariables } from '../../../compiler/cli/environment-file.ts';

it('reads names and values, with quotes, comments and line ends of any kind', () => {
  const text = '\uFEFF# secret\r\nA=1\n  export B = "two # words" # why\nC=\'three\'\nD=\nE=x # y\nF=a#b\n\n';
  expect(parseEnvironment(text, '.env.dev')).toEqual({
    A: '1',
    B: 'two # words',
    C: 'three',
    E: 'x',
    F: 'a#b',
  });
});

it('refuses a line that is no assignment without printing it', () => {
  expect(() => parseEnvironment('A=1\nhunter2', '.env.dev')).toThrow(
    'line 2 of `.env.dev` is no `NAME=value`',
  );
});

it('takes the file first, then what a job has in its environment, and nothing without an environment', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'dialplan-env-'));
  try {
    const env = { ACCOUNT_SID: 'AC-job', AUTH_TOKEN: 'job', HOME: '/root' };
    writeFileSync(join(cwd, '.env.prod'), 'ACCOUNT_SID=AC-file\nOTHER=1\n');
    expect(readVariables({ cwd, env }, 'prod')).toEqual({
      ACCOUNT_SID: 'AC-file',
      AUTH_TOKEN: 'job',
      OTHER: '1',
    });
    expect(readVariables({ cwd, env }, 'dev')).toEqual({ ACCOUNT_SID: 'AC-job', AUTH_TOKEN: 'job' });
    expect(readVariables({ cwd, env }, undefined)).toEqual({});
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

it('lets a plan see the old names only, and never the token', () => {
  const all = {
    ACCOUNT_SID: 'AC1',
    AUTH_TOKEN: 'secret',
    SIP_DOMAIN_URI: 'a.sip.twilio.com',
    API_KEY: 'secret',
  };
  expect(planVariables(all)).toEqual({ ACCOUNT_SID: 'AC1', SIP_DOMAIN_URI: 'a.sip.twilio.com' });
});
