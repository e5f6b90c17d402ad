import type { Derivation, Reader, Touched } from '../access.ts';
import { all, statement } from '../queries/statement.ts';
import { syllablesOf } from './pinyin.ts';
import { digitsOf, indexed, pinyinTokens } from './search-text.ts';

/**
 * Full text over what is not a customer: appointments, tasks, notes and colleagues. Customers have an index of their
 * own, beside their list (`customer_list_fts`).
 *
 * A task that a colleague handed over is found as a task. An appointment is found by its event, or by the invitation where the event itself is not on this laptop; both count
 * as one, under the event's id.
 */
export type Searched = 'event' | 'task' | 'note' | 'person';

const CHUNK = 2_000;

export const searchIndex: Derivation = {
  name: 'search_index',
  version: 2,
  schema: [
    `CREATE TABLE search_index (
      doc INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, title_en TEXT, detail TEXT,
      scope TEXT NOT NULL, private INTEGER NOT NULL, source TEXT NOT NULL, UNIQUE (kind, id)) STRICT`,
    'CREATE INDEX search_index_by_source ON search_index (source)',
    `CREATE VIRTUAL TABLE search_index_fts USING fts5(title, body, pinyin, initials, kind, content='', contentless_delete=1,
      prefix='1', tokenize='unicode61 remove_diacritics 2')`,
  ],
  drops: ['DROP TABLE IF EXISTS search_index', 'DROP TABLE IF EXISTS search_index_fts'],
  sources: ['event', 'invitation', 'task', 'assignment', 'note', 'person'],

  refresh(db, touched) {
    const events = [...(touched.get('event') ?? []), ...eventsOfInvitations(db, touched)];
    write(db, 'event', events);
    write(db, 'task', [...(touched.get('task') ?? []), ...(touched.get('assignment') ?? [])]);
    for (const kind of ['note', 'person'] as const) write(db, kind, touched.get(kind) ?? []);
  },

  purge(db) {
    // A contentless index only marks a row as deleted; its words go when segments are merged.
    statement(db, "INSERT INTO search_index_fts (search_index_fts) VALUES ('optimize')").run();
  },

  rebuild(db) {
    db.sqlite.exec('DELETE FROM search_index');
    db.sqlite.exec("INSERT INTO search_index_fts (search_index_fts) VALUES ('delete-all')");
    const ids = (sql: string): string[] => db.sqlite.prepare(sql).pluck().all() as string[];
    write(
      db,
      'event',
      ids('SELECT id FROM event UNION SELECT event_id FROM invitation WHERE event_id IS NOT NULL'),
    );
    write(
      db,
      'task',
      ids('SELECT id FROM task WHERE deleted = 0 UNION SELECT id FROM assignment WHERE deleted = 0'),
    );
    for (const kind of ['note', 'person'] as const)
      write(db, kind, ids(`SELECT id FROM ${kind} WHERE deleted = 0`));
  },
};

/** By the invitations there are, and by what was read from one that is no longer on this laptop. */
function eventsOfInvitations(db: Reader, touched: Touched): string[] {
  const invitations = touched.get('invitation');
  if (!invitations) return [];
  const ids = JSON.stringify([...invitations]);
  return statement(
    db,
    `SELECT event_id FROM invitation WHERE id IN (SELECT value FROM json_each(:ids)) AND event_id IS NOT NULL
    UNION SELECT id FROM search_index WHERE source IN (SELECT value FROM json_each(:ids))`,
  )
    .pluck()
    .all({ ids }) as string[];
}

interface Doc {
  id: string;
  scope: string;
  title: string | null;
  title_en: string | null;
  detail: string | null;
  /** More words that find it. */
  body: string | null;
  private: 0 | 1;
  /** The row it was read from. */
  source: string;
}

/** Living rows of each kind among the given ids. */
const READ: Readonly<Record<Searched, string>> = {
  event: `SELECT id, scope, title, title_en, place AS detail, description AS body, coalesce(privacy = 'private', 0) AS private, id AS source
      FROM event WHERE deleted = 0 AND id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT event_id, scope, title, title_en, place, description, 0, min(id) FROM invitation i
      WHERE deleted = 0 AND event_id IN (SELECT value FROM json_each(:ids))
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = i.event_id AND e.deleted = 0)
      GROUP BY event_id`,
  task: `SELECT id, scope, title, NULL AS title_en, NULL AS detail, coalesce(detail, '') || ' ' || coalesce(promise_to, '') AS body,
      0 AS private, id AS source FROM task WHERE deleted = 0 AND id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT id, scope, title, NULL, NULL, coalesce(detail, ''), 0, id FROM assignment
      WHERE deleted = 0 AND answer NOT IN ('declined', 'handed_back') AND id IN (SELECT value FROM json_each(:ids))`,
  note: `SELECT id, scope, title, NULL AS title_en, excerpt AS detail, excerpt AS body, 0 AS private, id AS source
      FROM note WHERE deleted = 0 AND id IN (SELECT value FROM json_each(:ids))`,
  person: `SELECT id, scope, name AS title, name_en AS title_en, title AS detail, phone AS body, 0 AS private, id AS source
      FROM person WHERE deleted = 0 AND left_on IS NULL AND id IN (SELECT value FROM json_each(:ids))`,
};

const DETAIL_MAX = 120;

function write(db: Reader, kind: Searched, wanted: Iterable<string>): void {
  const list = [...new Set(wanted)];
  if (list.length === 0) return;
  const put = statement(
    db,
    `INSERT INTO search_index (kind, id, title, title_en, detail, scope, private, source)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title, title_en = excluded.title_en, detail = excluded.detail,
      scope = excluded.scope, private = excluded.private, source = excluded.source
    RETURNING doc`,
  ).pluck();
  const words = statement(
    db,
    'REPLACE INTO search_index_fts (rowid, title, body, pinyin, initials, kind) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (let at = 0; at < list.length; at += CHUNK) {
    const ids = list.slice(at, at + CHUNK);
    const here = new Set<string>();
    for (const doc of all<Doc>(db, READ[kind], { ids: JSON.stringify(ids) })) {
      here.add(doc.id);
      const title = doc.title ?? '';
      const row = put.get(
        kind,
        doc.id,
        title,
        doc.title_en,
        cut(doc.detail),
        doc.scope,
        doc.private,
        doc.source,
      );
      const { full, initials } = pinyinTokens(title, syllablesOf(title, kind === 'person'));
      const body = kind === 'person' ? digitsOf(doc.body ?? '') : indexed(doc.detail, doc.body);
      words.run(row, indexed(title, doc.title_en), body, full, initials, kind);
    }
    takeOff(
      db,
      kind,
      ids.filter((id) => !here.has(id)),
    );
  }
}

const cut = (text: string | null): string | null =>
  text === null || text.length <= DETAIL_MAX ? text : text.slice(0, DETAIL_MAX).toWellFormed();

function takeOff(db: Reader, kind: Searched, ids: readonly string[]): void {
  for (const id of ids) {
    const doc = statement(db, 'DELETE FROM search_index WHERE kind = ? AND id = ? RETURNING doc')
      .pluck()
      .get(kind, id);
    if (doc !== undefined) statement(db, 'DELETE FROM search_index_fts WHERE rowid = ?').run(doc);
  }
}
