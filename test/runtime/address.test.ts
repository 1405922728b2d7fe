import { describe, expect, it } from 'vitest';
import { numberingOf } from '../../compiler/analyse/numbering.ts';
import { dialledDigits, dialledNumber, readAddress } from '../../runtime/address.ts';

const dialled = (country: string, text: string): string | undefined => {
  const numbering = numberingOf(country);
  return numbering && dialledNumber(dialledDigits(text), numbering);
};

describe('what was dialled', () => {
  it.each([
    ['AU', '0412 345 678', '+61412345678'],
    ['AU', '(02) 5550-1000', '+61255501000'],
    ['AU', '61412345678', '+61412345678'],
    ['AU', '412345678', '+61412345678'],
    ['AU', '0011 44 20 7946 0958', '+442079460958'],
    ['AU', '1300 975 707', '+611300975707'],
    ['US', '(212) 555-0123', '+12125550123'],
    ['US', '1 212 555 0123', '+12125550123'],
    ['US', '12125550123', '+12125550123'],
    ['US', '011 44 20 7946 0958', '+442079460958'],
    ['BR', '11 91234 5678', '+5511912345678'],
    ['BR', '5511912345678', '+5511912345678'],
    ['CN', '138 1234 5678', '+8613812345678'],
    ['CN', '8613812345678', '+8613812345678'],
    ['DE', '4915112345678', '+4915112345678'],
    ['DE', '0151 12345678', '+4915112345678'],
    ['ES', '915 550 100', '+34915550100'],
    ['GB', '00 1 212 555 0123', '+12125550123'],
    ['AU', '+61 412 345 678', '+61412345678'],
  ])('in %s, %s means %s', (country, text, number) => {
    expect(dialled(country, text)).toBe(number);
  });

  it.each(['', '*28', '1001x', '+', '+0412345678', '12'])('is no number: %j', (text) => {
    expect(dialled('AU', text)).toBeUndefined();
  });
});

describe('an address', () => {
  it.each([
    [
      '"Bob" <sip:bob@acme.sip.sydney.twilio.com:5061;transport=tls?X-A=1&User-to-User=7%3B>',
      'sip',
      'bob',
      'acme.sip.twilio.com',
    ],
    ['sip:+61412345678;phone-context=x@acme.sip.twilio.com', 'sip', '+61412345678', 'acme.sip.twilio.com'],
    ['SIPS:Alice@ACME.sip.us1.twilio.com', 'sip', 'Alice', 'acme.sip.twilio.com'],
    ['tel:+61-412-345-678', 'tel', '+61-412-345-678', ''],
    ['client:front_2', 'client', 'front_2', ''],
    ['201', 'none', '201', ''],
    ['alice@acme.sip.twilio.com', 'sip', 'alice', 'acme.sip.twilio.com'],
    ['sip:%ZZ@x', 'sip', '%ZZ', 'x'],
  ])('reads %s', (text, scheme, user, host) => {
    expect(readAddress(text)).toMatchObject({ scheme, user, host });
  });

  it('keeps the headers of a REFER target', () => {
    expect(readAddress('<sip:a@b?X-Key=v%26w&User-to-User=7%3Bencoding%3Dhex>').headers).toEqual({
      'x-key': 'v&w',
      'user-to-user': '7;encoding=hex',
    });
  });
});
