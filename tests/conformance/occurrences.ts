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

/** A rule that makes more in the window than anybody can look at. */
export class TooExpensive extends Error {}

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
  const [more, fewer] = [surplus(wanted, got), surplus(got, wanted)];
  if (more.length === 0 && fewer.length === 0) return null;
  const few = (lines: readonly string[]): string => lines.slice(0, 3).join(' ; ');
  return `${wanted.length} wanted, ${got.length} found; missing ${few(more)}; extra ${few(fewer)}`;
}

/** The lines of `of` that `than` has not, or not as often. */
function surplus(of: readonly string[], than: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of than) left.set(line, (left.get(line) ?? 0) + 1);
  return of.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** `uid|start|end|summary` of every occurrence in the window, sorted; times as the tables write them. */
export const occurrencesOf = (
  events: readonly IcsEvent[],
  window: readonly [string, string],
  steps = STEPS,
): string[] =>
  occurrencesIn(events, window, steps)
    .map((o) => `${o.event.uid}|${shown(o, 'start')}|${shown(o, 'end')}|${o.event.summary}`)
    .sort();

/** Every occurrence in the window. Throws `TooExpensive` where that is more than so many steps of one series. */
export function occurrencesIn(
  events: readonly IcsEvent[],
  [from, to]: readonly [string, string],
  steps: number,
): IcsOccurrence[] {
  const window = { from: parseWall(from), to: parseWall(to) };
  return seriesOf(events).flatMap((series) => {
    const found = expandIcs(series, window, steps);
    if (!found.ok) throw new TooExpensive(found.error.type);
    return found.value;
  });
}

function shown(occurrence: IcsOccurrence, side: 'start' | 'end'): string {
  if (occurrence.allDay === 1) return side === 'start' ? occurrence.startWall : occurrence.endWall;
  const text = formatWall(occurrence[side]).padEnd(19, ':00');
  return occurrence.event.floating ? text : `${text}Z`;
}
