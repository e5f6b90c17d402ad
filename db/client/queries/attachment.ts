import type { OfflineFile } from '../../../src-shared/domain/attachment/offline.ts';
import type { AttachmentRow } from '../../../src-shared/contract/work.ts';
import type { Attachment } from '../../../src-shared/domain/attachment/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all, one, statement } from './statement.ts';
import { meaning, meant } from './alias.ts';

/** Whether a person wants the file `a` on this laptop … */
const FILE_KEPT = `EXISTS (SELECT 1 FROM _flag f WHERE f.kind = 'file_kept' AND f.id = a.id)`;
/** … or every file about a customer that `a` is about, by itself or by its note, task or event. */
const CUSTOMER_KEPT = `EXISTS (SELECT 1 FROM _flag f WHERE f.kind = 'customer_files_kept' AND f.id IN (
  SELECT ${meant('a.owner_id')} WHERE a.owner_kind = 'customer'
  UNION ALL SELECT ${meant('n.customer_id')} FROM note n WHERE a.owner_kind = 'note' AND n.id = a.owner_id
  UNION ALL SELECT ${meant('t.customer_id')} FROM task t WHERE a.owner_kind = 'task' AND t.id = a.owner_id
  UNION ALL SELECT ${meant('e.customer_id')} FROM event_customer e
    WHERE a.owner_kind = 'event' AND e.event_id = a.owner_id AND e.deleted = 0))`;

export type AttachmentLine = Omit<AttachmentRow, 'state' | 'person' | 'kept' | 'mismatch' | 'risky'> & {
  person_id: Id;
  person_name: string | null;
  person_name_en: string | null;
  /** The bytes, or the row, wait to be sent. */
  waiting: 0 | 1;
  kept: 0 | 1;
  customer_kept: 0 | 1;
};

/** The files of one thing, newest first. */
export const attachmentsOf = (
  db: Reader,
  ownerKind: Attachment['owner_kind'],
  ownerId: Id,
): AttachmentLine[] =>
  all(
    db,
    `SELECT a.id, a.name, a.media_type, a.bytes, a.sha256, a.added_at, a.owner_kind, a.owner_id, a.person_id,
      p.name AS person_name, p.name_en AS person_name_en,
      (EXISTS (SELECT 1 FROM _upload u WHERE u.sha256 = a.sha256)
        OR EXISTS (SELECT 1 FROM _outbox o WHERE o.row_id = a.id AND o.state <> 1)) AS waiting,
      ${FILE_KEPT} AS kept, ${CUSTOMER_KEPT} AS customer_kept
    FROM attachment a LEFT JOIN person p ON p.id = a.person_id
    WHERE a.owner_id ${meaning('?')} AND a.owner_kind = ? AND a.deleted = 0 ORDER BY a.added_at DESC, a.id`,
    ownerId,
    ownerKind,
  );

export const attachmentById = (
  db: Reader,
  id: Id,
): Pick<Attachment, 'id' | 'scope' | 'name' | 'media_type' | 'sha256'> | undefined =>
  one(db, 'SELECT id, scope, name, media_type, sha256 FROM attachment WHERE id = ? AND deleted = 0', id);

export const attachmentIds = (db: Reader, ownerKind: Attachment['owner_kind'], ownerId: Id): Id[] =>
  statement(db, 'SELECT id FROM attachment WHERE owner_id = ? AND owner_kind = ? AND deleted = 0')
    .pluck()
    .all(ownerId, ownerKind) as Id[];

/** Every file that a record of this laptop names, for the rules of what lies here. The caller adds what is here. */
export const namedFiles = (
  db: Reader,
): (Omit<OfflineFile, 'usedAt' | 'kept' | 'live' | 'unsent'> & {
  kept: 0 | 1;
  live: 0 | 1;
  unsent: 0 | 1;
})[] => all(db, NAMED_FILES);

const NAMED_FILES = `SELECT a.sha256, max(a.bytes) AS bytes, max(a.added_at) AS addedAt, max(a.deleted = 0) AS live,
    max(a.deleted = 0 AND (${FILE_KEPT} OR ${CUSTOMER_KEPT})) AS kept,
    EXISTS (SELECT 1 FROM _upload u WHERE u.sha256 = a.sha256) AS unsent
  FROM attachment a GROUP BY a.sha256`;

/** Through which records bytes may be asked for, the oldest first. */
export const recordsOf = (db: Reader, sha256: string): Id[] =>
  statement(db, 'SELECT id FROM attachment WHERE sha256 = ? AND deleted = 0 ORDER BY id')
    .pluck()
    .all(sha256) as Id[];

export const isCustomerKept = (db: Reader, id: Id): boolean =>
  one(db, "SELECT 1 AS kept FROM _flag WHERE kind = 'customer_files_kept' AND id = ?", id) !== undefined;
