import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Outcome, Skip } from './outcome.ts';

/**
 * Counts a vitest run for the summed report and writes the outcome to the file named by `OUTCOME_FILE`. A file that
 * fails to load and an error outside any test count as failures. Writes nothing where no file is named.
 */
export default class VitestCounter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const file = process.env['OUTCOME_FILE'];
    if (file === undefined) return;
    let passed = 0;
    let failed = unhandled.length;
    const skipped: Skip[] = [];
    for (const module of modules) {
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed += 1;
        else
          skipped.push({
            name: `${module.relativeModuleId} › ${test.fullName}`,
            reason: (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given',
          });
      }
    }
    const outcome: Outcome = { passed, failed, skipped };
    writeFileSync(file, JSON.stringify(outcome));
  }
}
