import { setFlags } from '../../../../db/client/local/flags.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

/** Only this device stops reminding: another laptop of the same person has not shown it yet. */
export const dismissReminder: UseCase<'reminder.dismiss'> = ({ tx, now }, { ids }) => {
  setFlags(tx.sqlite, 'reminder_dismissed', ids, now);
  return ok(undefined);
};
