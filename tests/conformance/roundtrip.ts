import { globSync } from 'node:fs';
import { join } from 'node:path';
import { readIcs, type IcsEvent } from '../../src-shared/domain/calendar/ics.ts';
import { exportOf } from '../../src-shared/domain/calendar/ics-export.ts';
import { planImport } from '../../src-shared/domain/calendar/ics-import.ts';
import type { ImportItem } from '../../src-shared/domain/calendar/ics-item.ts';
import { outOf, writeIcs } from '../../src-shared/domain/calendar/ics-write.ts';
import { DAY, formatWall, HOUR, parseWall } from '../../src-shared/domain/calendar/civil.ts';
import { judged, LIMIT, Report } from './case.ts';
import { difference, occurrencesIn, occurrencesOf, TooExpensive } from './occurrences.ts';
import { BadInput, checkFolder, readCalendar } from './table.ts';

/** Every .ics file of a folder: import, export, import again must give the same occurrences of the same events. */
export function runRoundtrip(folder: string, limit = LIMIT): Report {
  checkFolder(folder);
  const names = globSync('**/*.{ics,ICS,ifb,ical}', { cwd: folder }).sort();
  if (names.length === 0) throw new BadInput(`${folder}: no .ics file in it`);
  const report = new Report();
  for (const name of names)
    report.add(
      'roundtrip',
      name,
      // Two ways, each of which has the time of one.
      judged(() => asWritten(readCalendar(join(folder, name))), limit) ??
        judged(() => asKept(readCalendar(join(folder, name))), limit),
    );
  return report;
}

export const roundtrip = (text: string): string | null => asWritten(text) ?? asKept(text);

/** What the reader understood, written again. */
function asWritten(text: string): string | null {
  const first = readIcs(text);
  const second = readIcs(writeIcs(first.events.map(outOf), PRODUCT));
  if (first.events.length !== second.events.length)
    return `${first.events.length} events became ${second.events.length}`;
  return compared(first.events, second.events, (events, window, steps) =>
    occurrencesOf(events, window, steps),
  );
}

/**
 * What the desk would keep of it, exported as the desk does, and imported once more: the same times of the same titles, and the
 * second import makes of it what the first did. Series of which the import says that it cannot keep them, or not to the
 * second, are left out, and those that are listed for some years only are looked at in those.
 */
function asKept(text: string): string | null {
  const file = readIcs(text);
  const told = new Set(
    planImport(file).problems.flatMap(({ type, at }) =>
      type === 'IcsNotKept' || type === 'IcsSeconds' ? [at] : [],
    ),
  );
  const gone = new Set(file.events.filter(({ lines }) => told.has(lines[0]?.at ?? 0)).map(({ uid }) => uid));
  const events = file.events.filter(({ uid }) => !gone.has(uid));
  const { items } = planImport({ events, problems: [] });
  const zones = new Map(items.map(({ uid, slot, recurrence_id }) => [recurrence_id ?? uid, slot.zone]));
  const out = items.map((item) =>
    exportOf({ ...item, seriesZone: zones.get(item.uid) ?? null, organiser: null, attendees: [] }, STAMP),
  );
  const back = readIcs(writeIcs(out, PRODUCT));
  const again = planImport(back).items;
  const keys = (of: readonly ImportItem[]): string[] =>
    of.map(({ uid, recurrence_id, slot }) => `${uid} ${recurrence_id} ${slot.start} ${slot.end}`).sort();
  return difference(keys(items), keys(again)) ?? compared(events, back.events, titled);
}

const titled = (events: readonly IcsEvent[], window: readonly [string, string], steps: number): string[] =>
  occurrencesIn(events, window, steps)
    .map(({ event, start, end, allDay }) => {
      // An all-day event lasts its day, also where a file lets it end when it begins.
      const last = allDay === 1 && end === start ? end + DAY : end;
      return `${formatWall(start)}|${formatWall(last)}|${event.summary.trim().replaceAll(/\s*\n\s*/g, ' ') || '–'}`;
    })
    .sort();

function compared(
  first: readonly IcsEvent[],
  second: readonly IcsEvent[],
  of: (events: readonly IcsEvent[], window: readonly [string, string], steps: number) => string[],
): string | null {
  // From the first start for three years: rules without end, and both halves of a year.
  const starts = first.map((event) => parseWall(event.slot.start));
  if (starts.length === 0) return null;
  const start = starts.reduce((a, b) => Math.min(a, b));
  for (const [before, after, steps] of WINDOWS) {
    const window = [formatWall(start - before), formatWall(Math.min(start + after, LAST))] as const;
    try {
      return difference(of(first, window, steps), of(second, window, steps));
    } catch (cause) {
      // A meeting every minute is as good a test in fewer days, one every second in minutes.
      if (!(cause instanceof TooExpensive)) throw cause;
    }
  }
  return null;
}

const PRODUCT = '-//Semicolon//Conformance//EN';
const STAMP = '2026-01-01T00:00';
const LAST = parseWall('9999-12-31');

/** How far before and after the first start, and how many steps each series may cost there. */
const WINDOWS = [
  [2 * DAY, 1_100 * DAY, 50_000],
  [2 * DAY, 60 * DAY, 50_000],
  [2 * DAY, 2 * DAY, 50_000],
  [HOUR / 6, HOUR / 3, 1_000_000],
] as const;
