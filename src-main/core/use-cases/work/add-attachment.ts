import { addUpload } from '../../../../db/client/local/uploads.ts';
import { cleanFileName } from '../../../../src-shared/domain/attachment/file-name.ts';
import { ATTACHMENT_LIMIT } from '../../../../src-shared/domain/attachment/limit.ts';
import { mediaTypeOf } from '../../../../src-shared/domain/attachment/media-type.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/**
 * Puts a file on something, in the scope of that thing. The name is cleaned and the type is what the bytes say; what
 * the window or the sender called it decides nothing.
 */
export const addAttachment: UseCase<'attachment.add'> = ({ tx, blobs, me, now, newId }, input) => {
  const owner = tx.row(input.owner_kind, input.owner_id);
  if (!owner) return err({ type: 'NotFound', what: input.owner_kind });
  const bytes = Buffer.from(input.bytes, 'base64');
  if (bytes.length > ATTACHMENT_LIMIT)
    return err({ type: 'FileTooLarge', bytes: bytes.length, limit: ATTACHMENT_LIMIT });
  const name = cleanFileName(input.name);
  const sha256 = blobs.put(bytes);
  const id = newId();
  tx.insert('attachment', owner.scope, id, {
    owner_kind: input.owner_kind,
    owner_id: input.owner_id,
    name,
    media_type: mediaTypeOf(bytes, name),
    bytes: bytes.length,
    sha256,
    person_id: me.id,
    added_at: now,
  });
  addUpload(tx.sqlite, sha256, bytes.length);
  return ok({ id });
};
