import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';

/** Bytes that the server does not have yet. */
export interface UploadRow {
  readonly sha256: string;
  readonly bytes: number;
  readonly sent: number;
  readonly tries: number;
}

/** Asks for bytes to be sent; once is enough. */
export const addUpload = (db: Database, sha256: string, bytes: number): void => {
  prepared(
    db,
    'INSERT INTO _upload (sha256, bytes, sent, tries) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING',
  ).run(sha256, bytes);
};

/** What a live attachment names. Bytes of one that was taken off wait on: undo may put it on again. */
export const waitingUploads = (db: Database): UploadRow[] =>
  prepared<[], UploadRow>(
    db,
    `SELECT sha256, bytes, sent, tries FROM _upload AS u
     WHERE EXISTS (SELECT 1 FROM attachment AS a WHERE a.sha256 = u.sha256 AND a.deleted = 0) ORDER BY tries, bytes`,
  ).all();

export const uploadFailed = (db: Database, sha256: string): void => {
  prepared(db, 'UPDATE _upload SET tries = tries + 1 WHERE sha256 = ?').run(sha256);
};

export const uploadDone = (db: Database, sha256: string): void => {
  prepared(db, 'DELETE FROM _upload WHERE sha256 = ?').run(sha256);
};

/** Whether a live attachment still names these bytes. */
export const isAttached = (db: Database, sha256: string): boolean =>
  prepared(db, 'SELECT 1 FROM attachment WHERE sha256 = ? AND deleted = 0 LIMIT 1').get(sha256) !== undefined;
