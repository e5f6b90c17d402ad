import type { planningCommands } from '../../../../src-shared/contract/planning.ts';
import type { UseCases } from '../../engine/context.ts';
import { importCalendarDays, putCalendarDay } from './put-calendar-day.ts';
import { removeCalendarDay, removeCalendarDays } from './remove-calendar-day.ts';
import { setSkills } from './set-skills.ts';
import { setHours } from './set-hours.ts';

export const planningUseCases: UseCases<keyof typeof planningCommands> = {
  'calendarDay.put': putCalendarDay,
  'calendarDay.import': importCalendarDays,
  'calendarDay.remove': removeCalendarDay,
  'calendarDay.removeSeveral': removeCalendarDays,
  'person.setHours': setHours,
  'person.setSkills': setSkills,
};
