import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

/**
 * Only what can be nothing else is a number: `5`, `-3`, `201`. What would lose something as a number stays the text
 * that was written: `+614…` its plus sign, `0412…` its zero, `1e3`, `0.50` and long ids their digits.
 */
const strictInteger: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^(?:0|-?[1-9][0-9]{0,8})$/,
  resolve: (text) => Number(text),
  identify: (value) => typeof value === 'number',
};

/**
 * How the text of a plan is read: YAML 1.2, all keys text. Duplicate keys are looked for by us, since the parser's own
 * search compares each key with every other one.
 */
export const TELEPHONE_SAFE: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.2',
  schema: 'core',
  stringKeys: true,
  uniqueKeys: false,
  logLevel: 'silent',
  customTags: (tags: Tags) => [strictInteger, ...tags.filter((tag) => !isNumberTag(tag))],
};

function isNumberTag(tag: Tags[number]): boolean {
  return typeof tag === 'object' && (tag.tag.endsWith(':int') || tag.tag.endsWith(':float'));
}
