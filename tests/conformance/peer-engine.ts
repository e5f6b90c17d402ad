import { parentPort } from 'node:worker_threads';
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { expand } from '../../src-shared/domain/calendar/recurrence.ts';
import { checkRule } from './rrule.ts';
import type { RuleCase } from './rrule.ts';

export const ENGINES = ['ours', 'rrule-temporal', 'ical.js'] as const;
export type Engine = (typeof ENGINES)[number];

/** One RRULE, the first occurrences of it: what every engine can do. */
export function peerPasses(engine: Engine, test: RuleCase): boolean {
  if (engine === 'ours') return checkRule(test) === null;
  const wanted = test.expected.length + (test.open_ended ? 0 : 1);
  const rule = (test.rules[0] ?? '').replace('RRULE:', '');
  const found =
    engine === 'ical.js' ? icalJs(rule, test.dtstart, wanted) : rruleTemporal(rule, test.dtstart, wanted);
  const expected = test.expected.map(comparable);
  return found.length === expected.length && found.every((value, i) => comparable(value) === expected[i]);
}

/** Dates and times in one form; whether a library writes seconds or `Z` is not what is compared. */
const comparable = (text: string): number =>
  Date.parse(text.length === 10 ? text : `${text.replace('Z', '')}Z`);

/** ical.js reads a time from a property of a file, or from its parts. */
function timeParts(text: string): {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  isDate: boolean;
} {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = text.split(/[-T:Z]/).map(Number);
  return { year, month, day, hour, minute, isDate: text.length === 10 };
}

function icalJs(rule: string, dtstart: string, wanted: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromData(timeParts(dtstart)));
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length < wanted; next = iterator.next())
    found.push(next.toString());
  return found;
}

function rruleTemporal(rule: string, dtstart: string, wanted: number): string[] {
  const start = Temporal.PlainDateTime.from(dtstart.replace('Z', '')).toZonedDateTime('UTC');
  const library = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart: start });
  return library.all((_, i) => i < wanted).map((date) => date.toPlainDateTime().toString());
}

/** Microseconds for one week of a weekly meeting that began two years before. */
export function weekCost(engine: Engine): number {
  const start = '2024-01-01T09:00:00';
  const from = Date.UTC(2026, 5, 1);
  const to = from + 7 * 86_400_000;
  const rule = 'FREQ=WEEKLY;BYDAY=MO,WE';
  const slot = {
    allDay: 0,
    start: '2024-01-01T09:00',
    end: '2024-01-01T10:00',
    zone: 'UTC',
    rrule: rule,
    rdate: null,
    exdate: null,
  } as const;
  const once: Record<Engine, () => unknown> = {
    ours: () => expand({ slot }, { from, to }),
    'rrule-temporal': () =>
      new RRuleTemporal({
        rruleString: `RRULE:${rule}`,
        dtstart: Temporal.PlainDateTime.from(start).toZonedDateTime('UTC'),
      }).between(new Date(from), new Date(to), true),
    'ical.js': () => {
      const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromData(timeParts(start)));
      let next = iterator.next();
      while (next && next.toUnixTime() * 1000 < to) next = iterator.next();
    },
  };
  const rounds = 2000;
  for (let i = 0; i < rounds; i += 1) once[engine]();
  const began = performance.now();
  for (let i = 0; i < rounds; i += 1) once[engine]();
  return ((performance.now() - began) / rounds) * 1000;
}

parentPort?.on('message', ({ engine, test }: { engine: Engine; test: RuleCase | null }) => {
  if (test === null) return parentPort?.postMessage(weekCost(engine));
  let passed = false;
  try {
    passed = peerPasses(engine, test);
  } catch {
    // A library that throws has not passed.
  }
  return parentPort?.postMessage(passed);
});
