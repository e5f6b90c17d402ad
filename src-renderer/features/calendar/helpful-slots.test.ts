import { describe, expect, it } from 'vitest';
import type { ConflictSide } from '../../../src-shared/contract/conflict-view.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { helpfulSlots, slotsInGrid } from './helpful-slots.ts';

const at = (time: string): number => Date.parse(`2026-03-17T${time}:00Z`);
const aSlot = (from: string, to: string): FreeSlot => ({
  start: at(from),
  end: at(to),
  allFree: true,
  missingOptional: [],
  outsideHours: false,
  reasons: [],
});
const side = (event_id: string, from: string, to: string): ConflictSide => ({
  event_id,
  recurrence_id: null,
  title: null,
  title_en: null,
  kind: 'visit',
  start: at(from),
  end: at(to),
  organiser: null,
  mine: true,
  editable: true,
});

const later = side('later', '16:15', '17:15');
const tooFar = { travel: { needed: 35, gap: 15 }, a: side('earlier', '15:00', '16:00'), b: later };
const starts = (...slots: FreeSlot[]): number[] =>
  helpfulSlots(slots, later, [tooFar]).map(({ start }) => start);

describe('the slots that settle a conflict', () => {
  it('leave time for the way to and from the other event', () => {
    expect(starts(aSlot('16:00', '17:00'), aSlot('16:35', '17:35'), aSlot('13:00', '14:00'))).toEqual([
      at('16:35'),
      at('13:00'),
    ]);
    expect(starts(aSlot('13:40', '14:40'))).toEqual([]);
  });

  it('are not the time that the event has', () => {
    expect(helpfulSlots([aSlot('16:15', '17:15')], later, [])).toEqual([]);
  });
});

it('the grid draws the slots of what is asked, and no others whose keys would say something else', () => {
  const [moved, opened] = [aSlot('10:00', '11:00'), aSlot('12:00', '13:00')];
  const plain = { moved: undefined, isAsked: false, isWriting: false, isListed: false, opened: [opened] };
  expect(slotsInGrid(plain)).toEqual([opened]);
  expect(slotsInGrid({ ...plain, moved: [moved] })).toEqual([moved]);
  for (const state of ['isAsked', 'isWriting', 'isListed'])
    expect(slotsInGrid({ ...plain, [state]: true })).toEqual([]);
});
