import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element of a TwiML document. */
export interface Element {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  /** The text directly inside, trimmed. */
  readonly text: string;
  readonly children: readonly Element[];
}

export type Markup =
  | { readonly ok: true; readonly verbs: readonly Element[] }
  /** `code` as in Twilio's dictionary: 12100 no XML, 12102 another root. */
  | { readonly ok: false; readonly code: 12100 | 12102; readonly text: string };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Numeric references such as `&#233;`, beside the five that XML names.
  htmlEntities: true,
});

/** As the parser gives it: one key that is the tag, `:@` for the attributes. */
type Raw = { readonly [key: string]: unknown };

function read(raw: Raw): Element | undefined {
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('#') || name.startsWith('?')) return undefined;
  const inner = raw[name] as readonly Raw[];
  const words = inner.flatMap((each) => (typeof each['#text'] === 'string' ? [each['#text']] : []));
  return {
    name,
    attributes: (raw[':@'] ?? {}) as { readonly [name: string]: string },
    text: words.join('').trim(),
    children: inner.flatMap((each) => read(each) ?? []),
  };
}

/** Reads a TwiML document: the verbs in `<Response>`. */
export function readMarkup(text: string): Markup {
  if (text.trim() === '') return { ok: true, verbs: [] };
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    const { msg, line, col } = checked.err;
    return { ok: false, code: 12100, text: `line ${line}, column ${col}: ${msg}` };
  }
  const [root] = (parser.parse(text) as readonly Raw[]).flatMap((each) => read(each) ?? []);
  if (root?.name !== 'Response') {
    return { ok: false, code: 12102, text: `the root is <${root?.name ?? ''}>, not <Response>` };
  }
  return { ok: true, verbs: root.children };
}

/** All that is said inside an element, tags of SSML left out. */
export const wordsIn = ({ text, children }: Element): string =>
  [text, ...children.map(wordsIn)]
    .filter((each) => each !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
