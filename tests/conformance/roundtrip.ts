import { globSync } from 'node:fs';
import { join } from 'node:path';
import { readIcs } from '../../src-shared/domain/calendar/ics.ts';
import { outOf, writeIcs } from '../../src-shared/domain/calendar/ics-write.ts';
import { DAY, formatWall, HOUR, parseWall } from '../../src-shared/domain/calendar/civil.ts';
import { judged, LIMIT, Report } from './case.ts';
import { difference, occurrencesOf, TooExpensive } from './occurrences.ts';
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
      judged(() => roundtrip(readCalendar(join(folder, name))), limit),
    );
  return report;
}

export function roundtrip(text: string): string | null {
  const first = readIcs(text);
  const second = readIcs(writeIcs(first.events.map(outOf), '-//Semicolon//Conformance//EN'));
  if (first.events.length !== second.events.length)
    return `${first.events.length} events became ${second.events.length}`;
  // From the first start for three years: rules without end, and both halves of a year.
  const starts = first.events.map((event) => parseWall(event.slot.start));
  if (starts.length === 0) return null;
  const start = starts.reduce((a, b) => Math.min(a, b));
  for (const [before, after, steps] of WINDOWS) {
    const window = [formatWall(start - before), formatWall(Math.min(start + after, LAST))] as const;
    try {
      return difference(
        occurrencesOf(first.events, window, steps),
        occurrencesOf(second.events, window, steps),
      );
    } catch (cause) {
      // A meeting every minute is as good a test in fewer days, one every second in minutes.
      if (!(cause instanceof TooExpensive)) throw cause;
    }
  }
  return null;
}

const LAST = parseWall('9999-12-31');

/** How far before and after the first start, and how many steps each series may cost there. */
const WINDOWS = [
  [2 * DAY, 1_100 * DAY, 50_000],
  [2 * DAY, 60 * DAY, 50_000],
  [2 * DAY, 2 * DAY, 50_000],
  [HOUR / 6, HOUR / 3, 1_000_000],
] as const;
