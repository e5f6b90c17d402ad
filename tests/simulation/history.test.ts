import { describe, expect, it } from 'vitest';
import { runHistory } from './history.ts';
import type { Plants } from './model-server.ts';

const failures = (seed: number, plants: Plants = {}): number => {
  const report = runHistory(seed, { laptops: 3, operations: 60, plants });
  return report.divergences + report.lost + report.leaks + report.unrecorded + report.falseConflicts;
};

describe('500 histories of three laptops over a network that loses and repeats', () => {
  it('end with every laptop equal to the server, nothing lost, leaked or wrongly reported', () => {
    const faults: Record<string, number> = {};
    for (let seed = 1; seed <= 500; seed += 1) {
      const report = runHistory(seed, { laptops: 3, operations: 60 });
      expect(
        { seed, ...report, faults: null, script: null },
        `npm run simulate -- --seed ${seed} --replay`,
      ).toMatchObject({ divergences: 0, lost: 0, leaks: 0, unrecorded: 0, falseConflicts: 0 });
      for (const [fault, times] of Object.entries(report.faults))
        faults[fault] = (faults[fault] ?? 0) + times;
    }
    // A fault that never fires is a hole in the simulation.
    for (const fault of ['lostRequest', 'lostAnswer', 'twice', 'clock', 'delete', 'move'])
      expect(faults[fault]).toBeGreaterThan(100);
  });

  it('are the same for the same seed', () => {
    expect(runHistory(7, { laptops: 3, operations: 60 })).toEqual(
      runHistory(7, { laptops: 3, operations: 60 }),
    );
  });
});

describe('the oracle finds a planted bug', () => {
  it.each<[string, Plants]>([
    ['an overwrite that is not recorded', { dropOverwrite: true }],
    ['a repeated push that is applied again', { ignoreDuplicate: true }],
    ['a clock that is not clamped back on the laptop that sent it', { tellNothing: true }],
    ['a row that left a scope without a word', { skipRemove: true }],
    ['an answer that shows the row as it was in between', { staleState: true }],
  ])('%s', (_what, plants) => {
    let caught = 0;
    for (let seed = 1; seed <= 60; seed += 1) caught += failures(seed, plants) > 0 ? 1 : 0;
    expect(caught).toBeGreaterThan(0);
  });
});
