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

const CDATA = '#cdata';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Five names and numbers are all that may stand here: reading them ourselves halves the time.
  processEntities: false,
  cdataPropName: CDATA,
});

/** As the parser gives it: one key that is the tag, `:@` for the attributes. */
type Raw = { readonly [key: string]: unknown };

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A text with its references read; what names no character stays. */
const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
        (whole, hex?: string, number?: string, name = '') => {
          const code = hex === undefined ? Number(number ?? Number.NaN) : Number.parseInt(hex, 16);
          return code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[name] ?? whole);
        },
      )
    : text;

/** The words that stand here; undefined: it is an element. */
function textOf(raw: Raw): string | undefined {
  const { '#text': text, [CDATA]: cdata } = raw;
  if (typeof text === 'string') return decoded(text);
  const [inside] = Array.isArray(cdata) ? (cdata as readonly Raw[]) : [];
  return typeof inside?.['#text'] === 'string' ? inside['#text'] : undefined;
}

function elementOf(raw: Raw): Element | undefined {
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('#') || name.startsWith('?')) return undefined;
  const inner = raw[name] as readonly Raw[];
  const words = inner.flatMap((each) => textOf(each) ?? []);
  const written = Object.entries((raw[':@'] ?? {}) as { readonly [name: string]: string });
  return {
    name,
    attributes: Object.fromEntries(written.map(([key, value]) => [key, decoded(value)])),
    text: words.join('').trim(),
    children: inner.flatMap((each) => elementOf(each) ?? []),
  };
}

/** The parser refuses what could be an attack, such as entities that grow without end. */
function parse(text: string): readonly Raw[] | undefined {
  try {
    return parser.parse(text) as readonly Raw[];
  } catch {
    return undefined;
  }
}

/** An `&` that begins nothing which XML knows: the commonest slip of hand-written TwiML, in the query of a URL. */
function bareAmpersand(text: string): string | undefined {
  const kept = text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (each) =>
    each.replace(/[^\n]/g, ' '),
  );
  const found = /&(?!#\d+;|#x[0-9a-f]+;|(?:amp|lt|gt|quot|apos);)/i.exec(kept);
  if (found === null) return undefined;
  const line = kept.slice(0, found.index).split('\n').length;
  return `line ${line}: an & that is not written as &amp;`;
}

/** Documents that were read, so that one which comes again is not read again: reading is most of the work of a call. */
const known = new Map<string, Markup>();
const MOST_KNOWN = 1_000;
const LONGEST_KNOWN = 8_192;

/** Reads a TwiML document: the verbs in `<Response>`. */
export function readMarkup(text: string): Markup {
  const before = known.get(text);
  if (before !== undefined) return before;
  const markup = read(text);
  if (text.length > LONGEST_KNOWN) return markup;
  // The oldest goes: a map keeps the order in which it was filled.
  const [oldest] = known.size < MOST_KNOWN ? [] : known.keys();
  if (oldest !== undefined) known.delete(oldest);
  known.set(text, markup);
  return markup;
}

function read(text: string): Markup {
  if (text.trim() === '') return { ok: true, verbs: [] };
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    const { msg, line, col } = checked.err;
    return { ok: false, code: 12100, text: `line ${line}, column ${col}: ${msg}` };
  }
  const bare = bareAmpersand(text);
  if (bare !== undefined) return { ok: false, code: 12100, text: bare };
  const parsed = parse(text);
  if (parsed === undefined) return { ok: false, code: 12100, text: 'it cannot be read as XML' };
  const [root] = parsed.flatMap((each) => elementOf(each) ?? []);
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
