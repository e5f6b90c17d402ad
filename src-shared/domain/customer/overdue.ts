import type { EpochMs } from '../../kernel/brand.ts';

const DAY = 86_400_000;

/**
 * From when on a customer waits too long for a contact (R30): the last contact plus its cadence. A customer with a
 * cadence who was never contacted waits already (0); without a cadence nobody waits (null).
 */
export function overdueFrom(lastContactAt: EpochMs | null, cadenceDays: number | null): EpochMs | null {
  if (cadenceDays === null) return null;
  return lastContactAt === null ? 0 : lastContactAt + cadenceDays * DAY;
}

export const isOverdue = (from: EpochMs | null, now: EpochMs): boolean => from !== null && now > from;
