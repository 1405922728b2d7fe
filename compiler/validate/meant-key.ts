import { suggest } from '../diagnostics/suggest.ts';

/**
 * What people write for a key of ours: words of other systems, and our own words in a place that has another. What stands
 * first is what is meant most often.
 */
const KEYS_FOR: Readonly<Record<string, readonly string[]>> = {
  say: ['prompt', 'greeting'],
  prompt: ['say', 'greeting'],
  greeting: ['say', 'prompt'],
  text: ['say', 'prompt', 'greeting'],
  message: ['say', 'prompt', 'greeting'],
  announcement: ['say', 'prompt', 'greeting'],
  keys: ['options'],
  choices: ['options'],
  press: ['options'],
  email: ['notify'],
  mail: ['notify'],
  webhook: ['notify'],
  otherwise: ['then'],
  then: ['otherwise'],
  next: ['then', 'otherwise'],
  goto: ['to', 'then', 'otherwise'],
  else: ['otherwise', 'then'],
  default: ['otherwise', 'then'],
  fallback: ['otherwise', 'then'],
  timeout: ['ring', 'on_timeout'],
  invalid: ['on_invalid'],
  phones: ['members'],
  agents: ['members'],
};

/** The keys that were probably meant, of those that can stand there: by a slip of the fingers, or by another word for them. */
export function meantKeys(written: string, keys: readonly string[]): readonly string[] {
  const near = suggest(written, keys);
  if (near.length > 0) return near;
  const [word = ''] = suggest(written, Object.keys(KEYS_FOR));
  return (KEYS_FOR[word] ?? []).filter((key) => keys.includes(key)).slice(0, 1);
}
