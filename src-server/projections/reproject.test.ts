import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stampAt } from '../../src-shared/sync/clock.ts';
import { aServer, anEvent, NOW, type Draft, type Kit } from '../../tests/support/server-kit.ts';
import { rollForward } from './roll-forward.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

const event = fc.constantFrom('e1', 'e2', 'e3');
const hour = fc.integer({ min: 10, max: 13 });
const times = hour.map((h) => ({ start: `2026-11-05T${h}:00`, end: `2026-11-05T${h + 1}:30` }));
const write = (table: string, id: string, cells: Draft['cells'], kind: 'insert' | 'update'): Draft => ({
  table,
  id,
  scope: 'calendar:A',
  cells,
  kind,
});

const step: fc.Arbitrary<Draft> = fc.oneof(
  fc
    .record({ id: event, slot: times, rrule: fc.constantFrom(null, 'FREQ=WEEKLY;COUNT=3') })
    .map(({ id, slot, rrule }) => write('event', id, anEvent('A', { ...slot, rrule }), 'insert')),
  fc.record({ id: event, slot: times }).map(({ id, slot }) => write('event', id, slot, 'update')),
  fc
    .record({
      id: event,
      cells: fc.constantFrom(
        { deleted: 1 },
        { deleted: 0 },
        { status: 'cancelled' },
        { status: 'confirmed' },
        { transparency: 'free' },
      ),
    })
    .map(({ id, cells }) => write('event', id, cells, 'update')),
  fc
    .record({ id: event, slot: times })
    .map(({ id, slot }) =>
      write(
        'event',
        `${id}-moved`,
        anEvent('A', { ...slot, series_id: id, recurrence_id: '2026-11-12T10:00' }),
        'insert',
      ),
    ),
  fc
    .record({ id: event, who: fc.constantFrom('B', 'C') })
    .map(({ id, who }) =>
      write(
        'attendee',
        `${id}-${who}`,
        { event_id: id, person_id: who, role: 'required', answer: 'needs_action' },
        'insert',
      ),
    ),
  fc
    .record({
      id: event,
      who: fc.constantFrom('B', 'C'),
      cells: fc.constantFrom({ answer: 'declined' }, { deleted: 1 }, { role: 'optional' }),
    })
    .map(({ id, who, cells }) => write('attendee', `${id}-${who}`, cells, 'update')),
  event.map((id) =>
    write(
      'event_resource',
      `${id}-room`,
      { event_id: id, resource_id: 'room', status: 'requested' },
      'insert',
    ),
  ),
);

describe('what was projected commit by commit', () => {
  it('is what a server would project that starts afresh from the calendars alone', async () => {
    const a = await kit.laptop('A');
    let stamp = stampAt(NOW) + 1_000_000;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async (pushes) => {
          for (const drafts of pushes) await a.push(...drafts);
          const before = await kit.look.heads();
          await kit.store.meta.forgetRolled();
          await rollForward({ store: kit.store, stamp: () => (stamp += 1) }, NOW);
          expect(await kit.look.heads()).toEqual(before);
        },
      ),
      { numRuns: 15, seed: 20_261_103 },
    );
    expect((await kit.rows('busy_block')).length).toBeGreaterThan(0);
  });
});
