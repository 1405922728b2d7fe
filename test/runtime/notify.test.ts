import { describe, expect, it } from 'vitest';
import { readAddressee } from '../../runtime/notify.ts';

// Where messages are told stands in the plan, and so in Sync, which more people can write than can read the environment.

const cloud = { AUTH_TOKEN: 'the-auth-token', TWILIO_AUTH_TOKEN: 'the-auth-token', HOOK_KEY: 'k y' };
const here = { ...cloud, DIALPLAN_SYNC_URL: 'http://127.0.0.1:4000' };

describe('the address of a webhook', () => {
  it('is filled from the environment of the Functions', () => {
    const url = readAddressee(`https://hooks.acme.example/mail?key=$${'{HOOK_KEY}'}`, cloud);
    expect(String(url)).toBe('https://hooks.acme.example/mail?key=k%20y');
  });

  it.each(['AUTH_TOKEN', 'TWILIO_AUTH_TOKEN'])('is never filled with the auth token: %s', (name) => {
    const answer = readAddressee(`https://evil.example/?$${`{${name}}`}`, cloud);
    expect(answer).toBe(`the variable ${name} of the webhook is not set for these Functions`);
  });

  it.each(['http://127.0.0.1:9001/2018-06-01/runtime', 'http://localhost/', 'http://[::1]/'])(
    'is on this machine only where Sync is: in the cloud something else listens at %s',
    (address) => {
      expect(readAddressee(address, cloud)).toBe('the webhook is not https');
      expect(readAddressee(address, { ...cloud, DIALPLAN_SYNC_URL: 'http://sync.evil.example' })).toBe(
        'the webhook is not https',
      );
      expect(readAddressee(address, here)).toBeInstanceOf(URL);
    },
  );

  it('is never plain HTTP to another machine', () => {
    expect(readAddressee('http://hooks.acme.example/', here)).toBe('the webhook is not https');
  });
});
