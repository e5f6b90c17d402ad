import {
  colleaguesByIds,
  roomsByIds,
  type ColleagueRow,
  type RoomRow,
} from '../../../db/client/queries/attendance.ts';
import {
  decisionsOf,
  isOfSeries,
  matterOfRow,
  type ConflictRow,
  type Decided,
} from '../../../db/client/queries/conflict.ts';
import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import type { ConflictSide, ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { Conflict } from '../../../src-shared/domain/calendar/conflict.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import { addDays, dateAt, dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import type { DateText, EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { EventKind } from '../../../src-shared/domain/calendar/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';
import { asOfSubjects, oldest } from './as-of.ts';
import { factsOf, type EventFacts } from './event-facts.ts';
import { worst } from './instances.ts';
import { namedDays } from './work-days.ts';

/**
 * Conflicts as a person reads them: the same two meetings clashing for several people and rooms are one item, told from
 * the reader's side where the reader is among them.
 */
export function toConflictViews(
  context: QueryContext,
  rows: readonly ConflictRow[],
  draft?: Drafted,
): ConflictView[] {
  const hours = draft?.hours ?? [];
  if (rows.length + hours.length === 0) return [];
  const names = namesFor(context, rows, draft);
  const decisions = decisionsOf(context.db, rows);
  const views: ConflictView[] = [];
  for (const group of Map.groupBy(rows, pairKey).values())
    views.push(viewOf(context, group, names, decisions));
  const dayOf = hours.length === 0 ? NO_DAY : namedDays(context);
  for (const group of Map.groupBy(hours, (one) => one.overlap.start).values())
    views.push(outsideHours(context, group, names, dayOf));
  return views.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Nobody is asked any more about what has been. */
export const isOver = (one: ConflictView, now: EpochMs): boolean =>
  (one.kind === 'travel' && one.b ? one.b.start : Math.max(one.overlap.end, one.overlap.start + 1)) <= now;

type DayOf = (date: DateText) => ConflictView['day'];
const NO_DAY: DayOf = () => null;

/** An overlap of two meetings is one matter whomever it concerns; too little travel time is another. */
export const pairKey = (row: ConflictRow): string =>
  [
    row.a_uid,
    row.a_recurrence_id,
    row.b_uid,
    row.b_recurrence_id,
    row.kind === 'resource' ? 'person' : row.kind,
  ].join(' ');

/** An event as a form has it, before it is saved. */
export interface DraftEvent {
  readonly id: Id;
  readonly kind: EventKind;
  readonly organiser_id: Id;
}

/** What a check adds to stored rows: the draft itself, and where it leaves somebody's working hours. */
export interface Drafted {
  readonly event: DraftEvent;
  readonly hours: readonly Conflict[];
}

const factsOfDraft = ({ kind, organiser_id }: DraftEvent): EventFacts => ({
  event: null,
  invitation: null,
  kind,
  title: null,
  title_en: null,
  place: null,
  organiser_id,
  status: 'confirmed',
  travel_min: null,
  outcome: null,
  series: false,
  private: false,
  hidden: false,
  editable: true,
});

interface Names {
  readonly people: ReadonlyMap<Id, ColleagueRow>;
  readonly rooms: ReadonlyMap<Id, RoomRow>;
  readonly facts: ReadonlyMap<Id, EventFacts>;
  readonly asOf: ReturnType<typeof asOfSubjects>;
}

function namesFor(context: QueryContext, rows: readonly ConflictRow[], draft: Drafted | undefined): Names {
  const facts = factsOf(
    context,
    rows.flatMap((row) => [row.a_event_id, row.b_event_id]),
  );
  if (draft) facts.set(draft.event.id, factsOfDraft(draft.event));
  const subjects = [
    ...rows.map((row) => row.subject_id),
    ...(draft?.hours ?? []).map((one) => one.subject.id),
  ];
  const organisers = [...facts.values()].map((one) => one.organiser_id);
  const people = colleaguesByIds(context.db, [...new Set([...subjects, ...organisers])]);
  const rooms = roomsByIds(context.db, [...new Set(subjects)]);
  return {
    facts,
    asOf: asOfSubjects(context, people, rooms),
    people: new Map(people.map((row) => [row.id, row])),
    rooms: new Map(rooms.map((row) => [row.id, row])),
  };
}

function viewOf(
  context: QueryContext,
  group: readonly ConflictRow[],
  names: Names,
  decisions: ReadonlyMap<string, readonly Decided[]>,
): ConflictView {
  const told = [...group].sort((a, b) => rank(context, a) - rank(context, b) || (a.id < b.id ? -1 : 1));
  const main = told[0]!;
  const gap = Math.round((main.end - main.start) / MINUTE);
  const subjects = told.flatMap((row) => subjectsOf(context, row, names));
  return {
    id: main.id,
    kind: main.kind,
    severity: worst(group) ?? main.severity,
    at: main.kind === 'travel' ? main.b_start : main.start,
    minutes: main.minutes,
    overlap: { start: main.start, end: main.end },
    subject: subjects[0]
      ? withoutRole(subjects[0])
      : subjectOf(context, main.subject_kind, main.subject_id, names),
    subjects,
    a: sideOf(context, names, main.a_event_id, main.a_recurrence_id, main.a_start, main.a_end),
    b:
      main.b_event_id === ''
        ? null
        : sideOf(context, names, main.b_event_id, main.b_recurrence_id, main.b_start, main.b_end),
    required: group.some((row) => row.required === 1),
    asOf: oldest(
      subjects.filter((one) => !one.me).map((one) => names.asOf.get(one.id) ?? { at: null, stale: true }),
    ),
    decision: decisionOn(context, told, decisions),
    matter: matterOfRow(main),
    series: isOfSeries(main),
    day: null,
    travel: main.kind === 'travel' ? { needed: gap + main.minutes, gap } : null,
  };
}

/** One item for everybody who would have to come at an unusual time. */
function outsideHours(
  context: QueryContext,
  group: readonly Conflict[],
  names: Names,
  dayOf: DayOf,
): ConflictView {
  const [main] = group as [Conflict, ...Conflict[]];
  const subjects = group.map((one) => ({
    kind: 'person' as const,
    ...nameOf(names.people.get(one.subject.id) ?? { id: one.subject.id, name: '', name_en: null }),
    me: one.subject.id === context.me.id,
    required: one.required,
  }));
  const subject = subjects.find((one) => one.me) ?? subjects[0]!;
  return {
    id: main.id,
    kind: main.kind,
    severity: main.severity,
    at: main.overlap.start,
    minutes: Math.max(...group.map((one) => one.minutes)),
    overlap: main.overlap,
    subject: {
      kind: subject.kind,
      id: subject.id,
      name: subject.name,
      name_en: subject.name_en,
      me: subject.me,
    },
    subjects,
    a: sideOf(context, names, main.a.eventId, main.a.recurrenceId, main.a.start, main.a.end),
    b: null,
    required: group.some((one) => one.required),
    asOf: { at: context.now, stale: false },
    decision: null,
    matter: main.id,
    series: false,
    day: dayOfRest(main.overlap, names.people.get(main.subject.id)?.zone ?? context.settings.zone, dayOf),
    travel: null,
  };
}

/** The first holiday that it touches, else the day on which it begins. */
function dayOfRest({ start, end }: ConflictView['overlap'], zone: string, dayOf: DayOf): ConflictView['day'] {
  const first = dateAt(start, zone);
  for (let date = first; dayStart(date, zone) < Math.max(end, start + 1); date = addDays(date, 1)) {
    const day = dayOf(date);
    if (day?.kind === 'holiday') return day;
  }
  return dayOf(first);
}

/** The reader first, then people, then rooms; the required before the optional. */
const rank = ({ me }: QueryContext, row: ConflictRow): number =>
  row.subject_id === me.id ? 0 : (row.subject_kind === 'resource' ? 3 : 1) + (row.required === 1 ? 0 : 1);

/** Decided only where every clash of the group is: somebody who joined later opens it again. */
function decisionOn(
  { me }: QueryContext,
  told: readonly ConflictRow[],
  decisions: ReadonlyMap<string, readonly Decided[]>,
): ConflictView['decision'] {
  const each = told.map((row) => {
    const its = decisions.get(row.id) ?? [];
    return its.findLast((one) => one.person_id === me.id) ?? its.at(-1);
  });
  const first = each[0];
  if (!first || each.some((one) => one === undefined)) return null;
  const { decision, reason, person_id, at } = first;
  return { decision, reason, person_id, at, series: each.every((one) => one?.series) };
}

type Subject = ConflictView['subjects'][number];

/** Whom a conflict concerns: its subject, or the two managers who go to one customer, the reader first. */
function subjectsOf(context: QueryContext, row: ConflictRow, names: Names): Subject[] {
  const required = row.required === 1;
  if (row.subject_kind !== 'customer')
    return [{ ...subjectOf(context, row.subject_kind, row.subject_id, names), required }];
  const organisers = [row.a_event_id, row.b_event_id].flatMap(
    (event) => names.facts.get(event)?.organiser_id ?? [],
  );
  return [...new Set(organisers)]
    .sort((a, b) => Number(b === context.me.id) - Number(a === context.me.id))
    .map((id) => ({ ...subjectOf(context, 'person', id, names), required }));
}

function subjectOf(
  { me }: QueryContext,
  of: ConflictRow['subject_kind'],
  id: Id,
  names: Names,
): ConflictView['subject'] {
  const kind = of === 'resource' ? 'resource' : 'person';
  const its = kind === 'resource' ? names.rooms.get(id) : names.people.get(id);
  return { kind, id, name: its?.name ?? '', name_en: its?.name_en ?? null, me: id === me.id };
}

const withoutRole = ({ kind, id, name, name_en, me }: Subject): ConflictView['subject'] => ({
  kind,
  id,
  name,
  name_en,
  me,
});

function sideOf(
  { me }: QueryContext,
  names: Names,
  event: Id,
  recurrence: string,
  start: number,
  end: number,
): ConflictSide {
  const facts = names.facts.get(event);
  const organiser = facts && !facts.hidden ? names.people.get(facts.organiser_id) : undefined;
  return {
    event_id: event,
    recurrence_id: recurrence === '' ? null : recurrence,
    title: facts?.title ?? null,
    title_en: facts?.title_en ?? null,
    kind: facts?.kind ?? 'busy',
    start,
    end,
    organiser: organiser ? nameOf(organiser) : null,
    mine: facts?.organiser_id === me.id,
    editable: facts?.editable ?? false,
  };
}

export const nameOf = ({ id, name, name_en }: PersonName): PersonName => ({ id, name, name_en });
