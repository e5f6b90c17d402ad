import { expect, test } from 'vitest';
import machine from '../../../build/setup/machine.cjs';
import { runKills } from './kills.ts';

const reason = 'PostgreSQL is not installed (initdb was not found)';

test.skipIf(machine.findPostgres() === undefined)(
  `two desks, a server and PostgreSQL lose nothing that was acknowledged when they are killed 50 times (else: ${reason})`,
  async () => {
    const report = await runKills({ kills: 50, seed: 1, note: () => undefined });
    expect(report.faults).toEqual([]);
    expect(report.kills).toBeGreaterThanOrEqual(50);
    expect(report.acknowledged).toBeGreaterThan(100);
  },
);
