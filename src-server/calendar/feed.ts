/**
 * Somebody's calendar as a file that other programs read from an address. What is private says that the time is taken and
 * nothing else: an address leaves the bank, and whoever has it may read. Attendees, alarms and what a file once said
 * beyond the desk's own words stay behind for the same reason.
 */
import { createHash } from 'node:crypto';
import {
  lastWritten,
  subscribedEvents,
  subscribedSpan,
  type SubscribedEvent,
} from '../../db/server/queries/subscriptions.ts';
import type { Store } from '../../db/server/store.ts';
import { exportOf } from '../../src-shared/domain/calendar/ics-export.ts';
import { OWN_UID } from '../../src-shared/domain/calendar/ics-item.ts';
import { ICS_END, icsEvent, icsHead } from '../../src-shared/domain/calendar/ics-write.ts';
import { instanceSlot } from '../../src-shared/domain/calendar/instance-slot.ts';
import { instantToWall } from '../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { stampTime } from '../../src-shared/sync/clock.ts';
import { scopeOf, type Scope } from '../../src-shared/sync/scope.ts';

export type FeedLanguage = 'zh' | 'en';

const PRODUCT = '-//Semicolon//Server//ZH';
const BUSY: Readonly<Record<FeedLanguage, string>> = { zh: '忙', en: 'Busy' };
const NAME: Readonly<Record<FeedLanguage, string>> = { zh: '分号', en: 'Semicolon' };
const PAGE = 2_000;
/** A rule may run on for years after its first instance; its zone is told for as long. */
const YEARS_ON = 10;
/** Raise it when the file says something else for the same rows: programs then fetch it anew. */
const FORM = 3;

/** Where somebody's own events lie, and those that they were asked to. */
export const feedScopes = (personId: Id): Scope[] => [
  scopeOf('calendar', personId),
  scopeOf('person', personId),
];

export interface FeedVersion {
  readonly etag: string;
  /** To the second, as HTTP has it. */
  readonly modified: EpochMs;
}

/** Which state of the calendar this is, without reading it. */
export async function feedVersion(
  store: Store,
  epoch: string,
  about: { readonly personId: Id; readonly createdAt: EpochMs; readonly language: FeedLanguage },
): Promise<FeedVersion> {
  const scopes = feedScopes(about.personId);
  const heads = await store.heads.read(scopes);
  const state = scopes.map((scope) => [scope, heads.get(scope)?.seq ?? 0, heads.get(scope)?.checksum ?? '']);
  const hash = createHash('sha256')
    .update(JSON.stringify([FORM, epoch, about.language, state]))
    .digest('base64url');
  const at = Math.max((await lastWritten(store, scopes)) ?? 0, about.createdAt);
  // Weak: what a proxy compresses is still the same calendar.
  return { etag: `W/"${hash.slice(0, 27)}"`, modified: Math.floor(at / 1000) * 1000 };
}

/** The file, piece by piece. */
export async function* feed(store: Store, personId: Id, language: FeedLanguage): AsyncGenerator<string> {
  const scopes = feedScopes(personId);
  const span = await subscribedSpan(store, scopes);
  const properties = [`X-WR-CALNAME:${NAME[language]}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'];
  const years = { from: (span?.from ?? 2000) - 1, to: (span?.to ?? 2000) + YEARS_ON };
  yield icsHead(PRODUCT, properties, span?.zones ?? [], years);
  for await (const rows of subscribedEvents(store, scopes, PAGE))
    yield rows
      .flatMap((row) => {
        const shown = row.one === null ? row : oneOf(row, row.one);
        return shown ? [icsEvent(exportOf(readable(shown, language), stampOf(shown)))] : [];
      })
      .join('');
  yield ICS_END;
}

/** One meeting of a series as an instance of its own; null where the series does not meet then. */
function oneOf(row: SubscribedEvent, recurrenceId: string): SubscribedEvent | null {
  const { all_day: allDay, start, end, zone, rrule, rdate, exdate } = row;
  const slot = instanceSlot({ allDay, start, end, zone, rrule, rdate, exdate }, recurrenceId);
  if (!slot) return null;
  const once = { start: slot.start, end: slot.end, rrule: null, rdate: null, exdate: null };
  // Of a declined series it stands alone, under a name of its own.
  return {
    ...row,
    ...once,
    ...(row.series_here === null ? { id: `${row.id}/${recurrenceId}`, uid: null } : {}),
  };
}

const stampOf = ({ stamp }: SubscribedEvent): string => instantToWall(stampTime(stamp), 'UTC');

function readable(row: SubscribedEvent, language: FeedLanguage): Parameters<typeof exportOf>[0] {
  const title = language === 'en' ? (row.title_en ?? row.title) : row.title;
  const inSeries = row.series_here !== null;
  return {
    uid: (inSeries ? row.series_uid : row.uid) ?? `${row.series_here ?? row.id}${OWN_UID}`,
    slot: {
      all_day: row.all_day,
      start: row.start,
      end: row.end,
      zone: row.zone,
      rrule: row.rrule,
      rdate: row.rdate,
      exdate: row.exdate,
    },
    // An instance whose series is not in this calendar stands alone.
    recurrence_id: inSeries ? row.recurrence_id : null,
    seriesZone: row.series_zone,
    kind: row.private ? 'hold' : row.kind,
    title: row.private ? BUSY[language] : (title ?? ''),
    description: row.description,
    place: row.place,
    status: row.declined ? 'cancelled' : row.status,
    transparency: row.declined ? 'free' : row.transparency,
    privacy: row.private ? 'private' : 'normal',
    reminders: null,
    ics: null,
    organiser: null,
    attendees: [],
  };
}
