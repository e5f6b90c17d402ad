import { clearFlags, setFlags } from '../../../../db/client/local/flags.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

const MINUTE_MS = 60_000;

export const snoozeReminder: UseCase<'reminder.snooze'> = ({ tx, now }, { ids, minutes }) => {
  clearFlags(tx.sqlite, 'reminder_dismissed', ids);
  setFlags(tx.sqlite, 'reminder_snoozed', ids, now + minutes * MINUTE_MS);
  return ok(undefined);
};
