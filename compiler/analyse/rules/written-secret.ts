import { below } from '../../model/plan.ts';
import type { Path } from '../../model/source.ts';
import { TABLES, type Written } from '../../model/written.ts';
import type { Rule } from '../rule.ts';

/** An auth token is 32 hexadecimal digits on their own; SIDs, which are no secret, have two letters before them. */
const AUTH_TOKEN = /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])/;
/** An API key's secret: 32 letters and digits of every kind. */
const KEY_SECRET = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{32}$/;
const SHORTEST = 32;

const isSecret = (text: string): boolean =>
  text.length >= SHORTEST && (AUTH_TOKEN.test(text) || KEY_SECRET.test(text));

/** The way to the first secret in a value; most values hold none. */
function wayToSecret(value: unknown): Path | undefined {
  if (typeof value === 'string') return isSecret(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key in value) {
    const way = wayToSecret((value as { readonly [key: string]: unknown })[key]);
    if (way !== undefined) return [Array.isArray(value) ? Number(key) : key, ...way];
  }
  return undefined;
}

/** DP4019: no secret stands in a plan. Of several in one entry the first is shown. */
export const writtenSecret: Rule = ({ written, report }) => {
  const look = ({ value, origin }: Written<unknown>): void => {
    const way = wayToSecret(value);
    if (way === undefined) return;
    report('DP4019', {
      message: 'this looks like a secret of Twilio',
      origin: below(origin, ...way),
      label: 'readable for everybody who can read the plan',
      why: 'whoever has the auth token or the secret of an API key can place calls at your cost',
      help: 'remove it and make a new one at Twilio; secrets belong into the environment of the command',
    });
  };
  for (const section of TABLES) for (const entry of written[section]) look(entry);
  for (const setting of Object.values(written.settings)) look(setting);
};
