import { dialledDigits } from '../../../runtime/address.ts';
import type { NodeId } from '../../../runtime/program.ts';
import type { Placed } from '../../model/plan.ts';
import type { TestCaller } from '../../model/plan-test.ts';
import { wordFor } from '../names.ts';
import { isOpen } from '../variables.ts';
import type { TestsGround } from './ground.ts';
import { isName, type TestParties } from './parties.ts';

/** What dialled things are read with. */
export interface DialGround extends TestsGround {
  readonly parties: TestParties;
}

/** What a caller dials, as Twilio is told. Reports DP3011, DP3036, DP3072 and DP3078. */
export function readDialled(
  written: Placed<string>,
  from: TestCaller,
  title: string,
  ground: DialGround,
): string | undefined {
  const outside = from.kind === 'number' || from.kind === 'withheld';
  return outside ? dialledOutside(written, title, ground) : dialledInside(written, title, ground);
}

function dialledOutside(
  { value, origin }: Placed<string>,
  title: string,
  { forms, report }: DialGround,
): string | undefined {
  if (isOpen(value)) return undefined;
  if (/^[+(0-9][^*#]*$/.test(value)) return forms.number(value, origin);
  report('DP3078', {
    message: `${title} calls \`${value}\` from outside`,
    origin,
    label: 'nothing that can be dialled from outside',
    why: 'who calls from the telephone network dials a telephone number',
    help: 'write the number of the plan that is called, or let an extension call: `from: <extension>`',
  });
  return undefined;
}

function dialledInside(written: Placed<string>, title: string, ground: DialGround): string | undefined {
  const { value } = written;
  if (isOpen(value)) return undefined;
  if (!isName(value)) return dialledDigits(value) || value;
  const known = ground.names.get(value);
  if (known === undefined || known.section === 'extensions') {
    const id = ground.parties.extension(written, title);
    return id && dialledPhone(id, ground);
  }
  const short = ground.shortNumbers.find(({ to }) => to.kind === 'node' && to.id === known.id);
  if (short === undefined) reportUndialled(written, wordFor(known.kind.kind), title, ground);
  return short?.digits;
}

/** What a phone dials to reach an extension: its digits, else its name at the domain. */
function dialledPhone(id: NodeId, { parties }: DialGround): string | undefined {
  const { phone, digits } = parties.node(id)?.facts ?? {};
  return digits?.value ?? phone?.key.replace(/^phone:/, '');
}

function reportUndialled(
  { value, origin }: Placed<string>,
  word: string,
  title: string,
  { report }: DialGround,
): void {
  report('DP3078', {
    message: `${title} dials the ${word} \`${value}\`, but no digits lead there`,
    origin,
    label: 'no phone can dial it',
    why: 'a phone dials digits, numbers and other phones',
    help: `give it a short number, \`short_numbers: {"600": ${value}}\`, or write what is dialled`,
  });
}

/**
 * What a phone writes into its REFER: a SIP address, of our domain where none is written. Reports DP3072 and DP3078.
 */
export function readReferTo(written: Placed<string>, title: string, ground: DialGround): string | undefined {
  if (/^sips?:/.test(written.value)) return isOpen(written.value) ? undefined : written.value;
  const dialled = dialledInside(written, title, ground);
  if (dialled === undefined) return undefined;
  if (!dialled.startsWith('client:')) {
    // A hash would end the user part of a SIP address.
    return `sip:${dialled.replaceAll('#', '%23')}@${ground.domain ?? NO_DOMAIN}`;
  }
  ground.report('DP3078', {
    message: `${title} transfers to \`${written.value}\`, which has neither digits nor a SIP address`,
    origin: written.origin,
    label: 'no REFER can name it',
    why: 'a phone transfers to digits, to a number or to a SIP address',
    help: 'give the extension its digits, `dial: 204`, or transfer to a number',
  });
  return undefined;
}

/** A plan without a SIP domain has phones of other domains only; the host of a REFER says nothing then. */
const NO_DOMAIN = 'sip.invalid';
