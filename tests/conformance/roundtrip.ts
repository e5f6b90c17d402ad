import { globSync } from 'node:fs';
import { join } from 'node:path';
import { formatDay } from '../../src-shared/domain/calendar/civil.ts';
import { readIcs } from '../../src-shared/domain/calendar/ics.ts';
import { outOf, writeIcs } from '../../src-shared/domain/calendar/ics-write.ts';
import { parseWall } from '../../src-shared/domain/calendar/civil.ts';
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
  const starts = first.events.map((event) => parseWall(event.slot.start) / 86_400_000);
  if (starts.length === 0) return null;
  const from = Math.floor(starts.reduce((a, b) => Math.min(a, b))) - 2;
  for (const days of [1100, 60, 3]) {
    const window = [formatDay(from), formatDay(from + days)] as const;
    try {
      return difference(occurrencesOf(first.events, window), occurrencesOf(second.events, window));
    } catch (cause) {
      // A meeting every minute is as good a test in fewer days.
      if (!(cause instanceof TooExpensive)) throw cause;
    }
  }
  return null;
}
