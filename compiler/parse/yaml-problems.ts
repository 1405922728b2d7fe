import type { YAMLError } from 'yaml';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Source } from '../model/source.ts';
import type { LineStarts } from './line-starts.ts';

/** The parser's complaints that the tree itself answers for (DP1007); they do not make the text unreadable. */
export function isTagProblem(error: YAMLError): boolean {
  return error.code === 'TAG_RESOLVE_FAILED' || error.code === 'BAD_COLLECTION_TYPE';
}

/**
 * The parser's syntax errors in our words (DP1001, DP1002), one a line: what it says further on in a line follows from the first.
 * Lines that another check has explained are left out.
 */
export function syntaxProblems(
  { file, text }: Source,
  errors: readonly YAMLError[],
  starts: LineStarts,
  explainedLines: ReadonlySet<number>,
): readonly Diagnostic[] {
  const lines = new Set(explainedLines);
  const problems: Diagnostic[] = [];
  let indented: number | undefined;
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    if (isTwin(error, errors)) continue;
    if (explainedLines.size > 0 && /^Flow (?:map|sequence)/.test(error.message)) continue;
    const { start, words } = inOurWords(error, errors, text);
    // One line that is indented wrongly moves the others of its section against each other.
    if (words === INDENTED_DIFFERENTLY) {
      if (indented !== undefined && !beginsSection(text.slice(indented, start))) continue;
      indented = start;
    }
    const span = starts.span(start, Math.min(start + 1, text.length));
    if (!lines.has(span.start.line)) {
      lines.add(span.start.line);
      const code = error.code === 'TAB_AS_INDENT' ? 'DP1002' : 'DP1001';
      problems.push(diagnostic(code, { ...words, origin: { file, path: [], span } }));
    }
    // Once the parser has lost the shape of the text, the rest of what it says is noise.
    if (/in YAML stream/.test(error.message)) break;
  }
  return problems;
}

/** Whether a line begins in the first column, and with something that counts. */
const beginsSection = (between: string): boolean => /\n[^\s#]/.test(between);

/** A key over several lines is reported as such, and once more as a map inside a text. */
function isTwin(error: YAMLError, errors: readonly YAMLError[]): boolean {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY') return false;
  return errors.some((other) => other.code === 'BLOCK_AS_IMPLICIT_KEY' && other.pos[0] === error.pos[0]);
}

interface Words {
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
}

interface Placed {
  readonly start: number;
  readonly words: Words;
}

function inOurWords(error: YAMLError, errors: readonly YAMLError[], text: string): Placed {
  const at = error.pos[0];
  const quote = /^Missing closing (["'])/.exec(error.message)?.[1];
  if (quote !== undefined) return unclosedQuote(text, quote, at);
  const longKey = errors.find((other) => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === at);
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && longKey !== undefined)
    return wrongIndent(text, longKey.pos[1]);
  if (error.code === 'BLOCK_IN_FLOW') return colonInBrackets(text, error.pos);
  const phrase = PHRASES.find(({ code, says }) => error.code === code && (says?.test(error.message) ?? true));
  const words = phrase?.words ?? { message: `the text is not YAML here: ${lowerFirst(error.message)}` };
  // An indentation is wrong where a line's text begins, not on the blank line before it.
  const start = words === INDENTED_DIFFERENTLY ? at + blanksFrom(text, at) : at;
  return { start: Math.min(start, text.length), words };
}

/** How many blank characters stand from there on. */
function blanksFrom(text: string, at: number): number {
  const found = text.slice(at).search(/\S/);
  return found < 0 ? 0 : found;
}

function unclosedQuote(text: string, quote: string, end: number): Placed {
  const words = {
    message: `the quote ${quote} is not closed`,
    label: 'opened here',
    help: `end the text with ${quote}`,
  };
  return { start: openingQuote(text, quote, end), words };
}

/** A text with a colon in brackets: the parser reads a map that is written over several lines. */
function colonInBrackets(text: string, [start, end]: readonly [number, number]): Placed {
  const written = text.slice(start, end).trim();
  // Whether the text ends there can be told where the bracket closes, or the next key follows; else a comma may be a part of it.
  const isWhole = /^\s*(?:[}\]]|,\s*[^\s,:]+:\s)/.test(text.slice(end, end + LONGEST_SHOWN));
  const example =
    isWhole && written.length < LONGEST_SHOWN && !/["'\n\\]/.test(written) ? `: \`"${written}"\`` : '';
  const words = {
    message: 'a text in brackets holds a colon and stands without quotes',
    label: 'begins here',
    help: `put the whole text in quotes${example}`,
  };
  return { start, words };
}

/** Characters. */
const LONGEST_SHOWN = 80;

/** A key that is indented as if it belonged to the text above: the fault is where its line begins. */
function wrongIndent(text: string, within: number): Placed {
  const lineStart = text.lastIndexOf('\n', within - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart, within))?.[0].length ?? 0;
  return { start: lineStart + indent, words: INDENTED_DIFFERENTLY };
}

const INDENTED_DIFFERENTLY: Words = {
  message: 'a line is indented differently from the lines it belongs to',
  help: 'give the keys of one map, and the items of one list, the same indentation',
};

/**
 * Where the quote that was never closed begins: the last one before `end` that follows a space, a bracket or a colon.
 * Anything later would have closed it.
 */
function openingQuote(text: string, quote: string, end: number): number {
  for (let at = text.lastIndexOf(quote, end); at > 0; at = text.lastIndexOf(quote, at - 1)) {
    if (/[\s[{,:]/.test(text[at - 1] ?? ' ')) return at;
  }
  return Math.max(0, text.indexOf(quote));
}

const QUOTE_IT: Words = {
  message: 'two colons make two maps of one line',
  label: 'one value cannot be both',
  help: 'put text that holds `: ` in quotes, or begin the inner map on a line of its own',
};

/** By the parser's code and, where that covers several faults, the beginning of its message. */
const PHRASES: readonly { readonly code: string; readonly says?: RegExp; readonly words: Words }[] = [
  {
    code: 'TAB_AS_INDENT',
    words: {
      message: 'a line is indented with a tab',
      label: 'a tab',
      help: 'indent with spaces; YAML does not allow tabs here',
    },
  },
  { code: 'BLOCK_AS_IMPLICIT_KEY', says: /^Nested/, words: QUOTE_IT },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    words: { message: 'a list stands where a key is expected', help: 'begin the list on a line of its own' },
  },
  {
    code: 'MULTILINE_IMPLICIT_KEY',
    words: {
      message: 'a key and its `:` must be on one line',
      help: 'is a `:` missing on this line, or is a line indented wrongly?',
    },
  },
  { code: 'BAD_INDENT', words: INDENTED_DIFFERENTLY },
  {
    code: 'MISSING_CHAR',
    says: /^Implicit map keys/,
    words: {
      message: 'a line is neither `key: value` nor part of the value above',
      label: 'no `:` follows',
      help: 'write `key: value`, with a space after the colon',
    },
  },
  {
    code: 'MISSING_CHAR',
    says: /^Missing ,/,
    words: {
      message: 'a comma is missing between two entries in brackets',
      label: 'expected `,` before this',
    },
  },
  {
    code: 'MISSING_CHAR',
    says: /^Missing space after :/,
    words: { message: 'a space is missing after the colon', help: 'write `key: value`' },
  },
  {
    code: 'MISSING_CHAR',
    says: /^Comments/,
    words: {
      message: 'a `#` stands directly behind something else',
      help: 'put text that holds `#` in quotes; for the key # write `pound`',
    },
  },
  {
    code: 'MISSING_CHAR',
    says: /^(?:Flow|Sequence)/,
    words: {
      message: 'the list is not closed or not continued',
      help: 'begin each item with `- `, or close the bracket',
    },
  },
  {
    code: 'BAD_SCALAR_START',
    words: { message: 'unquoted text cannot begin with this character', help: 'put the text in quotes' },
  },
  {
    code: 'BAD_DQ_ESCAPE',
    words: {
      message: 'a backslash in double quotes begins an escape that YAML does not know',
      help: 'write `\\\\` for a backslash, or use single quotes',
    },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    says: /at node end$/,
    words: {
      message: 'something follows where the value has already ended',
      label: 'does not belong to it',
      help: 'put the whole text in one pair of quotes',
    },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    says: /^Unexpected (?:,|empty item)/,
    words: { message: 'a comma with nothing before it', help: 'take one comma out' },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    says: /flow-(?:map|seq)-end|[\]}]/,
    words: {
      message: 'a closing bracket that was never opened',
      help: 'take it out, or put text that holds brackets in quotes',
    },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    words: {
      message: 'this cannot stand here in YAML',
      help: 'look for a missing quote, bracket or indentation in the line above',
    },
  },
  {
    code: 'NON_STRING_KEY',
    words: {
      message: 'a key must be text, not a list or a map',
      help: 'write a name or a number as the key',
    },
  },
  {
    code: 'BAD_ALIAS',
    words: { message: 'text cannot begin with `*` or `&` without quotes', help: 'put it in quotes' },
  },
];

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
