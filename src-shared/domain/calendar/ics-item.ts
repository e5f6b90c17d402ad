import type { EventKind } from './tables.ts';

/**
 * One event of a file as the desk would keep it. `uid` and `recurrence_id` say which: importing the file again finds
 * the same event. Times are those of a slot: minutes, an IANA zone.
 */
export interface ImportItem {
  readonly uid: string;
  /** The instance of the series `uid` that it replaces, as the series' wall start; null for an event of its own. */
  readonly recurrence_id: string | null;
  readonly slot: {
    readonly all_day: 0 | 1;
    readonly start: string;
    readonly end: string;
    readonly zone: string;
    readonly rrule: string | null;
    readonly rdate: string | null;
    readonly exdate: string | null;
  };
  readonly kind: EventKind;
  readonly title: string;
  readonly description: string | null;
  readonly place: string | null;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly transparency: 'busy' | 'free' | 'out_of_office';
  readonly privacy: 'normal' | 'private';
  readonly reminders: string | null;
  /** Only where the file names them. */
  readonly travel_min?: number | undefined;
  readonly buffer_min?: number | undefined;
  readonly contract?: string | undefined;
  /** What the file says beyond this, as unfolded content lines one under the other; given back by an export. */
  readonly ics: string | null;
}

/** What an event that began on a desk is called in a file: its id, at the product. */
export const OWN_UID = '@semicolon';

/** Where the columns of an event end. */
export const ITEM_LIMITS = {
  uid: 255,
  title: 200,
  description: 8_000,
  place: 300,
  ics: 20_000,
  rule: 500,
  dates: 40_000,
} as const;

/** Properties that the desk keeps in columns of its own; all others travel in `ics`. */
export const OWN_PROPERTIES: ReadonlySet<string> = new Set([
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'STATUS',
  'TRANSP',
  'CLASS',
  'X-SEMICOLON-KIND',
  'X-MICROSOFT-CDO-BUSYSTATUS',
]);
