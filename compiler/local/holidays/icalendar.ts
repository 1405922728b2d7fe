import type ICAL from 'ical.js';
import { datesFrom, type Found, type FoundHoliday, inOrder, type Years } from './found.ts';

/** Repeated events that are looked at, so that one which never ends does. */
const MOST_REPEATS = 10_000;

/** Reads the holidays of an iCalendar file (RFC 5545): events of whole days, repeated ones written out. */
export async function holidaysOfCalendar(text: string, years: Years): Promise<Found> {
  // 240 KB that one command needs.
  const { default: ical } = await import('ical.js');
  let components: readonly ICAL.Component[];
  try {
    const parsed: unknown = ical.parse(text);
    const calendars = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed];
    components = calendars.map((each) => new ical.Component(each as unknown[]));
    const events = components.flatMap((each) => each.getAllSubcomponents('vevent'));
    return { ok: true, holidays: inOrder(holidaysOf(events, years, ical), years) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      message: `it is not an iCalendar file: ${reason}`,
      help: 'export the calendar as iCalendar (.ics)',
    };
  }
}

function holidaysOf(
  events: readonly ICAL.Component[],
  years: Years,
  ical: typeof ICAL,
): readonly FoundHoliday[] {
  const all = events.map((each) => new ical.Event(each));
  const changed = all.filter((event) => event.isRecurrenceException());
  return all
    .filter((event) => !event.isRecurrenceException())
    .flatMap((event) => {
      const exceptions = changed.filter(({ uid }) => uid === event.uid);
      return occurrences(new ical.Event(event.component, { exceptions }), years);
    });
}

const isCancelled = ({ component }: ICAL.Event): boolean =>
  component.getFirstPropertyValue('status') === 'CANCELLED';

/** Each time that an event happens until the last year. */
function occurrences(event: ICAL.Event, { last }: Years): readonly FoundHoliday[] {
  if (!event.isRecurring()) return isCancelled(event) ? [] : days(event, event.startDate, event.endDate);
  const found: FoundHoliday[] = [];
  const next = event.iterator();
  for (let i = 0; i < MOST_REPEATS; i++) {
    const time = next.next();
    if (!time || time.year > last) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(time);
    if (!isCancelled(item)) found.push(...days(item, startDate, endDate));
  }
  return found;
}

/** The days of one event. An end is exclusive. */
function days({ summary }: ICAL.Event, start: ICAL.Time, end: ICAL.Time): readonly FoundHoliday[] {
  const name = (summary ?? '').replace(/\s+/g, ' ').trim() || 'Holiday';
  const date = start.toString().slice(0, 10);
  const midnights = [start, end].every(({ hour, minute }) => hour === 0 && minute === 0);
  const length = Math.round(end.subtractDate(start).toSeconds() / 86_400);
  if (!start.isDate && (!midnights || length === 0)) {
    return [{ date, name, from: start.toString().slice(11, 16) }];
  }
  return datesFrom(date, length).map((each) => ({ date: each, name }));
}
