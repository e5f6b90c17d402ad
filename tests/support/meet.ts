import { expect } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { anEvent, type Laptop } from './server-kit.ts';

/** An event of a laptop's person, with the attendees and rooms that it asks for. */
export async function meet(
  laptop: Laptop,
  id: string,
  more: Cells = {},
  people: readonly string[] = [],
  rooms: readonly string[] = [],
): Promise<void> {
  const scope = `calendar:${laptop.person}`;
  await laptop.push(
    { table: 'event', id, scope, kind: 'insert', cells: anEvent(laptop.person, more) },
    ...people.map((person) => ({
      table: 'attendee',
      id: `${id}-${person}`,
      scope,
      kind: 'insert' as const,
      cells: { event_id: id, person_id: person, role: 'required', answer: 'needs_action' },
    })),
    ...rooms.map((room) => ({
      table: 'event_resource',
      id: `${id}-${room}`,
      scope,
      kind: 'insert' as const,
      cells: { event_id: id, resource_id: room, status: 'requested' },
    })),
  );
}

/** Changes a row of the laptop's own calendar; the server takes it as it is. */
export async function edit(
  laptop: Laptop,
  table: 'event' | 'attendee' | 'invitation' | 'event_resource' | 'proposal' | 'instance_answer',
  id: string,
  cells: Cells,
): Promise<void> {
  const answer = await laptop.push({
    table,
    id,
    scope: `calendar:${laptop.person}`,
    cells,
    base: await laptop.base(table, id),
  });
  expect(answer.results).toEqual([]);
}
