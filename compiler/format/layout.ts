import type { CST } from 'yaml';

/** Spaces for each level. */
const STEP = 2;

/**
 * Lays tokens out: two spaces a level, lists indented below their key, one space where there is any, none inside brackets.
 * Every line break of the author's stays, and a comment at the end of a line stays in its column as far as there is room.
 * At most one blank line follows another line.
 * @param text what the tokens were read from, for the columns
 */
export function layOut(tokens: readonly CST.Token[], text: string): string {
  const layout = new Layout(text);
  for (const token of tokens) layout.top(token);
  return layout.end();
}

class Layout {
  readonly #text: string;
  readonly #lines: string[] = [];
  #line = '';
  /** So many lines stay at the end, blank or not: they are part of a text. */
  #kept = 0;
  /** Right after an opening bracket. */
  #tight = false;

  constructor(text: string) {
    this.#text = text;
  }

  end(): string {
    this.#endLine();
    while (this.#lines.length > this.#kept && this.#lines.at(-1) === '') this.#lines.pop();
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  top(token: CST.Token): void {
    if (token.type === 'document') {
      this.#between(token.start, 0);
      if (token.value) this.#value(token.value, 0, 0);
      this.#between(token.end, 0);
    } else if ('source' in token) this.#between([token as CST.SourceToken], 0);
  }

  /** A value: `indent` for a line that it begins, `outer` for the closing bracket of its lines. */
  #value(token: CST.Token, indent: number, outer: number): void {
    if (token.type === 'block-map' || token.type === 'block-seq') this.#block(token, indent);
    else if (token.type === 'flow-collection') this.#flow(token, indent, outer);
    else if (token.type === 'block-scalar') this.#blockScalar(token, indent, outer);
    else if ('source' in token) this.#plain(token, indent);
  }

  #block({ items, type }: CST.BlockMap | CST.BlockSequence, indent: number): void {
    for (const { start, key, sep, value } of items) {
      this.#between(start, indent);
      if (key) this.#value(key, indent, indent);
      this.#between(sep, indent + STEP);
      if (value) this.#value(value, indent + STEP, type === 'block-seq' ? indent + STEP : indent);
    }
  }

  #flow({ start, items, end }: CST.FlowCollection, indent: number, outer: number): void {
    const inner = outer + STEP;
    this.#put(start.source, indent);
    this.#tight = true;
    for (const { start: before, key, sep, value } of items) {
      this.#between(before, inner);
      if (key) this.#value(key, inner, inner);
      this.#between(sep, inner);
      if (value) this.#value(value, inner, inner);
    }
    const [bracket, ...after] = end;
    if (bracket) this.#put(bracket.source, outer, true);
    this.#between(after, indent);
  }

  /** A text that may have several lines; how the later ones are indented means nothing. */
  #plain(token: CST.Token & { readonly source: string }, indent: number): void {
    const [first = '', ...later] = token.source.split('\n');
    this.#put(first, indent);
    for (const [index, each] of later.entries()) {
      this.#lines.push(withoutEnd(this.#line));
      const words = each.trimStart();
      const last = index === later.length - 1;
      this.#line = words === '' && !last ? '' : ' '.repeat(indent) + words;
    }
    if ('end' in token) this.#between(token.end as CST.SourceToken[], indent);
  }

  /** A text in which spaces and line ends are meant: moved as a whole. */
  #blockScalar({ props, source, indent: parent }: CST.BlockScalar, indent: number, outer: number): void {
    const marks = props as CST.SourceToken[];
    const header = marks.find(({ type }) => type === 'block-scalar-header')?.source ?? '';
    this.#between(marks, indent);
    const told = /[1-9]/.exec(header)?.[0];
    const lines = source.split('\n');
    lines.pop();
    const first = lines.find((each) => each.trim() !== '') ?? '';
    const old =
      told === undefined ? first.length - first.trimStart().length : Math.max(parent, 0) + Number(told);
    const fresh = told === undefined ? indent : outer + Number(told);
    const blank = header.includes('+')
      ? 0
      : lines.length - 1 - lines.findLastIndex((each) => each.trim() !== '');
    for (const each of lines.slice(0, lines.length - blank)) {
      const words = each.slice(old);
      this.#lines.push(words === '' ? '' : ' '.repeat(fresh) + words);
    }
    if (header.includes('+')) this.#kept = this.#lines.length;
    else if (blank > 0) this.#endLine();
  }

  /** Everything that is no value: comments, line ends, colons, commas. Behind the dash of a list its items begin. */
  #between(tokens: readonly CST.SourceToken[] | undefined, indent: number): void {
    let column = indent;
    for (const token of tokens ?? []) {
      if (token.type === 'newline') this.#endLine();
      else if (token.type === 'comment') this.#comment(token, column);
      else if (token.type !== 'space' && token.source !== '') {
        this.#put(token.source, column, token.type === 'comma' || token.type === 'map-value-ind');
        if (token.type === 'seq-item-ind') column += STEP;
      }
    }
  }

  #put(source: string, indent: number, glued = false): void {
    if (this.#line === '') this.#line = ' '.repeat(indent) + source;
    else this.#line += glued || this.#tight ? source : ` ${source}`;
    this.#tight = false;
  }

  #comment({ source, offset }: CST.SourceToken, indent: number): void {
    if (this.#line === '') {
      this.#line = ' '.repeat(indent) + source;
      return;
    }
    const start = this.#text.lastIndexOf('\n', offset - 1) + 1;
    const before = this.#text.slice(start, offset);
    const gap = before.length - before.trimEnd().length;
    this.#line = gap < 2 ? `${this.#line} ${source}` : `${this.#line} `.padEnd(offset - start) + source;
  }

  #endLine(): void {
    if (this.#line !== '' || (this.#lines.length > 0 && this.#lines.at(-1) !== '')) {
      this.#lines.push(withoutEnd(this.#line));
    }
    this.#line = '';
    this.#tight = false;
  }
}

/** Without spaces at the end, unless the last is escaped. */
const withoutEnd = (line: string): string => line.replace(/(?<![\\\s])[ \t]+$/, '');
