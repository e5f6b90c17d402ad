import { attachment } from '../domain/attachment/tables.ts';
import {
  attendee,
  busyBlock,
  conflictDecision,
  delegate,
  event,
  eventCustomer,
  eventResource,
  instanceAnswer,
  invitation,
  proposal,
} from '../domain/calendar/tables.ts';
import {
  balanceMonth,
  contactLog,
  contactPoint,
  customer,
  customerTag,
  duplicate,
  frontCard,
  holding,
  holdingParty,
  movement,
  relation,
  standingOrder,
} from '../domain/customer/tables.ts';
import { note, noteUpdate } from '../domain/note/tables.ts';
import {
  book,
  bookMember,
  calendarDay,
  district,
  orgUnit,
  person,
  resource,
} from '../domain/organisation/tables.ts';
import { product } from '../domain/product/tables.ts';
import { editConflict, notice, quarantine } from '../domain/sync/tables.ts';
import { assignment, assignmentStep, task, taskTally } from '../domain/task/tables.ts';
import type { RowOf, TableSpec } from './table.ts';

/**
 * Every synced table. The order is the order of first sync within a scope: parents before children, and what a
 * person needs first before what is long.
 */
export const TABLES = {
  org_unit: orgUnit,
  person,
  book,
  book_member: bookMember,
  resource,
  product,
  district,
  calendar_day: calendarDay,
  event,
  attendee,
  event_resource: eventResource,
  event_customer: eventCustomer,
  invitation,
  proposal,
  instance_answer: instanceAnswer,
  busy_block: busyBlock,
  conflict_decision: conflictDecision,
  delegate,
  task,
  assignment,
  assignment_step: assignmentStep,
  task_tally: taskTally,
  notice,
  edit_conflict: editConflict,
  quarantine,
  front_card: frontCard,
  customer,
  duplicate,
  customer_tag: customerTag,
  relation,
  contact_point: contactPoint,
  holding,
  holding_party: holdingParty,
  standing_order: standingOrder,
  note,
  note_update: noteUpdate,
  attachment,
  contact_log: contactLog,
  balance_month: balanceMonth,
  movement,
} as const;

export type Tables = typeof TABLES;
export type TableName = keyof Tables;
export type Row<N extends TableName> = RowOf<Tables[N]>;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** True for the name of a synced table; the only way from a message's text to a table. */
export const isTableName = (name: unknown): name is TableName =>
  typeof name === 'string' && Object.hasOwn(TABLES, name);

export const tableSpec = (name: TableName): TableSpec => TABLES[name];
