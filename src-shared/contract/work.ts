import { z } from 'zod';
import type { Attachment } from '../domain/attachment/tables.ts';
import type { Note } from '../domain/note/tables.ts';
import type { Ask, Reason } from '../domain/task/day-plan.ts';
import type { Tally } from '../domain/task/tally.ts';
import { LANES, REPLIES, type Reply, type Task } from '../domain/task/tables.ts';
import { TASK_VIEWS } from '../domain/task/view.ts';
import type { Id } from '../kernel/ids.ts';
import type { PersonName } from './calendar.ts';
import { command, query } from './define.ts';
import { dateInput, idInput, limitInput, nameInput, wallInput, zoneInput } from './shapes.ts';

/** Tasks, notes and attachments: what a person writes between the appointments. */
export const taskFieldsInput = z.strictObject({
  title: nameInput,
  detail: z.string().max(8000).nullable(),
  priority: z.enum(['high', 'normal', 'low']),
  due: wallInput.nullable(),
  start: wallInput.nullable(),
  zone: zoneInput,
  rrule: z.string().max(500).nullable(),
  progress: z.number().int().min(0).max(100).nullable(),
  customer_id: idInput.nullable(),
  event_id: idInput.nullable(),
  parent_id: idInput.nullable(),
  promise: z.enum(['to_me', 'by_me']).nullable(),
  promise_to: z.string().trim().max(200).nullable(),
  lane: z.enum(LANES).nullable(),
  note_id: idInput.nullable(),
  my_day: dateInput.nullable(),
  repeat_from: z.enum(['due', 'done']).nullable(),
});

/** What one press does to one task or to several, as one step of undo. */
export const taskChangeInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lane'), lane: z.enum(['todo', ...LANES, 'done']) }),
  z.strictObject({ kind: z.literal('due'), day: dateInput.nullable() }),
  z.strictObject({ kind: z.literal('priority'), priority: z.enum(['high', 'normal', 'low']) }),
  /** Into my day, or out of it. */
  z.strictObject({ kind: z.literal('myDay'), day: dateInput.nullable() }),
  /** What becomes of a task that is late or was not finished: nothing rolls over by itself. */
  z.strictObject({
    kind: z.literal('rollOver'),
    today: dateInput,
    answer: z.discriminatedUnion('to', [
      z.strictObject({ to: z.literal('today') }),
      z.strictObject({ to: z.literal('day'), day: dateInput }),
      z.strictObject({ to: z.literal('leave') }),
    ]),
  }),
  /** Gives up the order by hand, on the board or in my day: by urgency again. */
  z.strictObject({ kind: z.literal('unplaced'), list: z.enum(['lane', 'day']) }),
  z.strictObject({ kind: z.literal('remove') }),
]);
export type TaskChange = z.infer<typeof taskChangeInput>;

const linkInput = z.strictObject({ customer_id: idInput.nullable(), event_id: idInput.nullable() });

export const workCommands = {
  'task.create': command<{ id: Id }>()(
    z.strictObject({ fields: taskFieldsInput.partial().required({ title: true, zone: true }) }),
  ),
  'task.update': command()(z.strictObject({ id: idInput, fields: taskFieldsInput.partial() })),
  /** Completing a recurring task makes the next one. */
  'task.complete': command<{ next: Id | null }>()(z.strictObject({ id: idInput })),
  'task.reopen': command()(z.strictObject({ id: idInput })),
  'task.remove': command()(z.strictObject({ id: idInput })),
  /** Changes every task of the list; `next` are the successors of those that recur. */
  'task.change': command<{ next: Id[] }>()(
    z.strictObject({ ids: z.array(idInput).min(1).max(500), change: taskChangeInput }),
  ),
  /** Puts tasks into a lane, into today or among the steps of a task, directly after a task that stands there (null: first). */
  'task.place': command()(
    z.strictObject({
      ids: z.array(idInput).min(1).max(500),
      into: z.discriminatedUnion('list', [
        z.strictObject({ list: z.literal('lane'), lane: z.enum(['todo', ...LANES]) }),
        z.strictObject({ list: z.literal('day'), today: dateInput }),
        z.strictObject({ list: z.literal('steps'), parent_id: idInput }),
      ]),
      after: idInput.nullable(),
    }),
  ),
  /** Hands a task over, or takes it back (null). */
  'task.delegate': command()(z.strictObject({ id: idInput, person_id: idInput.nullable() })),
  /** The delegate's answer, with the reason where they give the task back. */
  'task.reply': command()(
    z.strictObject({ id: idInput, reply: z.enum(REPLIES), note: z.string().trim().max(1000).nullable() }),
  ),
  /** A step of a colleague's task is done, or is not after all. */
  'task.tick': command()(z.strictObject({ id: idInput, done: z.boolean() })),
  /** The delegate has looked at it. */
  'task.seen': command()(z.strictObject({ id: idInput })),
  /** Sets time apart for tasks, one after the other: a private hold of so many minutes for each in one's own calendar. */
  'task.plan': command<{ event_ids: Id[] }>()(
    z.strictObject({
      ids: z.array(idInput).min(1).max(100),
      start: wallInput,
      minutes: z.number().int().min(5).max(1440),
      zone: zoneInput,
    }),
  ),
  'note.create': command<{ id: Id }>()(
    z.strictObject({ title: z.string().max(200), link: linkInput, text: z.string().max(100_000) }),
  ),
  'note.update': command()(
    z.strictObject({
      id: idInput,
      fields: z
        .strictObject({
          title: z.string().max(200),
          pinned: z.union([z.literal(0), z.literal(1)]),
          excerpt: z.string().max(2000),
        })
        .partial(),
    }),
  ),
  /** Appends what was typed: a base64 Yjs v1 update, with the beginning of the text that it leads to. */
  'note.write': command()(
    z.strictObject({
      id: idInput,
      update: z.string().max(1_000_000),
      excerpt: z.string().max(2000),
    }),
  ),
  /** Links a note to a customer (it moves into the customer's book) or an event, or makes it private again. */
  'note.link': command()(z.strictObject({ id: idInput, link: linkInput })),
  'note.remove': command()(z.strictObject({ id: idInput })),
  'attachment.add': command<{ id: Id }>()(
    z.strictObject({
      owner_kind: z.enum(['customer', 'event', 'note', 'task']),
      owner_id: idInput,
      name: z.string().min(1).max(1000),
      media_type: z.string().max(120),
      /** The bytes, base64. */
      bytes: z.string().max(70_000_000),
    }),
  ),
  'attachment.remove': command()(z.strictObject({ id: idInput })),
  /** Keeps a file on this laptop, or leaves it to the rules again. Says nothing to other laptops. */
  'attachment.keep': command()(z.strictObject({ id: idInput, kept: z.boolean() })),
  /** The same for every file about a customer, those to come too. */
  'customer.keepFiles': command()(z.strictObject({ id: idInput, kept: z.boolean() })),
};

export interface StepRow extends Pick<Task, 'id' | 'title' | 'status'> {
  /** `step`: came with a colleague's task; it is ticked and not changed. */
  source: 'task' | 'step';
  percent: number | null;
}

export interface TaskRow extends Pick<
  Task,
  | 'id'
  | 'title'
  | 'detail'
  | 'status'
  | 'done_at'
  | 'priority'
  | 'due'
  | 'start'
  | 'zone'
  | 'progress'
  | 'customer_id'
  | 'event_id'
  | 'parent_id'
  | 'rrule'
  | 'promise'
  | 'promise_to'
  | 'lane'
  | 'note_id'
  | 'my_day'
  | 'left_due'
  | 'board_rank'
  | 'day_rank'
  | 'repeat_from'
> {
  /** A task of one's own, or the copy of one that a colleague handed over; the same commands take either. */
  source: 'task' | 'assignment';
  customer: {
    id: Id;
    name: string;
    name_en: string | null;
    short_name: string | null;
    short_name_en: string | null;
  } | null;
  from: PersonName | null;
  /** Whole days late; 0 today, negative in the future; null without a due date. */
  daysLate: number | null;
  subtasks: { open: number; done: number };
  /** How many are attached to it. */
  files: number;
  /** Percent, from the subtasks where there are some; null where nobody has said anything. */
  percent: number | null;
  event: { id: Id; title: string; title_en: string | null; start: string } | null;
  note: { id: Id; title: string } | null;
  /** The next time that was set apart for it, or the last. */
  planned: { event_id: Id; start: string; end: string; zone: string } | null;
  /** Of one's own that was handed over: to whom, and what they say. */
  delegation: {
    to: PersonName;
    state: Reply;
    note: string | null;
    progress: number | null;
    at: number | null;
    seen: boolean;
  } | null;
  /** Of a colleague's: what one has answered. */
  answer: Reply | null;
}

/** How far somebody's tasks of a month are. */
export interface PersonProgress extends Tally {
  person: PersonName;
  team: PersonName;
  branch: PersonName | null;
}

export interface NoteRow extends Pick<
  Note,
  'id' | 'title' | 'excerpt' | 'pinned' | 'written_at' | 'customer_id' | 'event_id'
> {
  author: PersonName | null;
  customer: { id: Id; name: string; name_en: string | null; short_name: string | null } | null;
  event: { id: Id; title: string; title_en: string | null; start: string } | null;
  attachments: number;
}

export interface AttachmentRow extends Pick<
  Attachment,
  'id' | 'name' | 'media_type' | 'bytes' | 'sha256' | 'added_at' | 'owner_kind' | 'owner_id'
> {
  person: PersonName | null;
  /** `here`: on this laptop · `waiting`: here, not on the server yet · `remote`: only on the server. */
  state: 'here' | 'waiting' | 'remote';
  /** Kept on this laptop: by itself, by its customer, or by no wish. */
  kept: 'file' | 'customer' | null;
  /** The bytes are of another kind than the name says. */
  mismatch: boolean;
  /** Opening it outside the desk may run something. */
  risky: boolean;
}

/** How the files of this laptop stand. */
export interface FilesState {
  here: { count: number; bytes: number };
  remote: { count: number; bytes: number };
  kept: { count: number; bytes: number };
  waiting: { count: number; bytes: number };
  limitBytes: number;
  days: number;
}

export const workQueries = {
  'task.list': query<{ rows: TaskRow[] }>()(
    z.strictObject({
      view: z.enum(TASK_VIEWS),
      today: dateInput,
      customer_id: idInput.nullable(),
      text: z.string().max(100),
    }),
  ),
  /** My day: what was chosen, what offers itself, and what is to be decided about first. */
  'task.day': query<{
    chosen: TaskRow[];
    suggested: { reason: Reason; task: TaskRow }[];
    asked: { ask: Ask; task: TaskRow }[];
  }>()(z.strictObject({ today: dateInput, text: z.string().max(100) })),
  /** Subtasks of a task, and the steps that came with a colleague's, as somebody put them, else as they were written. */
  'task.below': query<StepRow[]>()(z.strictObject({ id: idInput })),
  /** Of everybody whose team one reads (R47); a month is `YYYY-MM`. */
  'task.progress': query<PersonProgress[]>()(z.strictObject({ month: z.string().regex(/^\d{4}-\d\d$/) })),
  'task.one': query<TaskRow | null>()(z.strictObject({ id: idInput, today: dateInput })),
  'note.list': query<{ rows: NoteRow[] }>()(
    z.strictObject({
      text: z.string().max(100),
      customer_id: idInput.nullable(),
      event_id: idInput.nullable(),
      limit: limitInput,
    }),
  ),
  /** A note with every update of its body, oldest first, base64. */
  'note.body': query<{ note: NoteRow; updates: { id: Id; body: string }[]; editable: boolean } | null>()(
    z.strictObject({ id: idInput }),
  ),
  'attachment.list': query<AttachmentRow[]>()(
    z.strictObject({ owner_kind: z.enum(['customer', 'event', 'note', 'task']), owner_id: idInput }),
  ),
  'attachment.files': query<FilesState>()(z.strictObject({})),
  'customer.filesKept': query<boolean>()(z.strictObject({ id: idInput })),
  /** The bytes, base64. Fails with `BytesNotHere` while they are only on the server and it cannot be reached. */
  'attachment.bytes': query<{ name: string; media_type: string; bytes: string } | null>()(
    z.strictObject({ id: idInput }),
  ),
};
