/**
 * Where a row belongs, where that follows from what it says or from what it hangs on.
 *
 * Scopes are whole: who reads a calendar reads all of it. What others may not read therefore lies elsewhere, and what
 * hangs on a row lies where the row lies, or it would be read by those who may not see the row, or by nobody.
 */
import type { TableName } from '../schema/tables.ts';
import type { Cells } from './change.ts';
import { parseScope, scopeOf, type Scope } from './scope.ts';

/** An event's scope: its owner's calendar, or the owner's own scope while it is private. */
export function homeOfEvent(scope: Scope, privacy: unknown): Scope {
  const parsed = parseScope(scope);
  if (parsed?.family !== 'calendar' && parsed?.family !== 'person') return scope;
  return scopeOf(privacy === 'private' ? 'person' : 'calendar', parsed.id);
}

export interface Parent {
  readonly table: TableName;
  readonly id: string;
}

/** The column that names the parent, by child. Parents come before their own children. */
export const HANGS_ON = {
  attendee: ['event_id', 'event'],
  event_resource: ['event_id', 'event'],
  event_customer: ['event_id', 'event'],
  customer_tag: ['customer_id', 'customer'],
  relation: ['from_id', 'customer'],
  contact_point: ['customer_id', 'customer'],
  contact_log: ['customer_id', 'customer'],
  duplicate: ['customer_id', 'customer'],
  holding: ['customer_id', 'customer'],
  holding_party: ['holding_id', 'holding'],
  standing_order: ['customer_id', 'customer'],
  balance_month: ['customer_id', 'customer'],
  movement: ['customer_id', 'customer'],
  note: ['customer_id', 'customer'],
  note_update: ['note_id', 'note'],
  attachment: ['owner_id', null],
} as const satisfies Partial<Record<TableName, readonly [column: string, parent: TableName | null]>>;

export type Child = keyof typeof HANGS_ON;
export const CHILDREN = Object.keys(HANGS_ON) as Child[];

const OWNERS: readonly string[] = ['customer', 'event', 'note', 'task'];

/** The row that a row of a child table hangs on; null where it names none. An attachment says itself what it is on. */
export function parentOf(table: Child, cells: Cells): Parent | null {
  const [column, parent] = HANGS_ON[table];
  const id = cells[column];
  if (typeof id !== 'string' || id === '') return null;
  if (parent !== null) return { table: parent, id };
  const kind = cells['owner_kind'];
  return typeof kind === 'string' && OWNERS.includes(kind) ? { table: kind as TableName, id } : null;
}
