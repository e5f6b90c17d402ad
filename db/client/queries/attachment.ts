import type { AttachmentRow } from '../../../src-shared/contract/work.ts';
import type { Attachment } from '../../../src-shared/domain/attachment/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all, one, statement } from './statement.ts';

export type AttachmentLine = Omit<AttachmentRow, 'state' | 'person'> & {
  person_id: Id;
  person_name: string | null;
  person_name_en: string | null;
  /** The bytes, or the row, wait to be sent. */
  waiting: 0 | 1;
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
        OR EXISTS (SELECT 1 FROM _outbox o WHERE o.row_id = a.id AND o.state <> 1)) AS waiting
    FROM attachment a LEFT JOIN person p ON p.id = a.person_id
    WHERE a.owner_id = ? AND a.owner_kind = ? AND a.deleted = 0 ORDER BY a.added_at DESC, a.id`,
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
