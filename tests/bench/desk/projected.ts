import type { DemoRow } from '../../../db/demo/row.ts';
import { familiesOf, type Family } from '../../../src-server/projections/family.ts';
import { occupiedBy, reachOf } from '../../../src-server/projections/occupied.ts';
import { keptWindow } from '../../../src-shared/domain/calendar/kept-window.ts';
import {
  asked,
  busyBlock,
  invitation,
  type ProjectedRow,
} from '../../../src-server/projections/projected-rows.ts';
import type { Places } from '../../../src-server/projections/places.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import { scopeOf, type Organisation } from '../../../src-shared/sync/scope.ts';
import { rowOf, scopeForTime, type Holding } from './holding.ts';

/** The calendars' rows of the demo bank, all of them: what a laptop sees of them is decided once everybody is known. */
export interface CalendarRows {
  readonly events: DemoRow[];
  readonly attendees: DemoRow[];
  readonly rooms: DemoRow[];
}

/** Busy blocks and invitations as the server would project them for this laptop, by the server's own functions. */
export function* projectedRows(
  calendars: CalendarRows,
  bank: {
    organisation: Organisation;
    people: readonly Row<'person'>[];
    resources: readonly Row<'resource'>[];
  },
  holding: Holding,
  now: EpochMs,
): Generator<ProjectedRow & { table: 'busy_block' | 'invitation' }> {
  const places: Places = {
    people: new Map(bank.people.map((one) => [one.id, one])),
    resources: new Map(bank.resources.map((one) => [one.id, one])),
    zones: new Map(bank.people.map((one) => [one.id, one.zone])),
    scopeFor: scopeForTime(bank.organisation, bank.resources),
  };
  const inBranch = new Set([...holding.branchPeople].map((id) => scopeOf('calendar', id)));
  const of = (rows: readonly DemoRow[]): DemoRow[] => rows.filter((row) => inBranch.has(row.scope));
  const families: Family[] = familiesOf(
    of(calendars.events).map((row) => rowOf('event', row)),
    of(calendars.attendees).map((row) => rowOf('attendee', row)),
    of(calendars.rooms).map((row) => rowOf('event_resource', row)),
  );
  const window = keptWindow(now);
  for (const family of families) {
    for (const one of occupiedBy(family, places.zones, reachOf(family, window))) {
      const block = busyBlock(family, one, places);
      if (block && holding.grants.has(block.scope)) yield { table: 'busy_block', ...block };
    }
    for (const event of family.events) {
      for (const attendee of asked(family, event)) {
        // Where it is matters to nothing that is measured.
        const copy = invitation(family, event, attendee, places, () => null);
        if (holding.grants.has(copy.scope)) yield { table: 'invitation', ...copy };
      }
    }
  }
}
