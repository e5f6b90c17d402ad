import { Worker } from 'node:worker_threads';
import { LIMIT } from './case.ts';
import { ENGINES } from './peer-engine.ts';
import type { Engine } from './peer-engine.ts';
import { isAllowed } from './rrule.ts';
import type { RuleCase } from './rrule.ts';
import { readTable } from './table.ts';

/**
 * The table behind docs/decisions/recurrence-library.md: each engine on each single-rule case, in a thread that is
 * ended after a second, because some libraries never come back from some rules.
 */
export async function comparePeers(file: string): Promise<string[]> {
  const cases = readTable<RuleCase>(file).cases.filter(
    (test) => isAllowed(test) && test.rules.length === 1 && test.query === undefined,
  );
  const tiers = [...new Set(cases.map((test) => test.tier))].filter(
    (tier): tier is RuleCase['tier'] => tier !== 'contested',
  );
  const rows = [`| engine | ${tiers.join(' | ')} | over ${LIMIT} ms | one week of a weekly meeting |`];
  rows.push(`|---|${tiers.map(() => '---').join('|')}|---|---|`);
  for (const engine of ENGINES) {
    const passed = new Map(tiers.map((tier) => [tier, { passed: 0, total: 0 }]));
    let late = 0;
    let thread = new Thread(engine);
    for (const test of cases) {
      const tally = passed.get(test.tier);
      if (tally === undefined) continue;
      tally.total += 1;
      const answer = await thread.ask<boolean>(test, LIMIT);
      if (answer === true) tally.passed += 1;
      if (answer !== null) continue;
      late += 1;
      await thread.end();
      thread = new Thread(engine);
    }
    const cost = await thread.ask<number>(null, 600_000);
    await thread.end();
    const cells = [...passed.values()].map((tally) => `${tally.passed}/${tally.total}`);
    rows.push(`| ${engine} | ${cells.join(' | ')} | ${late} | ${cost?.toFixed(1)} µs |`);
  }
  return rows;
}

class Thread {
  private readonly worker = new Worker(new URL('peer-engine.ts', import.meta.url));
  private readonly engine: Engine;
  private warm = false;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Null when there was no answer in time. The first question waits for the thread to start, too. */
  ask<T>(test: RuleCase | null, limit: number): Promise<T | null> {
    const allowed = this.warm ? limit : limit + 5000;
    this.warm = true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), allowed);
      this.worker.once('message', (answer: T) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.worker.postMessage({ engine: this.engine, test });
    });
  }

  end(): Promise<number> {
    return this.worker.terminate();
  }
}
