import { writeFileSync } from 'node:fs';
import type { FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import type { Outcome } from './outcome.ts';

/** Counts a Playwright run for the summed report: the same file and shape as `vitest-counter.ts`. */
export default class PlaywrightCounter implements Reporter {
  private tests: readonly TestCase[] = [];
  private errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onError(_error: TestError): void {
    this.errors += 1;
  }

  onEnd(result: FullResult): void {
    const file = process.env['OUTCOME_FILE'];
    if (file === undefined) return;
    const of = (outcome: ReturnType<TestCase['outcome']>) =>
      this.tests.filter((test) => test.outcome() === outcome);
    const failed = of('unexpected').length + of('flaky').length + this.errors;
    const outcome: Outcome = {
      passed: of('expected').length,
      failed: failed === 0 && result.status !== 'passed' && this.tests.length > 0 ? 1 : failed,
      skipped: of('skipped').map((test) => ({
        name: test.titlePath().filter(Boolean).join(' › '),
        reason: reasonOf(test),
      })),
    };
    writeFileSync(file, JSON.stringify(outcome));
  }
}

function reasonOf(test: TestCase): string {
  const skip = test.annotations.find(
    (annotation) => annotation.type === 'skip' || annotation.type === 'fixme',
  );
  return skip?.description ?? 'no reason given (or a test before it failed)';
}
