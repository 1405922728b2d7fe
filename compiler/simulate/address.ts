import type { Address } from './script.ts';
import type { Element } from './twiml/markup.ts';

/** A destination of `<Dial>`, as it is written and as it rings. */
export interface Destination {
  readonly address: Address;
  /** With user-to-user information and the like. */
  readonly written: string;
  readonly element: Element;
}

/** A SIP address by which a phone is known: no brackets, no headers, no parameters, one scheme. */
export function plainSip(written: string): string {
  const inner = /<([^>]*)>/.exec(written)?.[1] ?? written;
  const [, user = '', host = ''] = /^(?:sips?:)?([^@?;]*)@?([^;?]*)/i.exec(inner.trim()) ?? [];
  const name = decode(user);
  return host === '' ? `sip:${name}` : `sip:${name}@${host.toLowerCase()}`;
}

/** A user part as it is meant, escapes undone where they are right. */
function decode(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

/** A number as Twilio takes it: separators and all (docs/voice/twiml/number). */
const plainNumber = (written: string): string => written.replace(/[\s().-]/g, '');

/** The destination of a noun; undefined: it is none that rings. */
export function destinationOf(element: Element): Destination | undefined {
  switch (element.name) {
    case 'Number':
      return {
        element,
        written: element.text,
        address: { kind: 'number', value: plainNumber(element.text) },
      };
    case 'Sip':
      return { element, written: element.text, address: { kind: 'sip', value: plainSip(element.text) } };
    case 'Client': {
      const identity = element.children.find(({ name }) => name === 'Identity')?.text ?? element.text;
      const value = identity.replace(/^client:/, '');
      return { element, written: identity, address: { kind: 'client', value } };
    }
    default:
      return undefined;
  }
}

/** An address as Twilio writes it into `To` and `From`. */
export const shown = ({ kind, value }: Address): string => (kind === 'client' ? `client:${value}` : value);
