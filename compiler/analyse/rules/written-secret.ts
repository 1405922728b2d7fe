import { below } from '../../model/plan.ts';
import type { Path } from '../../model/source.ts';
import { LISTS, TABLES, type Written } from '../../model/written.ts';
import type { Rule } from '../rule.ts';

/** An auth token is 32 hexadecimal digits on their own; SIDs, which are no secret, have two letters before them. */
const AUTH_TOKEN = /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])/;
/** An API key's secret: 32 letters and digits of every kind. */
const KEY_SECRET = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{32}$/;
const SHORTEST = 32;

/** An address with a password before its host, or a parameter whose name says that it is a secret. */
const OPEN_ADDRESS =
  /^https?:\/\/(?:[^\s/?#@]*:(?!\$\{)[^\s/?#@]+@|\S*[?&](?:[a-z_-]*(?:token|secret|password|signature)|(?:[a-z]+[_-])?(?:api)?key|code|sig)=(?!\$\{)[^\s&#])/i;

const isSecret = (text: string): boolean =>
  text.length >= SHORTEST && (AUTH_TOKEN.test(text) || KEY_SECRET.test(text));

/** Where the first secret of a value stands, and of what sort it is. */
interface Found {
  readonly way: Path;
  readonly sort: keyof typeof WORDS;
}

/** Most values hold none. */
function findSecret(value: unknown): Found | undefined {
  if (typeof value === 'string') {
    const sort = OPEN_ADDRESS.test(value) ? 'address' : isSecret(value) ? 'twilio' : undefined;
    return sort && { way: [], sort };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key in value) {
    const found = findSecret((value as { readonly [key: string]: unknown })[key]);
    if (found !== undefined)
      return { ...found, way: [Array.isArray(value) ? Number(key) : key, ...found.way] };
  }
  return undefined;
}

const WORDS = {
  twilio: {
    message: 'this looks like a secret of Twilio',
    why: 'whoever has the auth token or the secret of an API key can place calls at your cost',
    help: 'remove it and make a new one at Twilio; secrets belong into the environment of the command',
  },
  address: {
    message: 'this address carries a secret',
    why: 'whoever has it can send what only your calls should send',
    help: `write \`\${NAME}\` in its place, and set \`NAME\` in the environment of the Functions`,
  },
} as const;

/** DP4019: no secret stands in a plan. Of several in one entry the first is shown. */
export const writtenSecret: Rule = ({ written, report }) => {
  const look = ({ value, origin }: Written<unknown>): void => {
    const found = findSecret(value);
    if (found === undefined) return;
    report('DP4019', {
      ...WORDS[found.sort],
      origin: below(origin, ...found.way),
      label: 'readable for everybody who can read the plan',
    });
  };
  for (const section of TABLES) for (const entry of written[section]) look(entry);
  for (const section of LISTS) for (const item of written[section]) look(item);
  for (const setting of Object.values(written.settings)) look(setting);
};
