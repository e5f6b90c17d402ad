import { expect, it } from 'vitest';
import { runHistories } from './pool.ts';
import { findingLines, replayLine } from './report.ts';
import { Runner, SMALL } from './runner.ts';
import { KNOWN_FAULTS } from './weights.ts';

const LARGE = { laptops: 5, operations: 200 };
/** Most are small, which find most for their time; in all as many as two quiet cores run in a few minutes. */
const RUNS = [
  { first: 1, histories: 300, size: LARGE },
  { first: 1, histories: 2_700, size: SMALL },
];
const HISTORIES = RUNS.reduce((sum, { histories }) => sum + histories, 0);

it('the same seed is the same history, on a thread that has run others and on one that has not', async () => {
  const [fresh, used] = [await Runner.make(LARGE), await Runner.make(LARGE)];
  await used.run([5, 6, 7, 8], { shrink: false, untilFailure: false });
  const [one, other] = [await fresh.one(9, fresh.plan(9)), await used.one(9, used.plan(9))];
  expect(other).toEqual(one);
});

it(
  `${HISTORIES} histories lose nothing, show nothing and report nothing wrongly`,
  { timeout: 1_800_000 },
  async () => {
    const totals = await runHistories(RUNS, () => undefined);
    const said = totals.failures.flatMap((failure) => [
      replayLine(failure),
      ...failure.script,
      ...findingLines(failure.findings),
    ]);
    expect(said.slice(0, 400)).toEqual([]);
    expect(totals.histories).toBe(HISTORIES);
    // A fault that never fires is a hole in the simulation.
    expect(KNOWN_FAULTS.filter((fault) => !totals.faults[fault])).toEqual([]);
  },
);
