import { setFlags } from '../../../../db/client/local/flags.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Having read a notice is a matter of this device: it never travels and undo leaves it alone. */
export const readNotice: UseCase<'notice.read'> = ({ tx, now }, { ids }) => {
  setFlags(tx.sqlite, 'notice_read', ids, now);
  return ok(undefined);
};
