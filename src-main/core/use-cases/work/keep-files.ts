import { clearFlags, setFlags } from '../../../../db/client/local/flags.ts';
import { err, ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** What a person wants on this laptop is a matter of this laptop: a flag, no change of the record. */
export const keepAttachment: UseCase<'attachment.keep'> = ({ tx, now }, { id, kept }) => {
  if (!tx.row('attachment', id)) return err({ type: 'NotFound', what: 'attachment' });
  if (kept) setFlags(tx.sqlite, 'file_kept', [id], now);
  else clearFlags(tx.sqlite, 'file_kept', [id]);
  return ok(undefined);
};

export const keepCustomerFiles: UseCase<'customer.keepFiles'> = ({ tx, now }, { id, kept }) => {
  if (!tx.row('customer', id)) return err({ type: 'NotFound', what: 'customer' });
  if (kept) setFlags(tx.sqlite, 'customer_files_kept', [id], now);
  else clearFlags(tx.sqlite, 'customer_files_kept', [id]);
  return ok(undefined);
};
