import type { ErrorObject } from 'ajv/dist/2020.js';
import { diagnostic } from '../diagnostics/codes.ts';
import { didYouMean, wereMeant } from '../diagnostics/suggest.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Origin } from '../model/source.ts';
import type { ChoiceFault } from './checker.ts';
import { type Fault, faultsOf, type Schema, type Subject } from './faults.ts';
import { meantKeys } from './meant-key.ts';
import { mendDate, mendDays, mendSpan } from './mend-times.ts';
import type { Taints } from './taints.ts';
import { code, either, expected, found, nameOf } from './words.ts';

/**
 * The validator's complaints in our words, one for each fault (DP2001 to DP2009, DP2012, DP2013).
 * Nothing is said about places that are `tainted`: what is wrong with them is reported already.
 */
export function schemaProblems(
  subject: Subject,
  errors: readonly ErrorObject[],
  tainted: Taints,
): readonly Diagnostic[] {
  return faultsOf(subject, errors, tainted).map(inWords);
}

function inWords(fault: Fault): Diagnostic {
  switch (fault.keyword) {
    case 'required':
      return missing(fault, String(fault.params.missingProperty));
    case 'additionalProperties':
      return unknownKey(fault);
    case 'enum':
      return unknownWord(fault, words(fault.schema.enum));
    case 'pattern':
      return wrongForm(fault);
    case 'not':
      return reserved(fault);
    case 'x-choice':
      return wrongChoice(fault, fault.params.fault as ChoiceFault, words(fault.params.keys));
    case 'x-exactly-one':
      return notExactlyOne(fault, words(fault.params.keys), words(fault.params.present));
    case 'type':
      return wrongType(fault);
    default:
      return outOfRange(fault);
  }
}

function missing(fault: Fault, key: string): Diagnostic {
  return diagnostic('DP2001', {
    message: `${code(key)} is missing in ${nameOf(fault.path)}`,
    origin: { ...originOf(fault), part: 'key' },
    label: `no ${code(key)}`,
    help: `add ${code(`${key}:`)}`,
  });
}

function unknownKey(fault: Fault): Diagnostic {
  const key = String(fault.path.at(-1));
  if (words(fault.schema['x-not-built-yet']).includes(key)) return notBuiltYet(fault, nameOf(fault.path));
  const keys = Object.keys(Object(fault.schema.properties));
  const written = Object(fault.data);
  const free = keys.filter((each) => !Object.hasOwn(written, each));
  return diagnostic('DP2003', {
    message: `${code(key)} is not a key of ${nameOf(fault.path.slice(0, -1))}`,
    origin: originOf(fault),
    label: 'no such key',
    help:
      wereMeant(meantKeys(key, free)) ??
      didYouMean(key, keys) ??
      `what can stand here: ${keys.map(code).join(', ')}`,
  });
}

function unknownWord(fault: Fault, allowed: readonly string[]): Diagnostic {
  const word = String(fault.data);
  if (words(fault.schema['x-not-built-yet']).includes(word))
    return notBuiltYet(fault, `${code(word)} as ${nameOf(fault.path)}`);
  const help = typeof fault.data === 'string' ? didYouMean(word, allowed) : undefined;
  return diagnostic('DP2005', {
    message: `${nameOf(fault.path)} must be ${either(allowed)}, not ${found(fault.data)}`,
    origin: originOf(fault),
    ...(help === undefined ? {} : { help }),
  });
}

function wrongForm(fault: Fault): Diagnostic {
  const { schema, data } = fault;
  const written = String(data);
  const laterForm = schema['x-not-built-yet-pattern'];
  if (typeof laterForm === 'string' && new RegExp(laterForm, 'u').test(written)) {
    return notBuiltYet(fault, String(schema['x-message-later'] ?? code(written)));
  }
  const closed = words(schema['x-words']);
  if (closed.length > 0) {
    return diagnostic('DP2005', {
      message: `${nameOf(fault.path)} must be ${expected(schema)}, not ${found(data)}`,
      origin: originOf(fault),
      help: didYouMean(written, closed) ?? `the call types are ${closed.map(code).join(', ')}`,
    });
  }
  const mended = mend(written, schema);
  return diagnostic('DP2006', {
    message:
      fault.part === 'key'
        ? `${code(written)} must be ${expected(schema)}`
        : `${nameOf(fault.path)} must be ${expected(schema)}, not ${found(data)}`,
    origin: originOf(fault),
    ...helpOf(
      mended === undefined
        ? (didYouMean(written, words(schema['x-near'])) ?? schema['x-help'])
        : `write ${code(mended)}`,
    ),
  });
}

const helpOf = (help: unknown): { readonly help?: string } => (typeof help === 'string' ? { help } : {});

/** By `x-mend` of the schema: how what was written probably becomes what is asked for. */
const MENDERS: Readonly<Record<string, (written: string) => string>> = {
  // The zero of the national form falls away behind a country code.
  digits: (written) =>
    written
      .replace(/^(\s*\+[\d\s]*)\(0\)/, '$1')
      .replace(/[().\-/\s]+/g, ' ')
      .trim(),
  name: nameLike,
  capitals: (written) => written.trim().toUpperCase(),
  sip: (written) => `sip:${written.trim()}`,
  host: (written) => written.trim().replace(/^sips?:/, ''),
  date: mendDate,
  days: mendDays,
  span: mendSpan,
};

/** What is written as a name ought to be: `Front Desk` is `front_desk`. */
export function nameLike(written: string): string {
  return written
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

function mend(written: string, schema: Schema): string | undefined {
  const mended = MENDERS[String(schema['x-mend'])]?.(written);
  return mended !== undefined && new RegExp(String(schema.pattern), 'u').test(mended) ? mended : undefined;
}

function reserved(fault: Fault): Diagnostic {
  return diagnostic('DP2012', {
    message: `${code(String(fault.data))} cannot ${fault.part === 'key' ? 'be a name' : 'stand'} here: it is ${String(fault.schema['x-message-not'] ?? 'a word of the language')}`,
    origin: originOf(fault),
    label: 'has a meaning of its own',
    help: 'choose another name',
  });
}

function wrongChoice(fault: Fault, kind: ChoiceFault, keys: readonly string[]): Diagnostic {
  if (kind === 'type') return wrongType(fault);
  const present = Object.keys(Object(fault.data));
  const later = present.find((key) => words(fault.schema['x-not-built-yet']).includes(key));
  if (later !== undefined) return notBuiltYet(at(fault, later), `the action ${code(later)}`);
  if (kind === 'several') {
    const [first, second] = present.filter((key) => keys.includes(key));
    return diagnostic('DP2008', {
      message: `${nameOf(fault.path)} has ${code(first ?? '')} and ${code(second ?? '')} in one map, and can be only one of them`,
      origin: originOf(at(fault, second ?? '')),
      label: 'the second one',
      related: [{ origin: originOf(at(fault, first ?? '')), text: 'the first one' }],
      help: 'choose one; what follows it belongs under `then` or `otherwise`',
    });
  }
  const [odd] = present;
  const help = odd === undefined ? undefined : wereMeant(meantKeys(odd, keys));
  return diagnostic('DP2008', {
    message: `${nameOf(fault.path)} must be ${expected(fault.schema)}${odd === undefined ? ', not an empty map' : ''}`,
    origin: originOf(odd === undefined ? fault : at(fault, odd)),
    ...(odd === undefined ? {} : { label: 'no such action' }),
    help: help ?? `what it can be: ${keys.map(code).join(', ')}`,
  });
}

function notExactlyOne(fault: Fault, keys: readonly string[], present: readonly string[]): Diagnostic {
  const [first, second] = present;
  if (first === undefined || second === undefined) {
    return diagnostic('DP2013', {
      message: `${nameOf(fault.path)} has neither ${keys.map(code).join(' nor ')}`,
      origin: { ...originOf(fault), part: 'key' },
      label: 'nothing that could ring',
      help: `add ${either(keys.map((key) => `${key}:`))}`,
    });
  }
  return diagnostic('DP2013', {
    message: `${nameOf(fault.path)} has both ${code(first)} and ${code(second)}`,
    origin: originOf(at(fault, second)),
    label: 'the second one',
    related: [{ origin: originOf(at(fault, first)), text: 'the first one' }],
    help: 'take one out; a second phone needs an entry of its own',
  });
}

function wrongType(fault: Fault): Diagnostic {
  if (fault.data === null) {
    return diagnostic('DP2004', {
      message: `${nameOf(fault.path)} has no value; it must be ${expected(fault.schema)}`,
      origin: { ...originOf(fault), part: 'key' },
      label: 'nothing follows',
      help: 'give it a value, or take the line out',
    });
  }
  return diagnostic('DP2004', {
    message: `${nameOf(fault.path)} must be ${expected(fault.schema)}, not ${found(fault.data)}`,
    origin: originOf(fault),
    ...helpOf(mendType(fault)),
  });
}

/** What a text becomes that stands where a list or a map is asked for. */
function mendType({ schema, data }: Fault): string | undefined {
  if (typeof data !== 'string' || data.length > 60) return undefined;
  if (schema.type === 'array') return `write ${code(`[${data}]`)}`;
  if (schema['x-mend'] !== 'notify') return undefined;
  if (/^\S+@\S+$/.test(data)) return `write ${code(`{email: ${data}}`)}`;
  return /^https:/.test(data) ? `write ${code(`{webhook: "${data}"}`)}` : undefined;
}

function outOfRange(fault: Fault): Diagnostic {
  const { keyword, params, schema, data } = fault;
  // A number that is written without quotes, where the form is what matters.
  if (schema['x-digits'] === true && typeof data === 'number') return wrongForm(fault);
  const limit = String(params.limit);
  const words: Readonly<Record<string, string>> = {
    minimum: `is ${data}, and at least ${limit} is needed`,
    maximum: `is ${data}, and at most ${limit} is allowed`,
    minItems: limit === '1' ? 'is an empty list' : `has fewer than ${limit} items`,
    maxItems: `has more than ${limit} items`,
    minLength: 'is an empty text',
    maxLength: `is longer than the ${limit} characters that are allowed`,
    minProperties: 'is an empty map',
  };
  return diagnostic('DP2007', {
    message: `${nameOf(fault.path)} ${words[keyword] ?? `does not fit: ${keyword}`}`,
    origin: originOf(fault),
    ...helpOf(keyword === 'minItems' && limit === '1' ? 'write at least one item' : undefined),
  });
}

function notBuiltYet(fault: Fault, what: string): Diagnostic {
  return diagnostic('DP2009', {
    message: `${what} is not built yet`,
    origin: originOf(fault),
    label: 'not built yet',
    help: 'take it out for now',
  });
}

function at(fault: Fault, key: string): Fault {
  return { ...fault, path: [...fault.path, key], part: 'key' };
}

function originOf({ file, path, part }: Fault): Origin {
  return { file, path, part };
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
