import { quarantineList } from './quarantine.ts';
import { decisionsSince, settledSince } from '../../../db/client/queries/conflict.ts';
import {
  answeredInvitations,
  noticesOf,
  settledEditConflicts,
  unansweredInvitations,
} from '../../../db/client/queries/inbox.ts';
import { scopeOfGone } from '../../../db/client/queries/gone.ts';
import { ownProposals } from '../../../db/client/queries/counter.ts';
import { invitationsByIds } from '../../../db/client/queries/calendar.ts';
import { singlesOf } from '../../../db/client/queries/instance-answer.ts';
import { occupiedByUids, TAKING } from '../../../db/client/queries/occupancy.ts';
import { calendarsLeft, personNames } from '../../../db/client/queries/person.ts';
import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { ConflictSide, ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { inboxQueries, InboxInvitation, SettledItem } from '../../../src-shared/contract/inbox.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { byMatter } from '../../../src-shared/domain/calendar/matter.ts';
import { isSeries } from '../../../src-shared/domain/calendar/slot.ts';
import { dateAt, dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { parseScope, scopeOf } from '../../../src-shared/sync/scope.ts';
import { stampAt, stampTime } from '../../../src-shared/sync/clock.ts';
import type { QueryContext, View, Views } from '../engine/context.ts';
import { answerOf } from './answer-of.ts';
import { withClashes } from './clash-notices.ts';
import { isOver, toConflictViews } from './conflict-views.ts';
import { inboxCounter, invitationTimes, openCounters } from './counters.ts';
import { duplicateItems } from './duplicates.ts';
import { editConflictItems, inboxEdit, labelsFor } from './edit-conflicts.ts';
import { factsOf } from './event-facts.ts';
import { heirs } from './heirs.ts';
import { inboxSchedule } from './inbox-schedule.ts';
import { changesOfMine, toChangeViews } from './event-changes.ts';
import { ownCounter } from './own-counter.ts';
import { ownerOf } from './owner-of.ts';
import { marksOf, toInstances } from './instances.ts';
import { leftMeetings } from './left-meetings.ts';
import { conflictsOfMine, openConflictsOf } from './open-conflicts.ts';
import { todaySince } from './today.ts';

/** Notices older than this have been read elsewhere or never will be. */
const NOTICE_DAYS = 30;
const NOTICE_MAX = 200;

const inboxList: View<'inbox.list'> = {
  reads: [
    ...TAKING,
    'proposal',
    'busy_block',
    'conflict_decision',
    'conflicts',
    'edit_conflict',
    'duplicate',
    'book',
    'book_member',
    'notice',
    'read_flags',
    'person',
    'resource',
    'customer',
    'task',
    'note',
    'clock',
    'sync',
  ],
  run(context, { zone }) {
    const { db, me, now } = context;
    const today = dayStart(dateAt(now, zone), zone);
    const mine = toConflictViews(context, conflictsOfMine(context, today));
    const schedule = mine.filter((one) => one.decision === null && !isOver(one, now));
    const edits = editConflictItems(context);
    const duplicates = duplicateItems(context);
    const invitations = openInvitations(context, zone);
    const counters = openCounters(context, zone);
    const { left, leftWithBooks } = leftMeetings(context, zone);
    return {
      schedule,
      edits,
      duplicates,
      invitations,
      counters,
      left,
      leftWithBooks,
      notices: withClashes(context, noticesOf(db, me.id, now - NOTICE_DAYS * DAY, NOTICE_MAX)).map((one) => ({
        ...one,
        unread: one.unread === 1,
      })),
      settledToday: settledToday(context, mine, today),
      open: [byMatter(schedule), edits, duplicates, invitations, counters, left].flat().length,
      asOf: context.asOf(scopeOf('busy', me.unit_id)) ?? context.asOf(scopeOf('calendar', me.id)),
    };
  },
};

/** Invitations that wait for an answer and are not over: of a series its next meeting. */
function openInvitations(context: QueryContext, zone: string): InboxInvitation[] {
  const { db, me, now } = context;
  const rows = invitationsByIds(
    db,
    unansweredInvitations(db, [me.id, ...keptCalendars(context)]).map((row) => row.id),
  );
  const uids = [...new Set(rows.map((row) => row.series_id ?? row.event_id))];
  const times = Map.groupBy(occupiedByUids(db, uids, now), (one) => `${one.event_id} ${one.subject_id}`);
  const open = openConflictsOf(context, uids);
  const conflicts = toConflictViews(context, open);
  const names = personNames(
    db,
    rows.flatMap((row) => [row.organiser_id, row.person_id]),
  );
  const changes = changesOfMine(
    context,
    factsOf(
      context,
      rows.map((row) => row.event_id),
    ),
  );
  const proposals = ownProposals(db, uids);
  const left = calendarsLeft(db);
  const singles = singlesOf(
    db,
    rows.filter(isSeries).map((row) => row.event_id),
  );
  const waiting = rows.flatMap((row) => {
    const its = times.get(`${row.event_id} ${row.person_id}`);
    // What was answered by itself waits for nothing.
    const next =
      its?.find((one) => answerOf(context, row, one, singles).ofSeries?.alone !== true) ?? its?.[0];
    return next ? [{ row, next }] : [];
  });
  const instances = toInstances(
    context,
    waiting.map((one) => one.next),
    zone,
    marksOf(open),
  );
  return waiting.flatMap(({ row, next }, at) => {
    const instance = instances[at];
    if (!instance) return [];
    // Of the same meeting others may be asked whose time it does not suit.
    const its = conflicts.filter(
      (one) => row.person_id === me.id || one.subjects.some(({ id }) => id === row.person_id),
    );
    return [
      {
        invitation_id: row.id,
        instance,
        organiser: names.get(row.organiser_id) ?? null,
        organiserLeft: left.has(scopeOf('calendar', row.organiser_id)),
        owner: ownerOf(context, row.person_id, names),
        counter: ownCounter(context, row, next, zone, proposals),
        changes: toChangeViews(context, changes.get(row.event_id) ?? []),
        role: row.role,
        sent_at: row.sent_at,
        ofSeries: answerOf(context, row, next, singles).ofSeries,
        rrule: row.rrule,
        conflicts: its.filter((one) => isOn(one.a, instance) || (one.b !== null && isOn(one.b, instance))),
        alsoClashes: clashesLater(its, instance, now),
      },
    ];
  });
}

/** Which other meetings of the same series clash, after now: the one that is shown may be free while they are not. */
function clashesLater(
  conflicts: readonly ConflictView[],
  instance: CalendarInstance,
  now: EpochMs,
): InboxInvitation['alsoClashes'] {
  const starts = new Map<string, number>();
  for (const { a, b, severity } of conflicts) {
    const side = [a, b].find((one) => one?.event_id === instance.event_id);
    if (!side || side.recurrence_id === null || severity === 'info' || isOn(side, instance)) continue;
    if (side.end > now) starts.set(side.recurrence_id, side.start);
  }
  return starts.size === 0 ? null : { count: starts.size, at: Math.min(...starts.values()) };
}

/** Whose calendars the reader keeps for them; who has left is answered for by nobody. */
function keptCalendars({ db, grants, me }: QueryContext): Id[] {
  const left = calendarsLeft(db);
  return [...grants].flatMap(([scope, right]) => {
    const parsed = parseScope(scope);
    if (right !== 'write' || parsed?.family !== 'calendar' || parsed.id === me.id) return [];
    return left.has(scope) ? [] : [parsed.id];
  });
}

const isOn = (side: ConflictSide, instance: CalendarInstance): boolean =>
  side.event_id === instance.event_id && side.recurrence_id === instance.recurrence_id;

/** What was decided for all instances of two series is one item. */
function onceASeries(conflicts: readonly ConflictView[]): ConflictView[] {
  const seen = new Set<string>();
  return conflicts.filter(({ decision, kind, subject }) => {
    if (!decision?.series) return true;
    const key = `${decision.person_id} ${decision.at} ${kind} ${subject.id}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What was decided, moved apart, merged or answered today, newest first. */
function settledToday(context: QueryContext, mine: readonly ConflictView[], today: EpochMs): SettledItem[] {
  const { db, me } = context;
  const decided = new Set(decisionsSince(db, me.id, today).map((one) => one.conflict_id));
  const isMineSince = (one: NonNullable<ConflictView['decision']>): boolean =>
    one.series && one.person_id === me.id && one.at >= today;
  const items: SettledItem[] = onceASeries(mine)
    .filter((one) => one.decision !== null && (decided.has(one.id) || isMineSince(one.decision)))
    .map((one) => ({
      id: one.id,
      type: 'schedule',
      ...pairTitle(one.a, one.b),
      at: one.decision!.at,
      how: one.decision!.decision,
      reason: one.decision!.reason,
    }));
  // Two series that no longer clash were settled once, however often they would have met.
  const ended = [
    ...new Map(
      settledSince(db, today)
        .toReversed()
        .map((one) => [[one.a_event_id, one.b_event_id].sort().join(' '), one]),
    ).values(),
  ];
  const facts = factsOf(
    context,
    ended.flatMap((one) => [one.a_event_id, one.b_event_id]),
  );
  // What takes a colleague's time, or a room, was never here to be deleted.
  const isGone = (event: Id): boolean =>
    !facts.has(event) &&
    (scopeOfGone(db, 'event', event) ?? scopeOfGone(db, 'invitation', event)) !== undefined;
  for (const one of ended) {
    const [a, b] = [facts.get(one.a_event_id), facts.get(one.b_event_id)];
    const known = [a, b].filter((side) => side && side.title !== null);
    if (known.length === 0) continue;
    items.push({
      id: one.id,
      type: 'schedule',
      ...pairTitle(known[0]!, known[1] ?? null),
      at: one.at,
      how: isGone(one.a_event_id) || isGone(one.b_event_id) ? 'removed' : 'moved',
      reason: null,
    });
  }
  const edits = settledEditConflicts(db, today);
  const labels = labelsFor(context, edits);
  for (const one of edits) {
    const label = labels.get(`${one.table_name} ${one.row_id}`);
    const title = { title: label?.title ?? '', title_en: label?.title_en ?? null };
    items.push({
      id: one.id,
      type: 'edit',
      ...title,
      at: one.settled_at ?? 0,
      how: one.choice ?? 'kept',
      reason: null,
    });
  }
  for (const one of answeredInvitations(db, me.id, stampAt(today))) {
    items.push({
      id: one.id,
      type: 'invitation',
      title: one.title,
      title_en: one.title_en,
      at: stampTime(one.stamp),
      how: one.proposed === 1 ? 'proposed' : one.answer,
      reason: one.proposed === 1 ? one.counter_note : one.answer_note,
    });
  }
  return items.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

interface Titled {
  readonly title: string | null;
  readonly title_en: string | null;
}

function pairTitle(a: Titled, b: Titled | null): { title: string; title_en: string | null } {
  const titles = [a, b].flatMap((side) => (side?.title ? [side] : []));
  const english = titles.some((side) => side.title_en !== null)
    ? titles.map((side) => side.title_en ?? side.title).join(' × ')
    : null;
  return { title: titles.map((side) => side.title).join(' × '), title_en: english };
}

export const inboxViews: Views<Exclude<keyof typeof inboxQueries, 'undo.state' | 'undo.standing'>> = {
  'inbox.list': inboxList,
  'inbox.schedule': inboxSchedule,
  'inbox.edit': inboxEdit,
  'inbox.counter': inboxCounter,
  'inbox.heirs': heirs,
  'invitation.times': invitationTimes,
  'quarantine.list': quarantineList,
  'today.since': todaySince,
};
