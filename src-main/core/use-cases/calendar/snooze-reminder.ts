import { clearFlags, setFlags } from '../../../../db/client/local/flags.ts';
import { startsOfReminders } from '../../../../db/client/queries/reminder.ts';
import { ok } from '../../../../src-shared/kernel/result.ts';
import type { UseCase } from '../../engine/context.ts';

const MINUTE_MS = 60_000;

export const snoozeReminder: UseCase<'reminder.snooze'> = ({ tx, now }, { ids, minutes }) => {
  const until =
    minutes === null
      ? startsOfReminders(tx, ids).filter(({ at }) => at > now)
      : ids.map((id) => ({ id, at: now + minutes * MINUTE_MS }));
  clearFlags(
    tx.sqlite,
    'reminder_dismissed',
    until.map(({ id }) => id),
  );
  for (const { id, at } of until) setFlags(tx.sqlite, 'reminder_snoozed', [id], at);
  return ok(undefined);
};
