import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';
import { defined } from '../defined.ts';

export const updateNote: UseCase<'note.update'> = ({ tx, now }, { id, fields }) => {
  if (!tx.row('note', id)) return err({ type: 'NotFound', what: 'note' });
  const written = fields.title !== undefined || fields.excerpt !== undefined;
  const changed = tx.update('note', id, defined(fields));
  if (changed && written) tx.update('note', id, { written_at: now });
  return ok(undefined);
};
