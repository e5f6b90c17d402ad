import { join } from 'node:path';
import { readIcs } from '../../src-shared/domain/calendar/ics.ts';
import { expandIcs, seriesOf } from '../../src-shared/domain/calendar/ics-expand.ts';
import { STEP_LIMIT } from '../../src-shared/domain/calendar/recurrence.ts';
import { judged, LIMIT, Report } from './case.ts';
import { checkFolder, readCalendar, readTable } from './table.ts';

/** Fifty years: what a broken file holds has to be computed, not only read. */
const WINDOW = { from: Date.UTC(1990, 0, 1), to: Date.UTC(2040, 0, 1) };

/** For all series of a file together: a thousand hostile rules must not take a thousand times as long as one. */
const STEPS = 2_000_000;

/** Files that a reader must report on and not crash. What cannot be expanded must be an error value. */
export function runMustNotCrash(file: string, root: string, limit = LIMIT): Report {
  checkFolder(root);
  const { cases, badLines } = readTable<{ file: string }>(file);
  const report = new Report(badLines);
  for (const { file: name } of cases)
    report.add(
      'survived',
      name,
      judged(() => {
        const { events } = readIcs(readCalendar(join(root, name)));
        const series = seriesOf(events);
        const steps = Math.min(STEP_LIMIT, Math.ceil(STEPS / series.length));
        for (const one of series) expandIcs(one, WINDOW, steps);
        return null;
      }, limit),
    );
  return report;
}
