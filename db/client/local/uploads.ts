import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { readNumber, writeMeta } from './meta.ts';

/** Bytes that the server does not have yet. */
export interface UploadRow {
  readonly sha256: string;
  readonly bytes: number;
  /** How many of them the server said it has. */
  readonly sent: number;
  readonly tries: number;
  /** An attachment through which they may be sent; the server asks for its right, or keeps it for others to decide. */
  readonly attachment_id: string;
  /** Where the server keeps what it has; null before it said so. */
  readonly path: string | null;
}

/** Asks for bytes to be sent; once is enough. */
export const addUpload = (db: Database, sha256: string, bytes: number): void => {
  prepared(
    db,
    'INSERT INTO _upload (sha256, bytes, sent, tries) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING',
  ).run(sha256, bytes);
};

/**
 * The server began anew from a backup and may lack files that it had: those of this person are offered again, also those
 * that were taken off: what the server lost may put them on again. What it keeps of an upload is gone with the rest.
 */
export function offerFilesAgain(db: Database): void {
  db.prepare(
    `INSERT INTO _upload (sha256, bytes, sent, tries)
     SELECT sha256, max(bytes), 0, 0 FROM attachment
     WHERE person_id = (SELECT value FROM _meta WHERE key = 'person') GROUP BY sha256
     ON CONFLICT DO NOTHING`,
  ).run();
  db.exec('DELETE FROM _upload_at');
  writeMeta(db, 'filesOffered', String(offeredFiles(db) + 1));
}

/**
 * Bytes that came through a colleague's record while a record of this person names them too: the server may not have them from
 * this person, whose other laptop was perhaps erased before it had sent them.
 */
export function offerOwn(db: Database, sha256: string, cameThrough: string): void {
  prepared(
    db,
    `INSERT INTO _upload (sha256, bytes, sent, tries)
     SELECT sha256, max(bytes), 0, 0 FROM attachment
     WHERE sha256 = ? AND deleted = 0 AND person_id = (SELECT value FROM _meta WHERE key = 'person') GROUP BY sha256
     HAVING sum(id = ?) = 0
     ON CONFLICT DO NOTHING`,
  ).run(sha256, cameThrough);
}

/** How often: an answer from before says nothing of what the server has now. */
export const offeredFiles = (db: Database): number => readNumber(db, 'filesOffered', 0);

/**
 * What a live attachment names that the server knows of, or one that it keeps for others to decide. Bytes of one that was
 * taken off wait on: undo may put it on again. Best through the person's own record, here or kept there, and not before that
 * was sent: that the server has the bytes by a colleague's leads nobody from the own record to them.
 */
export const waitingUploads = (db: Database): UploadRow[] =>
  prepared<[], UploadRow>(
    db,
    `SELECT sha256, bytes, sent, tries, path, attachment_id FROM (
       SELECT u.sha256, u.bytes, u.sent, u.tries, at.path,
         (SELECT id FROM (
            SELECT a.id, a.person_id = (SELECT value FROM _meta WHERE key = 'person') AS own, s."right" = 'write' AS may, 1 AS here
            FROM attachment AS a LEFT JOIN _scope AS s ON s.scope = a.scope WHERE a.sha256 = u.sha256 AND a.deleted = 0
            UNION ALL SELECT f.attachment_id, 1, 1, 0 FROM _upload_for AS f WHERE f.sha256 = u.sha256)
          ORDER BY own DESC, here DESC, may DESC, id LIMIT 1) AS attachment_id
       FROM _upload AS u LEFT JOIN _upload_at AS at ON at.sha256 = u.sha256)
     WHERE attachment_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM _outbox AS o WHERE o.row_id = attachment_id AND o.state <> 1)
     ORDER BY tries, bytes`,
  ).all();

/** Attachments of this person whose bytes are here and not with the server. */
export const unsentFiles = (db: Database): string[] =>
  prepared(
    db,
    `SELECT id FROM attachment WHERE deleted = 0 AND sha256 IN (SELECT sha256 FROM _upload)
       AND person_id = (SELECT value FROM _meta WHERE key = 'person')
     UNION SELECT attachment_id FROM _upload_for WHERE sha256 IN (SELECT sha256 FROM _upload)`,
  )
    .pluck()
    .all() as string[];

/** The server keeps the record of these bytes for others to decide: they go there although none here names them any more. */
export function sendFor(db: Database, sha256: string, attachmentId: string): void {
  if (!isUnsent(db, sha256)) return;
  prepared(db, 'INSERT INTO _upload_for (sha256, attachment_id) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    sha256,
    attachmentId,
  );
}

/** The server began to keep an upload, or its place is of no use any more. */
export function placeUpload(db: Database, sha256: string, path: string | null): void {
  if (path === null) prepared(db, 'DELETE FROM _upload_at WHERE sha256 = ?').run(sha256);
  else
    prepared(
      db,
      'INSERT INTO _upload_at (sha256, path) VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET path = excluded.path',
    ).run(sha256, path);
}

export const uploadSent = (db: Database, sha256: string, sent: number): void => {
  prepared(db, 'UPDATE _upload SET sent = ? WHERE sha256 = ?').run(sent, sha256);
};

export const uploadFailed = (db: Database, sha256: string): void => {
  prepared(db, 'UPDATE _upload SET tries = tries + 1 WHERE sha256 = ?').run(sha256);
};

/** The bytes are with the server, or not here any more. */
export const dropUpload = (db: Database, sha256: string): void => {
  prepared(db, 'DELETE FROM _upload WHERE sha256 = ?').run(sha256);
  prepared(db, 'DELETE FROM _upload_for WHERE sha256 = ?').run(sha256);
  placeUpload(db, sha256, null);
};

export const isUnsent = (db: Database, sha256: string): boolean =>
  prepared(db, 'SELECT 1 FROM _upload WHERE sha256 = ?').get(sha256) !== undefined;

/** Whether an attachment names these bytes. One that was taken off does too: undo may put it on again. */
export const isNamed = (db: Database, sha256: string): boolean =>
  prepared(db, 'SELECT 1 FROM attachment WHERE sha256 = ? LIMIT 1').get(sha256) !== undefined;
