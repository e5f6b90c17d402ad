import { keptWindow } from '../../../src-shared/domain/calendar/kept-window.ts';
import { answerAt, answersKey, singleAnswers } from '../../../src-shared/domain/calendar/instance-answer.ts';
import { isDeclinedBy } from '../../../src-shared/domain/calendar/own-part.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Derivation, Reader } from '../access.ts';
import { readMeta } from '../local/meta.ts';
import { linesOfFile } from '../queries/calendar-file.ts';
import { eventsByIds, invitationsByIds, type EventRow } from '../queries/calendar.ts';
import { instanceAnswersOf } from '../queries/instance-answer.ts';
import { contactOf } from '../queries/person.ts';
import { occupiedByUids, occupiedBetween, type Occupied } from '../queries/occupancy.ts';
import {
  addReminders,
  forgetComingReminders,
  forgetOldReminders,
  forgetReminders,
  openTasks,
  readRemindersUntil,
  writeRemindersUntil,
  type ReminderRow,
} from '../queries/reminder.ts';
import { touchedUids } from './occupancy.ts';

/**
 * When to remind, as absolute times: of the person's own and accepted events, and of tasks that are due at a time of
 * day. What had begun before it was first known here is not reminded of, or a new laptop would open with a quarter's
 * past. The id holds the time: an event that moves reminds again.
 */
export const reminder: Derivation = {
  name: 'reminder',
  version: 4,
  drops: ['DROP TABLE IF EXISTS reminder', 'DROP TABLE IF EXISTS reminder_until'],
  schema: [
    `CREATE TABLE reminder (
      id TEXT PRIMARY KEY NOT NULL,
      uid TEXT NOT NULL,
      source_id TEXT NOT NULL,
      event_id TEXT,
      task_id TEXT,
      due INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX reminder_uid ON reminder (uid)',
    'CREATE INDEX reminder_source ON reminder (source_id)',
    'CREATE INDEX reminder_due ON reminder (due)',
    'CREATE TABLE reminder_until ("end" INTEGER PRIMARY KEY NOT NULL) STRICT',
  ],
  sources: ['event', 'attendee', 'invitation', 'instance_answer', 'person', 'task', 'assignment'],
  refresh(db, touched, now) {
    const uids = touchedUids(db, touched);
    const tasks = [...(touched.get('task') ?? []), ...(touched.get('assignment') ?? [])];
    forgetReminders(
      db,
      [...uids, ...tasks],
      [...(touched.get('event') ?? []), ...(touched.get('invitation') ?? [])],
    );
    const me = readMeta(db.sqlite, 'person');
    if (me !== null)
      addReminders(
        db,
        ofEvents(
          db,
          occupiedByUids(db, uids, now).filter((row) => row.subject_id === me),
          now,
        ),
      );
    addReminders(db, ofTasks(db, tasks, now));
    rollForward(db, now);
  },
  roll: rollForward,
  rebuild,
};

function rebuild(db: Reader, now: EpochMs): void {
  forgetComingReminders(db, readMeta(db.sqlite, 'person') === null ? 0 : now);
  addComing(db, now, now);
  addReminders(db, ofTasks(db, null, now));
}

/** A clock that had run ahead took what was to come for history: all that begins from now on is reckoned again. */
function rollForward(db: Reader, now: EpochMs): void {
  const until = readRemindersUntil(db) ?? now;
  if (until > keptWindow(now).to) rebuild(db, now);
  else addComing(db, until, now);
}

/** Reminders of what begins from a moment on, to the end of the window: all of it at first, then the days that come in. */
function addComing(db: Reader, from: EpochMs, now: EpochMs): void {
  const { to } = keptWindow(now);
  const me = readMeta(db.sqlite, 'person');
  if (to <= from || me === null) return;
  forgetOldReminders(db, now);
  addReminders(db, ofEvents(db, occupiedBetween(db, [me], from, to), now));
  writeRemindersUntil(db, to);
}

function ofEvents(db: Reader, rows: readonly Occupied[], now: EpochMs): ReminderRow[] {
  const wanted = remindersBySource(db, rows);
  return rows.flatMap((row) => {
    const its = wanted.get(row.source_id);
    if (row.start <= now || !its || (row.status === 'free' && !its.comes(row.recurrence_id))) return [];
    return its.minutes.map((before): ReminderRow => {
      const due = row.start - before * MINUTE;
      const id = `${row.event_id}/${row.recurrence_id}/${due}`;
      return {
        id,
        uid: row.uid,
        source_id: row.source_id,
        event_id: row.event_id,
        task_id: null,
        due,
        at: row.start,
      };
    });
  });
}

interface Wanted {
  readonly minutes: readonly number[];
  /**
   * Of a meeting that takes no time: whether the person is there all the same. A day that is marked in the calendar is
   * free and still worth a word, what was called off or declined is not.
   */
  comes(recurrenceId: string): boolean;
}

function remindersBySource(db: Reader, rows: readonly Occupied[]): Map<Id, Wanted> {
  const sources = [...new Set(rows.map((row) => row.source_id))];
  const events = eventsByIds(db, sources);
  const invitations = invitationsByIds(db, sources);
  const me = readMeta(db.sqlite, 'person');
  const singles = singleAnswers(
    instanceAnswersOf(
      db,
      invitations.map((one) => one.event_id),
    ),
  );
  const wanted = new Map<Id, Wanted>();
  for (const event of events)
    wanted.set(event.id, {
      minutes: event.status === 'cancelled' ? [] : minutesOf(event.reminders),
      // A file can hold what its reader has declined: that is kept as free, and nothing else in it says so.
      comes: () => event.organiser_id === me && !isDeclinedInFile(db, event),
    });
  for (const one of invitations)
    wanted.set(one.id, {
      minutes: one.status === 'cancelled' ? [] : minutesOf(one.reminders),
      comes: (at) =>
        answerAt(one.answer, singles.get(answersKey(one.event_id, one.person_id)), at) !== 'declined',
    });
  return wanted;
}

function isDeclinedInFile(db: Reader, { id, organiser_id }: EventRow): boolean {
  const { email } = contactOf(db, organiser_id);
  return email !== null && isDeclinedBy(linesOfFile(db, id), new Set([email.toLowerCase()]));
}

function ofTasks(db: Reader, ids: readonly Id[] | null, now: EpochMs): ReminderRow[] {
  return openTasks(db, ids).flatMap((task) => {
    const at = task.due.length === 10 ? Number.NaN : wallToInstant(task.due, task.zone);
    if (Number.isNaN(at) || at <= now) return [];
    return [
      {
        id: `${task.id}/${at}`,
        uid: task.id,
        source_id: task.id,
        event_id: null,
        task_id: task.id,
        due: at,
        at,
      },
    ];
  });
}

/** `30,1440` as minutes, each once. */
const minutesOf = (list: string | null): number[] => [
  ...new Set(
    (list ?? '')
      .split(',')
      .filter((part) => /^\s*\d{1,5}\s*$/.test(part))
      .map(Number),
  ),
];
