import type { TableName } from '../../../src-shared/schema/tables.ts';

// What statements know of the tables. Apart from the declarations, because Drizzle takes most of a second to load and no
// statement needs it.

export const quoted = (name: string): string => `"${name}"`;

/** What every synced row has beside its declared columns: before them … */
export const LEADING = ['id', 'scope', 'deleted'] as const;
/** … and after them: the row's mark, the marks of units that differ, and cells of a newer version, both as JSON. */
export const TRAILING = ['_clock', '_device', '_units', '_extra'] as const;

/** The server looks rows up by these only: projections start from an event, a person's blocks from the subject. */
export const LOOKED_UP: Partial<Record<TableName, readonly (readonly string[])[]>> = {
  event: [['series_id']],
  attendee: [['event_id'], ['person_id']],
  event_resource: [['event_id']],
  event_customer: [['event_id'], ['customer_id']],
  invitation: [['event_id']],
  proposal: [['event_id']],
  instance_answer: [['event_id']],
  busy_block: [['uid'], ['subject_id', 'start']],
  edit_conflict: [['row_id']],
  quarantine: [['row_id']],
  front_card: [['customer_id']],
  duplicate: [['customer_id']],
  customer: [['customer_no'], ['id_no']],
  contact_point: [['value']],
  attachment: [['sha256']],
};
