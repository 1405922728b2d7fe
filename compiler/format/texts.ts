import { CST } from 'yaml';
import type { Forms, WrittenForm } from '../model/forms.ts';
import { sortEntries } from './sort.ts';
import { type TelephoneStyle, telephoneStyle } from './telephone.ts';

type Text = CST.FlowScalar;
type BlockMap = CST.BlockMap;

/** A text that the language wants written in one way. */
interface Found {
  readonly token: Text;
  readonly form: WrittenForm;
}

/** A table whose order means nothing, and what stands between its key and its first entry. */
interface Table {
  readonly map: BlockMap;
  readonly lead: CST.SourceToken[];
}

/** Writes speech, times and telephone numbers in one manner, in the tokens of a file; sorts its tables of numbers. */
export function writeTexts(value: CST.Token, forms: Forms, country: string | undefined): void {
  const texts: Found[] = [];
  const tables: Table[] = [];
  gather(value, forms, [], texts, tables);
  const numbers = texts.filter(({ form }) => form === 'telephone').map(({ token }) => textOf(token));
  const style = telephoneStyle(numbers, country);
  for (const { map, lead } of tables) sortEntries(map, lead, (key) => style.order(textOf(key)));
  for (const { token, form } of texts) write(token, form, style);
}

function gather(
  token: CST.Token | null | undefined,
  forms: Forms,
  lead: CST.SourceToken[],
  texts: Found[],
  tables: Table[],
): void {
  if (isText(token)) {
    if (forms.value !== undefined) texts.push({ token, form: forms.value });
  } else if (token?.type === 'block-map' || token?.type === 'flow-collection') {
    const isMap = token.type === 'block-map' || token.start.source === '{';
    if (forms.sorted && token.type === 'block-map') tables.push({ map: token, lead });
    for (const [index, { key, sep, value }] of token.items.entries()) {
      if (!isMap) gather(value, forms.below(index), [], texts, tables);
      if (!isMap || !isText(key)) continue;
      if (forms.key !== undefined) texts.push({ token: key, form: forms.key });
      gather(value, forms.below(textOf(key)), sep ?? [], texts, tables);
    }
  } else if (token?.type === 'block-seq') {
    for (const [index, { value }] of token.items.entries())
      gather(value, forms.below(index), [], texts, tables);
  }
}

const isText = (token: CST.Token | null | undefined): token is Text =>
  token?.type === 'scalar' ||
  token?.type === 'double-quoted-scalar' ||
  token?.type === 'single-quoted-scalar';

const textOf = (token: Text): string => CST.resolveAsScalar(token)?.value ?? '';

/** Plain text that is something else than text: it stays that, and is a mistake for others to tell. */
const NO_TEXT = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE)?$/;
const WHOLE_NUMBER = /^-?[0-9]+$/;

function write(token: Text, form: WrittenForm, style: TelephoneStyle): void {
  const plain = token.type === 'scalar';
  if (plain && NO_TEXT.test(token.source)) return;
  if (form === 'telephone') {
    // A name that stands where a number may stand too, `front_1`, is no number.
    const name = plain && /^[A-Za-z]/.test(token.source);
    if (!name && /^[^\n]*[0-9][^\n]*$/.test(token.source)) quote(token, style.write(textOf(token)));
  } else if (form === 'span') {
    if (plain && /[0-9]/.test(token.source)) quoteSource(token);
  } else if (!(plain && WHOLE_NUMBER.test(token.source))) quoteSource(token);
}

function quote(token: Text, text: string): void {
  token.type = 'double-quoted-scalar';
  token.source = `"${escaped(text)}"`;
}

/** The same text in double quotes. Its lines stay as they are: YAML folds them in the same way with quotes and without. */
function quoteSource(token: Text): void {
  if (token.type === 'double-quoted-scalar') return;
  const inner = token.type === 'scalar' ? token.source : token.source.slice(1, -1).replaceAll("''", "'");
  // In single quotes a quotation is easier to read.
  if (token.type === 'single-quoted-scalar' && /["\\]/.test(inner)) return;
  quote(token, inner);
}

const escaped = (text: string): string => text.replace(/["\\]/g, '\\$&');
