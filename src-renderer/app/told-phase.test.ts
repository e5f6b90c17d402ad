import { expect, test } from 'vitest';
import { sync as en } from './i18n/en/sync.ts';
import { sync as zh } from './i18n/zh-CN/sync.ts';
import { toldAs } from './told-phase.ts';

test('a full disk is told as such, not as a network that is missing', () => {
  expect(toldAs({ phase: 'offline', lastError: { type: 'DiskFull', at: 1 } })).toBe('disk_full');
  expect(toldAs({ phase: 'offline', lastError: { type: 'Unreachable', at: 1 } })).toBe('offline');
});

test('what stops sync for another reason, or nothing does, is told by that', () => {
  expect(toldAs({ phase: 'update_needed', lastError: { type: 'DiskFull', at: 1 } })).toBe('update_needed');
  expect(toldAs({ phase: 'online', lastError: { type: 'DiskFull', at: 1 } })).toBe('online');
});

test.each([
  ['zh-CN', zh],
  ['en', en],
])('what a disk does to sync has words of its own: %s', (_, words) => {
  expect(Object.keys(words.errors)).toEqual(expect.arrayContaining(['DiskFull', 'DiskFailed']));
});
