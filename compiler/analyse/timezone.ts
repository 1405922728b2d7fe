import { isTimezone } from '../../runtime/local-time.ts';
import type { Origin } from '../model/source.ts';
import type { Report } from './report.ts';
import type { Suggestions } from './suggestions.ts';
import { isOpen } from './variables.ts';

/** An IANA zone, checked against the zones that this machine knows. Reports DP3019. Undefined: reported, or still a variable. */
export function knownTimezone(
  zone: string,
  origin: Origin,
  suggestions: Suggestions,
  report: Report,
): string | undefined {
  if (isOpen(zone)) return undefined;
  if (isTimezone(zone)) return zone;
  report('DP3019', {
    message: `\`${zone}\` is no time zone`,
    origin,
    label: 'expected a name of the IANA list',
    why: 'opening hours would go by the wrong clock',
    help:
      suggestions.for(zone, () => Intl.supportedValuesOf('timeZone')) ??
      'write it as region and city, such as `Australia/Sydney`',
  });
  return undefined;
}
