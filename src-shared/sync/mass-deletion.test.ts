import { expect, test } from 'vitest';
import { stampAt, type Mark } from './clock.ts';
import { DELETION_WINDOW_MS, isTakenBack } from './mass-deletion.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');
const at = (minutes: number, device: number): Mark => [stampAt(NOON + minutes * 60_000), device];
const MADE = at(0, 7);

test('what its maker deletes within the hour is taken back, whatever the maker and the server wrote in it', () => {
  expect(isTakenBack({ row: MADE, units: { deleted: at(5, 7) } })).toBe(true);
  expect(isTakenBack({ row: MADE, units: { title: at(1, 7), busy: at(2, 0), deleted: at(5, 7) } })).toBe(
    true,
  );
});

test('an hour later, by another device, or after somebody else wrote in it, it is lost', () => {
  const hour = DELETION_WINDOW_MS / 60_000;
  expect(isTakenBack({ row: MADE, units: { deleted: at(hour, 7) } })).toBe(false);
  expect(isTakenBack({ row: MADE, units: { deleted: at(5, 8) } })).toBe(false);
  expect(isTakenBack({ row: MADE, units: { title: at(2, 8), deleted: at(5, 7) } })).toBe(false);
  expect(isTakenBack({ row: MADE, units: {} })).toBe(false);
});
