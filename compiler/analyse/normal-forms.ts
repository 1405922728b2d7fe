import { dialledDigits, dialledNumber } from '../../runtime/address.ts';
import type { Numbering } from '../../runtime/program.ts';
import type { Origin } from '../model/source.ts';
import { KnownNumbers } from './known-numbers.ts';
import type { Report } from './report.ts';
import { isOpen } from './variables.ts';

/**
 * One form for each thing that can be written in several: E.164, seconds, `sip:user@host`. The schema has checked the
 * form of what was written; what a variable stands for is checked here.
 */
export class NormalForms {
  readonly #numbering: Numbering | undefined;
  readonly #report: Report;
  readonly #known: KnownNumbers;
  /** @param numbering absent when the country is not known, which is reported elsewhere */
  constructor(numbering: Numbering | undefined, report: Report) {
    this.#numbering = numbering;
    this.#report = report;
    this.#known = new KnownNumbers(numbering?.country);
  }

  /** A telephone number as E.164. Reports DP3011, DP3036. */
  number(text: string, origin: Origin): string | undefined {
    if (isOpen(text)) return undefined;
    const digits = dialledDigits(text);
    if (this.#numbering === undefined && !digits.startsWith('+')) return undefined;
    const found = digits === '' ? undefined : dialledNumber(digits, this.#numbering ?? NOWHERE);
    if (found === undefined) this.#notANumber(text, origin);
    else if (!this.#known.has(found)) this.#unlikely(text, found, origin);
    return found;
  }

  #unlikely(text: string, number: string, origin: Origin): void {
    const meant = this.#known.meant(dialledDigits(text), number);
    this.#report('DP3036', {
      message: `no numbering plan has the number \`${text}\`, which is read as ${number}`,
      origin,
      label: this.#known.lack(number),
      why: 'nobody has this number: a call to it fails, and a call to the one that is meant does not get here',
      help:
        meant === undefined
          ? 'compare its digits with the number that is meant; with country and area code it is always understood'
          : `write \`${meant}\``,
    });
  }

  #notANumber(text: string, origin: Origin): void {
    const country = this.#numbering?.country;
    this.#report('DP3011', {
      message: `\`${text}\` is no telephone number${country === undefined ? '' : ` in ${country} or abroad`}`,
      origin,
      label: 'expected 7 to 15 digits after the country code',
      why: 'Twilio would refuse to dial it, and the caller would hear that the call failed',
      help: 'write it with its country code, such as `+61 2 5550 1000`, or as it is dialled in the country',
    });
  }

  /** A duration in seconds. Reports DP3012. */
  seconds(text: string, origin: Origin): number | undefined {
    if (isOpen(text)) return undefined;
    const [, amount, unit] = /^([0-9]{1,6})([smh])$/.exec(text) ?? [];
    if (amount === undefined || unit === undefined) {
      this.#misfit(text, 'a duration with its unit, such as `15s` or `5m`', origin);
      return undefined;
    }
    return Number(amount) * (unit === 's' ? 1 : unit === 'm' ? 60 : 3600);
  }

  /** A SIP address. Reports DP3012. */
  sip(text: string, origin: Origin): string | undefined {
    if (isOpen(text)) return undefined;
    if (/^sips?:[^\s@<>"]+@[^\s@<>"]+$/.test(text)) return text;
    this.#misfit(text, 'a SIP address, such as `sip:alice@pbx.example.com`', origin);
    return undefined;
  }

  /** The host of a SIP domain. Reports DP3012. */
  host(text: string, origin: Origin): string | undefined {
    if (isOpen(text)) return undefined;
    if (/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text)) return text.toLowerCase();
    this.#misfit(text, 'the host of a SIP domain without `sip:`, such as `acme.sip.twilio.com`', origin);
    return undefined;
  }

  /**
   * An HTTPS address, or one of this machine. What it leaves to the environment of the Functions is a variable still, and
   * is checked there. Reports DP3012.
   */
  webAddress(text: string, origin: Origin): string | undefined {
    if (/^(?:https:\/\/[^\s/?#]|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#]|$)|\$\{)\S*$/.test(text))
      return text;
    this.#misfit(text, 'an address that begins with `https://`', origin);
    return undefined;
  }

  #misfit(text: string, expected: string, origin: Origin): void {
    this.#report('DP3012', {
      message: `\`${text}\` does not fit here: expected ${expected}`,
      origin,
      label: 'after variables are replaced',
      help: 'change the value of the variable',
    });
  }
}

/** Stands in for a country that is missing or unknown, which is reported. */
export const NOWHERE: Numbering = { country: '', callingCode: '', lengths: [], mobileLengths: [] };
