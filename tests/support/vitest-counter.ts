import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import type { Failure, Outcome, Skip } from './outcome.ts';

/**
 * Counts a vitest run for the summed report and writes the outcome to the file named by `OUTCOME_FILE`. A file that
 * fails to load and an error outside any test count as failures. Writes nothing where no file is named.
 */
export default class VitestCounter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env['OUTCOME_FILE'];
    if (file === undefined) return;
    let passed = 0;
    const failed: Failure[] = failuresOf('outside of any test', unhandled);
    const skipped: Skip[] = [];
    for (const module of modules) {
      failed.push(...failuresOf(module.relativeModuleId, module.errors()));
      for (const suite of module.children.allSuites())
        failed.push(...failuresOf(`${module.relativeModuleId} › ${suite.fullName}`, suite.errors()));
      for (const test of module.children.allTests()) {
        const result = test.result();
        const name = `${module.relativeModuleId} › ${test.fullName}`;
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed.push({ name, why: result.errors[0]?.message ?? '' });
        else
          skipped.push({
            name,
            reason: (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given',
          });
      }
    }
    const outcome: Outcome = { passed, failed, skipped };
    writeFileSync(file, JSON.stringify(outcome));
  }
}

const failuresOf = (name: string, errors: readonly { readonly message: string }[]): Failure[] =>
  errors.map(({ message }) => ({ name, why: message }));
