import type { Bundle, Program } from '../../../runtime/program.ts';

/** What is entered in Twilio so that its calls come to Functions at a public address. */

/** One place in the Console, and the voice URL that belongs there (method POST). */
interface PublicAddress {
  readonly where: string;
  readonly url: string;
}

function voiceUrls(base: string, { numbers, phones }: Program, { domain }: Bundle): readonly PublicAddress[] {
  const hasClients = Object.keys(phones).some((key) => key.startsWith('client:'));
  const outgoing = `${base}/outgoing`;
  return [
    ...(Object.keys(numbers).length === 0 ? [] : [{ where: 'each number', url: `${base}/incoming` }]),
    ...(domain === undefined ? [] : [{ where: `SIP domain ${domain}`, url: outgoing }]),
    ...(hasClients ? [{ where: 'TwiML app of the clients', url: outgoing }] : []),
  ];
}

/**
 * The lines that say which address goes where; empty: nothing of the plan is called through Twilio.
 * @param serverUrl the public address, with or without a slash at its end
 */
export function publicAddresses(serverUrl: string, program: Program, bundle: Bundle): readonly string[] {
  const base = serverUrl.replace(/\/+$/, '');
  const voice = voiceUrls(base, program, bundle);
  if (voice.length === 0) return [];
  const width = Math.max(...voice.map(({ where }) => where.length), 'fallback of each'.length);
  const line = (where: string, url: string, method: string): string =>
    `${where.padEnd(width)}  ${url}  (${method})`;
  return [
    ...voice.map(({ where, url }) => line(where, url, 'POST')),
    line('fallback of each', `${base}/fallback.xml`, 'GET'),
  ];
}
