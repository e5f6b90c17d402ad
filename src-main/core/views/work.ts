import type { NoteRow, TaskRow, workQueries } from '../../../src-shared/contract/work.ts';
import { noteById, notes, noteUpdates, type NoteRead } from '../../../db/client/queries/note.ts';
import { idsOfText } from '../../../db/client/queries/search.ts';
import { allTasks, doneTasks, openTasks, taskById, type TaskLine } from '../../../db/client/queries/task.ts';
import { byUrgency, daysLate, standsIn, type TaskView } from '../../../src-shared/domain/task/view.ts';
import type { QueryContext, Views } from '../engine/context.ts';
import { attachmentViews } from './attachment.ts';

const DONE_MAX = 300;

export const workViews: Views<keyof typeof workQueries> = {
  'task.list': {
    reads: ['task', 'customer', 'person'],
    run: (context, input) => ({ rows: taskRows(context, input) }),
  },
  'task.one': {
    reads: ['task', 'customer', 'person'],
    run({ db }, { id, today }) {
      const line = taskById(db, id);
      return line ? taskRow(line, today) : null;
    },
  },
  'note.list': {
    reads: ['note', 'customer', 'event', 'person', 'attachment'],
    run: ({ db, me }, { text, customer_id, event_id, limit }) => ({
      rows: notes(db, {
        author: me.id,
        customer: customer_id,
        event: event_id,
        ids: text.trim() === '' ? null : idsOfText(db, 'note', text),
        limit,
      }).map(noteRow),
    }),
  },
  'note.body': {
    reads: ['note', 'note_update', 'customer', 'event', 'person', 'attachment'],
    run({ db, grants }, { id }) {
      const note = noteById(db, id);
      if (!note) return null;
      return {
        note: noteRow(note),
        updates: noteUpdates(db, id),
        editable: grants.get(note.scope) === 'write',
      };
    },
  },
  ...attachmentViews,
};

function taskRows(
  { db, me }: QueryContext,
  input: { view: TaskView; today: string; customer_id: string | null; text: string },
): TaskRow[] {
  const { view, today } = input;
  const of = { owner: me.id, customer: input.customer_id };
  const lines =
    view === 'done' ? doneTasks(db, of, DONE_MAX) : view === 'all' ? allTasks(db, of) : openTasks(db, of);
  const found = input.text.trim() === '' ? null : new Set(idsOfText(db, 'task', input.text));
  const rows = lines
    .filter((line) => standsIn(line, view, today) && (found === null || found.has(line.id)))
    .map((line) => taskRow(line, today));
  return view === 'done' ? rows : rows.sort(byUrgency);
}

const taskRow = (line: TaskLine, today: string): TaskRow => ({
  id: line.id,
  title: line.title,
  detail: line.detail,
  status: line.status,
  done_at: line.done_at,
  priority: line.priority,
  due: line.due,
  start: line.start,
  zone: line.zone,
  progress: line.progress,
  customer_id: line.customer_id,
  event_id: line.event_id,
  parent_id: line.parent_id,
  rrule: line.rrule,
  promise: line.promise,
  promise_to: line.promise_to,
  customer:
    line.customer_id === null || line.customer_name === null
      ? null
      : {
          id: line.customer_id,
          name: line.customer_name,
          name_en: line.customer_name_en,
          short_name: line.customer_short,
          short_name_en: line.customer_short_en,
        },
  from:
    line.from_id === null || line.from_name === null
      ? null
      : { id: line.from_id, name: line.from_name, name_en: line.from_name_en },
  daysLate: daysLate(line.due, today),
  subtasks: { open: line.open_subtasks, done: line.done_subtasks },
});

const noteRow = ({ scope: _scope, ...row }: NoteRead): NoteRow => row;
