import { TAKING } from '../../../db/client/queries/occupancy.ts';

/** What every view of the calendar depends on. */
export const CALENDAR_READS = [
  ...TAKING,
  'busy_block',
  'conflict_decision',
  'conflicts',
  'person',
  'resource',
  'customer',
  'sync',
  // What was looked at is marked as changed no longer.
  'read_flags',
] as const;
