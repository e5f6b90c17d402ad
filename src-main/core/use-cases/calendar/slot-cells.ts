import type { DeskFailure } from '../../../../src-shared/contract/errors.ts';
import type { SlotInput } from '../../../../src-shared/contract/shapes.ts';
import { DAY } from '../../../../src-shared/domain/calendar/civil.ts';
import { expand } from '../../../../src-shared/domain/calendar/recurrence.ts';
import { slotError, wallLength, type Slot } from '../../../../src-shared/domain/calendar/slot.ts';
import { LONGEST_REPEATED } from '../../../../src-shared/domain/calendar/taken-times.ts';
import { wallToInstant } from '../../../../src-shared/domain/calendar/zone.ts';

/** The columns of the slot unit. */
export const slotCells = (slot: Slot): SlotInput => ({
  all_day: slot.allDay,
  start: slot.start,
  end: slot.end,
  zone: slot.zone,
  rrule: slot.rrule,
  rdate: slot.rdate,
  exdate: slot.exdate,
});

/** Why a slot may not be kept, as the contract says it; null where it may. */
export function slotProblem(slot: Slot): DeskFailure | null {
  const error = slotError(slot);
  if (!error) return slot.rrule === null ? null : costProblem(slot);
  switch (error.type) {
    case 'SlotEndBeforeStart':
    case 'SlotTooLong':
    case 'SlotFarAway':
      return { type: error.type };
    case 'SlotBadTime':
      return { type: error.type, value: error.value };
    case 'SlotBadZone':
      return { type: error.type, value: error.zone };
    case 'SlotBadRule':
      return { type: error.type, value: error.part };
  }
}

/** A rule must be affordable for the year that every laptop keeps expanded. */
function costProblem(slot: Slot): DeskFailure | null {
  if (wallLength(slot) > LONGEST_REPEATED) return { type: 'RuleTooExpensive' };
  const from = wallToInstant(slot.start, slot.zone);
  const year = expand({ slot }, { from, to: from + 366 * DAY });
  return year.ok || year.error.type !== 'RuleTooExpensive' ? null : { type: 'RuleTooExpensive' };
}
