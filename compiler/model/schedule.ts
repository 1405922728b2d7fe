import type { NodeId } from '../../runtime/program.ts';
import type { Span, Validity } from '../../runtime/schedule-item.ts';
import type { Placed } from './placed.ts';
import type { Origin } from './source.ts';

/** Opening hours as they are meant, everything with its place. */

/** What holds on a weekday; without spans: closed. */
export interface PlanDay {
  /** In the order in which they were written. */
  readonly spans: readonly Placed<Span>[];
}

/** A date, several days or a range of moments that differ from the week. */
export interface PlanSpecialDate extends Validity {
  /** As it was written. */
  readonly on: string;
  readonly is: 'hours' | 'closed' | 'holiday';
  readonly spans: readonly Placed<Span>[];
  readonly origin: Origin;
}

export interface PlanSchedule {
  /** `schedule:<name>`. */
  readonly id: NodeId;
  readonly name: string;
  readonly origin: Origin;
  /** IANA name. */
  readonly timezone: string;
  /** Seven, Monday first. */
  readonly week: readonly PlanDay[];
  readonly special: readonly PlanSpecialDate[];
  /** The lists of holidays that it names, those that exist. */
  readonly lists: readonly Placed<string>[];
  /** A date. */
  readonly validUntil?: Placed<string>;
}

export interface PlanHoliday {
  readonly date: string;
  readonly name: string;
  readonly origin: Origin;
}

/** A dated list of holidays. */
export interface PlanHolidayList {
  readonly name: string;
  readonly origin: Origin;
  /** By date. */
  readonly dates: readonly PlanHoliday[];
}
