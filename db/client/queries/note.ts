import type { NoteRow } from '../../../src-shared/contract/work.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all, one } from './statement.ts';
import { meaning, meant } from './alias.ts';

interface NoteLine {
  id: Id;
  scope: string;
  title: string;
  excerpt: string | null;
  pinned: 0 | 1;
  written_at: number;
  customer_id: Id | null;
  event_id: Id | null;
  author_id: Id;
  author_name: string | null;
  author_name_en: string | null;
  customer_name: string | null;
  customer_name_en: string | null;
  customer_short: string | null;
  event_title: string | null;
  event_title_en: string | null;
  event_start: string | null;
  attachments: number;
}

const LINE = `SELECT n.id, n.scope, n.title, n.excerpt, n.pinned, n.written_at, ${meant('n.customer_id')} AS customer_id, n.event_id, n.author_id,
    p.name AS author_name, p.name_en AS author_name_en,
    c.name AS customer_name, c.name_en AS customer_name_en, c.short_name AS customer_short,
    e.title AS event_title, e.title_en AS event_title_en, e.start AS event_start,
    (SELECT count(*) FROM attachment a WHERE a.owner_id = n.id AND a.deleted = 0) AS attachments
  FROM note n LEFT JOIN person p ON p.id = n.author_id
    LEFT JOIN customer c ON c.id = ${meant('n.customer_id')} AND c.deleted = 0
    LEFT JOIN event e ON e.id = n.event_id AND e.deleted = 0
  WHERE n.deleted = 0`;

export type NoteRead = NoteRow & { scope: string };

const toRow = (line: NoteLine): NoteRead => ({
  id: line.id,
  scope: line.scope,
  title: line.title,
  excerpt: line.excerpt,
  pinned: line.pinned,
  written_at: line.written_at,
  customer_id: line.customer_id,
  event_id: line.event_id,
  author:
    line.author_name === null
      ? null
      : { id: line.author_id, name: line.author_name, name_en: line.author_name_en },
  customer:
    line.customer_id === null || line.customer_name === null
      ? null
      : {
          id: line.customer_id,
          name: line.customer_name,
          name_en: line.customer_name_en,
          short_name: line.customer_short,
        },
  event:
    line.event_id === null || line.event_title === null || line.event_start === null
      ? null
      : {
          id: line.event_id,
          title: line.event_title,
          title_en: line.event_title_en,
          start: line.event_start,
        },
  attachments: line.attachments,
});

export function noteById(db: Reader, id: Id): NoteRead | undefined {
  const line = one<NoteLine>(db, `${LINE} AND n.id = ?`, id);
  return line && toRow(line);
}

/** Notes of a customer or event, or (with neither) own ones; pinned first, then the newest. `ids` narrows to a search. */
export function notes(
  db: Reader,
  wanted: { author: Id; customer: Id | null; event: Id | null; ids: readonly Id[] | null; limit: number },
): NoteRead[] {
  const lines = all<NoteLine>(
    db,
    `${LINE} AND (:customer IS NULL OR n.customer_id ${meaning(':customer')}) AND (:event IS NULL OR n.event_id = :event)
      AND (:customer IS NOT NULL OR :event IS NOT NULL OR n.author_id = :author)
      AND (:ids IS NULL OR n.id IN (SELECT value FROM json_each(:ids)))
    ORDER BY n.pinned DESC, n.written_at DESC, n.id LIMIT :limit`,
    { ...wanted, ids: wanted.ids && JSON.stringify(wanted.ids) },
  );
  return lines.map(toRow);
}

/** Every update of a note's body, oldest first. */
export const noteUpdates = (db: Reader, noteId: Id): { id: Id; body: string }[] =>
  all(db, 'SELECT id, body FROM note_update WHERE note_id = ? AND deleted = 0 ORDER BY _clock, id', noteId);
