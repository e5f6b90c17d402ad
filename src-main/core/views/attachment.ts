import { DeskError } from '../../../db/client/desk-error.ts';
import {
  attachmentById,
  attachmentsOf,
  isCustomerKept,
  namedFiles,
  type AttachmentLine,
} from '../../../db/client/queries/attachment.ts';
import type { AttachmentRow } from '../../../src-shared/contract/work.ts';
import { cleanFileName } from '../../../src-shared/domain/attachment/file-name.ts';
import { isMismatch, mediaTypeOf } from '../../../src-shared/domain/attachment/media-type.ts';
import { isRisky } from '../../../src-shared/domain/attachment/risky.ts';
import type { BlobStore, Views } from '../engine/context.ts';

const MB = 1_000_000;

/**
 * Files as the window sees them. A record may come from a desk that was not ours: its name is cleaned again, and what
 * the bytes are is looked at again where they are here.
 */
export const attachmentViews: Views<
  'attachment.list' | 'attachment.files' | 'attachment.bytes' | 'customer.filesKept'
> = {
  'attachment.list': {
    reads: ['attachment', 'customer', 'person', 'blobs', 'outbox'],
    run: ({ db, blobs }, { owner_kind, owner_id }) =>
      attachmentsOf(db, owner_kind, owner_id).map((line) => attachmentRow(line, blobs)),
  },
  'attachment.files': {
    reads: ['attachment', 'blobs', 'settings'],
    run({ db, blobs, settings }) {
      const held = new Set(blobs.list().map(({ sha256 }) => sha256));
      const live = namedFiles(db).filter((file) => file.live === 1);
      const count = (files: readonly { bytes: number }[]) => ({
        count: files.length,
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      });
      return {
        here: count(live.filter(({ sha256 }) => held.has(sha256))),
        remote: count(live.filter(({ sha256 }) => !held.has(sha256))),
        kept: count(live.filter(({ kept }) => kept === 1)),
        waiting: count(live.filter(({ unsent }) => unsent === 1)),
        limitBytes: settings.fileMegabytes * MB,
        days: settings.fileDays,
      };
    },
  },
  'customer.filesKept': {
    reads: ['blobs'],
    run: ({ db }, { id }) => isCustomerKept(db, id),
  },
  'attachment.bytes': {
    reads: ['attachment', 'blobs'],
    run({ db, blobs, now }, { id }) {
      const row = attachmentById(db, id);
      if (!row) return null;
      const name = cleanFileName(row.name);
      const bytes = blobs.get(row.sha256);
      if (!bytes) throw new DeskError({ type: 'BytesNotHere', name });
      blobs.touch(row.sha256, now);
      return { name, media_type: mediaTypeOf(bytes, name), bytes: Buffer.from(bytes).toString('base64') };
    },
  },
};

function attachmentRow(line: AttachmentLine, blobs: BlobStore): AttachmentRow {
  const { person_id, person_name, person_name_en, waiting, kept, customer_kept, ...row } = line;
  const name = cleanFileName(row.name);
  return {
    ...row,
    name,
    person: person_name === null ? null : { id: person_id, name: person_name, name_en: person_name_en },
    state: !blobs.has(row.sha256) ? 'remote' : waiting === 1 ? 'waiting' : 'here',
    kept: kept === 1 ? 'file' : customer_kept === 1 ? 'customer' : null,
    mismatch: isMismatch(name, row.media_type),
    risky: isRisky(name),
  };
}
