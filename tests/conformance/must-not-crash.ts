import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIcs } from '../../src-shared/domain/calendar/ics.ts';
import { expandIcs, seriesOf } from '../../src-shared/domain/calendar/ics-expand.ts';
import { judged, LIMIT, readTable, Report } from './case.ts';

/** Fifty years: what a broken file holds has to be computed, not only read. */
const WINDOW = { from: Date.UTC(1990, 0, 1), to: Date.UTC(2040, 0, 1) };

/** Files that a reader must report on and not crash. What cannot be expanded must be an error value. */
export function runMustNotCrash(file: string, root: string, limit = LIMIT): Report {
  const report = new Report();
  for (const { file: name } of readTable<{ file: string }>(file))
    report.add(
      'survived',
      name,
      judged(() => {
        const { events } = readIcs(readFileSync(join(root, name), 'utf8'));
        for (const series of seriesOf(events)) expandIcs(series, WINDOW);
        return null;
      }, limit),
    );
  return report;
}
