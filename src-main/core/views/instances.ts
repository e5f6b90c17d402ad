import {
  attendeesOf,
  customerLinksOf,
  partiesByIds,
  type PartyRow,
} from '../../../db/client/queries/attendance.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { instanceAnswersOf } from '../../../db/client/queries/instance-answer.ts';
import type { Occupied } from '../../../db/client/queries/occupancy.ts';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import {
  answersKey,
  singleAnswers,
  type SingleAnswers,
} from '../../../src-shared/domain/calendar/instance-answer.ts';
import { instanceKey } from '../../../src-shared/domain/calendar/instance-key.ts';
import type { Answer } from '../../../src-shared/domain/calendar/tables.ts';
import { instantToWall, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';
import { changesOfMine } from './event-changes.ts';
import { factsOf, type EventFacts } from './event-facts.ts';

/** Open conflicts by the instance they are on. */
export type Marks = ReadonlyMap<string, readonly ConflictRow[]>;

export const markKey = (event: Id, recurrence: string): string => `${event} ${recurrence}`;

export function marksOf(conflicts: readonly ConflictRow[]): Marks {
  const marks = new Map<string, ConflictRow[]>();
  const add = (key: string, row: ConflictRow): void => void marks.set(key, [...(marks.get(key) ?? []), row]);
  for (const row of conflicts) {
    add(markKey(row.a_event_id, row.a_recurrence_id), row);
    // Who has the room has no trouble with it.
    if (row.kind !== 'refused') add(markKey(row.b_event_id, row.b_recurrence_id), row);
  }
  return marks;
}

/** Instances as a grid draws them, in the order of the rows: four statements whatever their number. */
export function toInstances(
  context: QueryContext,
  rows: readonly Occupied[],
  zone: string,
  marks: Marks,
  ofSubject = false,
): CalendarInstance[] {
  const facts = factsOf(
    context,
    rows.map((row) => row.event_id),
  );
  const changes = changesOfMine(context, facts);
  const singles = singleAnswers(instanceAnswersOf(context.db, seriesAmong(rows)));
  const held = [...facts].filter(([, one]) => one.event && !one.hidden).map(([id]) => id);
  const shorts = shortNames(context, held);
  const answers = new Map<string, Answer>();
  for (const one of attendeesOf(context.db, held))
    if (one.person_id) answers.set(`${one.event_id} ${one.person_id}`, one.answer);
  return rows.map((row) => {
    const its = facts.get(row.event_id);
    const found = (marks.get(markKey(row.event_id, row.recurrence_id)) ?? []).filter(
      // Without its room the meeting is in trouble for everybody on it.
      (one) => !ofSubject || one.subject_id === row.subject_id || one.kind === 'refused',
    );
    const short = shorts.get(row.event_id);
    return {
      key: instanceKey(row.event_id, row.recurrence_id),
      event_id: row.event_id,
      source: row.source,
      invitation_id: its?.invitation?.person_id === context.me.id ? its.invitation.id : null,
      uid: row.uid,
      recurrence_id: row.recurrence_id === '' ? null : row.recurrence_id,
      series: its?.series ?? row.recurrence_id !== '',
      subject_id: row.subject_id,
      kind: its?.kind ?? 'busy',
      title: its?.title ?? null,
      title_en: its?.title_en ?? null,
      short: short ? (short.short_name ?? short.name) : null,
      short_en: short ? (short.short_name_en ?? short.name_en) : null,
      place: its?.place ?? null,
      ...timesOf(row, zone),
      status: row.status,
      cancelled: its?.status === 'cancelled',
      private: its ? its.private : true,
      answer: answerOf(row, its, answers, singles),
      organiser_id: its?.hidden ? null : (its?.organiser_id ?? null),
      travel_min: its?.travel_min ?? null,
      outcome: its?.outcome ?? null,
      severity: worst(found),
      refused: found.some((one) => one.kind === 'refused'),
      conflicts: found.map((one) => one.id),
      editable: its?.editable ?? false,
      changed: row.subject_id === context.me.id && changes.has(row.event_id),
    };
  });
}

const RANK = { hard: 0, soft: 1, info: 2 } as const;

export function worst(rows: readonly Pick<ConflictRow, 'severity'>[]): ConflictRow['severity'] | null {
  let found: ConflictRow['severity'] | null = null;
  for (const { severity } of rows) if (found === null || RANK[severity] < RANK[found]) found = severity;
  return found;
}

type Times = Pick<CalendarInstance, 'start' | 'end' | 'startWall' | 'endWall' | 'all_day'>;

/** An all-day event is a matter of dates: the same dates for every reader. */
function timesOf(row: Occupied, zone: string): Times {
  if (row.start_day !== null && row.end_day !== null) {
    const [startWall, endWall] = [row.start_day, row.end_day];
    return {
      start: wallToInstant(startWall, zone),
      end: wallToInstant(endWall, zone),
      startWall,
      endWall,
      all_day: 1,
    };
  }
  const { start, end } = row;
  return { start, end, startWall: instantToWall(start, zone), endWall: instantToWall(end, zone), all_day: 0 };
}

/** The subject's own answer; nobody answers for a room or for the organiser. */
function answerOf(
  row: Occupied,
  facts: EventFacts | undefined,
  answers: ReadonlyMap<string, Answer>,
  singles: ReadonlyMap<string, SingleAnswers>,
): Answer | null {
  if (!facts || row.subject_kind === 'resource' || row.subject_id === facts.organiser_id) return null;
  const single =
    row.event_id === row.uid
      ? singles.get(answersKey(row.uid, row.subject_id))?.get(row.recurrence_id)
      : undefined;
  if (single !== undefined) return single;
  if (facts.invitation?.person_id === row.subject_id) return facts.invitation.answer;
  return answers.get(`${row.event_id} ${row.subject_id}`) ?? null;
}

/** The series whose meetings are shown, but for those that were replaced. */
const seriesAmong = (rows: readonly Occupied[]): Id[] => [
  ...new Set(rows.flatMap((row) => (row.recurrence_id !== '' && row.event_id === row.uid ? [row.uid] : []))),
];

/** The first customer of each event. */
function shortNames(context: QueryContext, events: readonly Id[]): Map<Id, PartyRow> {
  const links = customerLinksOf(context.db, events);
  const parties = new Map(
    partiesByIds(
      context.db,
      links.map((link) => link.customer_id),
    ).map((row) => [row.id, row]),
  );
  const shorts = new Map<Id, PartyRow>();
  for (const link of links) {
    const party = parties.get(link.customer_id);
    if (party && !shorts.has(link.event_id)) shorts.set(link.event_id, party);
  }
  return shorts;
}
