import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offlinePlan, type OfflineFile } from './offline.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const aFile = (sha256: string, more: Partial<OfflineFile> = {}): OfflineFile => ({
  sha256, bytes: 10, addedAt: NOW - 90 * DAY, kept: false, live: true, unsent: false, usedAt: null, ...more,
}); // prettier-ignore
const rule = { days: 30, limitBytes: 100 };

test('recent files and kept ones are fetched, others wait until they are opened', () => {
  const files = [
    aFile('old'),
    aFile('kept', { kept: true }),
    aFile('new', { addedAt: NOW - DAY }),
    aFile('newer', { addedAt: NOW }),
  ];
  expect(offlinePlan(files, rule, NOW)).toEqual({ fetch: ['kept', 'newer', 'new'], drop: [] });
  expect(offlinePlan(files, { ...rule, days: 0 }, NOW).fetch).toEqual(['kept']);
});

test('what was used longest ago goes first, and recent files after the others', () => {
  const files = [
    aFile('recent', { addedAt: NOW, usedAt: 1, bytes: 40 }),
    aFile('long ago', { usedAt: 2, bytes: 40 }),
    aFile('lately', { usedAt: 3, bytes: 40 }),
    aFile('taken off', { live: false, usedAt: 4, bytes: 40 }),
  ];
  expect(offlinePlan(files, rule, NOW).drop).toEqual(['taken off', 'long ago']);
  expect(offlinePlan(files, { ...rule, limitBytes: 30 }, NOW).drop).toEqual(['taken off', 'long ago', 'lately', 'recent']); // prettier-ignore
});

test('the room goes to the newest files, then to what was used last', () => {
  const files = [
    aFile('here', { addedAt: NOW - DAY, usedAt: 1, bytes: 60 }),
    aFile('old', { usedAt: 2, bytes: 40 }),
    aFile('fits', { addedAt: NOW - 2 * DAY, bytes: 30 }),
    aFile('too much', { addedAt: NOW - 3 * DAY, bytes: 30 }),
  ];
  expect(offlinePlan(files, rule, NOW)).toEqual({ fetch: ['fits'], drop: ['old'] });
});

test('the laws of the plan hold for any files', () => {
  const file = fc.record({
    bytes: fc.nat(60), addedAt: fc.nat(NOW), kept: fc.boolean(), live: fc.boolean(), unsent: fc.boolean(),
    usedAt: fc.option(fc.nat(NOW)),
  }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(file), fc.nat(60), fc.nat(300), (drafts, days, limitBytes) => {
      const files = drafts.map((one, at) => aFile(String(at), one));
      const plan = offlinePlan(files, { days, limitBytes }, NOW);
      const byHash = new Map(files.map((one) => [one.sha256, one]));
      const dropped = plan.drop.map((hash) => byHash.get(hash)!);
      const fetched = plan.fetch.map((hash) => byHash.get(hash)!);
      // Nothing that only this laptop has, and nothing that a person wants here, is let go.
      expect(dropped.filter((one) => one.unsent || (one.kept && one.live) || one.usedAt === null)).toEqual(
        [],
      );
      expect(fetched.filter((one) => one.usedAt !== null || !one.live || one.unsent)).toEqual([]);
      expect(files.filter((one) => one.kept && one.live && !one.unsent && one.usedAt === null && !fetched.includes(one))).toEqual([]); // prettier-ignore
      // Above the limit there is only what must stay, and carrying a plan out leaves nothing to do.
      const after = files.map((one) => ({
        ...one,
        usedAt: dropped.includes(one) ? null : fetched.includes(one) ? NOW : one.usedAt,
      }));
      const held = after.filter((one) => one.usedAt !== null).reduce((sum, { bytes }) => sum + bytes, 0);
      const must = after.filter((one) => one.usedAt !== null && (one.unsent || (one.kept && one.live)));
      expect(held).toBeLessThanOrEqual(
        Math.max(
          limitBytes,
          must.reduce((sum, { bytes }) => sum + bytes, 0),
        ),
      );
      expect(offlinePlan(after, { days, limitBytes }, NOW)).toEqual({ fetch: [], drop: [] });
    }),
    { numRuns: 2000 },
  );
});
