/**
 * A strict reader of the XML that TwiML needs, for judging what we write: XML 1.0 without comments, CDATA, processing
 * instructions or a DTD, none of which we have reason to write. Unlike a lenient parser it takes nothing for granted.
 */

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text that stands directly in it, entities replaced. */
  readonly text: string;
}

const DECLARATION = /^<\?xml version="1\.0" encoding="UTF-8"\?>/;
const NAME = '[A-Za-z_][A-Za-z0-9_.-]*';
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`, 'y');
const ATTRIBUTE = new RegExp(`(${NAME})="([^"<]*)"`, 'g');
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;
const NAMED: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What XML 1.0 has no way to hold (XML 1.0, section 2.2, Char). */
const isChar = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  if (text.replace(ENTITY, '').includes('&')) throw new Error(`a bare & in ${JSON.stringify(text)}`);
  return text.replace(ENTITY, (_all, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (!isChar(code)) throw new Error(`the character ${code} by number`);
    return String.fromCodePoint(code);
  });
}

function attributesOf(written: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of written.matchAll(ATTRIBUTE)) {
    if (found.has(name)) throw new Error(`the attribute ${name} twice`);
    found.set(name, unescaped(value));
  }
  return found;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a document.
 * @throws Error that says what is not well-formed
 */
export function readXml(document: string): XmlElement {
  for (const each of document) {
    const code = each.codePointAt(0) ?? 0;
    if (!isChar(code)) throw new Error(`the character ${code}`);
  }
  let at = DECLARATION.exec(document)?.[0].length ?? 0;
  const open: Open[] = [];
  let root: XmlElement | undefined;
  while (at < document.length) {
    const next = document.indexOf('<', at);
    const end = next < 0 ? document.length : next;
    const text = document.slice(at, end);
    const inner = open.at(-1);
    if (inner !== undefined) inner.text += unescaped(text);
    else if (text.trim() !== '') throw new Error(`text outside the root: ${JSON.stringify(text)}`);
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(document);
    if (tag === null)
      throw new Error(`no tag at ${next}: ${JSON.stringify(document.slice(next, next + 40))}`);
    at = TAG.lastIndex;
    const [, closing, name = '', attributes = '', alone] = tag;
    if (closing === '/') {
      const closed = open.pop();
      if (closed === undefined || closed.name !== name || attributes !== '' || alone === '/')
        throw new Error(`</${name}> closes ${closed?.name ?? 'nothing'}`);
      if (open.length === 0) root = closed;
      continue;
    }
    const element: Open = { name, attributes: attributesOf(attributes), children: [], text: '' };
    if (inner === undefined && root !== undefined) throw new Error('a second root');
    inner?.children.push(element);
    if (alone !== '/') open.push(element);
    else if (inner === undefined) root = element;
  }
  if (open.length > 0) throw new Error(`${open.at(-1)?.name} is not closed`);
  if (root === undefined) throw new Error('no root');
  return root;
}
