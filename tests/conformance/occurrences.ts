import { join } from 'node:path';
import { formatWall, parseWall } from '../../src-shared/domain/calendar/civil.ts';
import { readIcs } from '../../src-shared/domain/calendar/ics.ts';
import type { IcsEvent } from '../../src-shared/domain/calendar/ics.ts';
import { expandIcs, seriesOf } from '../../src-shared/domain/calendar/ics-expand.ts';
import type { IcsOccurrence } from '../../src-shared/domain/calendar/ics-expand.ts';
import { judged, LIMIT, Report } from './case.ts';
import { checkFolder, readCalendar, readTable } from './table.ts';

export interface OccurrenceCase {
  readonly file: string;
  readonly window: readonly [string, string];
  readonly occurrences: readonly {
    readonly uid: string;
    readonly start: string;
    readonly end: string;
    readonly summary: string;
  }[];
  readonly consensus: boolean;
}

/** A busy rule of a long window, and well inside a second. */
const STEPS = 1_000_000;

/** A table of files and the occurrences they have in a window. `consensus` gates. */
export function runOccurrences(file: string, root: string, limit = LIMIT): Report {
  checkFolder(root);
  const { cases, badLines } = readTable<OccurrenceCase>(file);
  const report = new Report(badLines);
  for (const test of cases)
    report.add(
      test.consensus ? 'consensus' : 'contested file',
      test.file,
      judged(() => {
        const wanted = test.occurrences.map((o) => `${o.uid}|${o.start}|${o.end}|${o.summary}`).sort();
        const text = readCalendar(join(root, test.file));
        return difference(wanted, occurrencesOf(readIcs(text).events, test.window));
      }, limit),
    );
  return report;
}

export function difference(wanted: readonly string[], got: readonly string[]): string | null {
  const missing = wanted.filter((line) => !got.includes(line));
  const extra = got.filter((line) => !wanted.includes(line));
  if (missing.length === 0 && extra.length === 0 && wanted.length === got.length) return null;
  const few = (lines: readonly string[]): string => lines.slice(0, 3).join(' ; ');
  return `${wanted.length} wanted, ${got.length} found; missing ${few(missing)}; extra ${few(extra)}`;
}

/** `uid|start|end|summary` of every occurrence in the window, sorted; times as the tables write them. */
export function occurrencesOf(events: readonly IcsEvent[], [from, to]: readonly [string, string]): string[] {
  const window = { from: parseWall(from), to: parseWall(to) };
  return seriesOf(events)
    .flatMap((series) => {
      const found = expandIcs(series, window, STEPS);
      if (!found.ok) throw new Error(found.error.type);
      return found.value.map(
        (o) => `${o.event.uid}|${shown(o, 'start')}|${shown(o, 'end')}|${o.event.summary}`,
      );
    })
    .sort();
}

function shown(occurrence: IcsOccurrence, side: 'start' | 'end'): string {
  if (occurrence.allDay === 1) return side === 'start' ? occurrence.startWall : occurrence.endWall;
  const text = formatWall(occurrence[side]).padEnd(19, ':00');
  return occurrence.event.floating ? text : `${text}Z`;
}
