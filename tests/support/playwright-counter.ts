import { writeFileSync } from 'node:fs';
import type { FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import type { Failure, Outcome } from './outcome.ts';

/** Counts a Playwright run for the summed report: the same file and shape as `vitest-counter.ts`. */
export default class PlaywrightCounter implements Reporter {
  private tests: readonly TestCase[] = [];
  private readonly errors: Failure[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onError(error: TestError): void {
    this.errors.push({ name: 'outside of any test', why: error.message ?? '' });
  }

  onEnd(result: FullResult): void {
    const file = process.env['OUTCOME_FILE'];
    if (file === undefined) return;
    const of = (outcome: ReturnType<TestCase['outcome']>) =>
      this.tests.filter((test) => test.outcome() === outcome);
    const failed = [...of('unexpected'), ...of('flaky')].map((test) => ({
      name: nameOf(test),
      why: whyOf(test),
    }));
    failed.push(...this.errors);
    if (failed.length === 0 && result.status !== 'passed' && this.tests.length > 0)
      failed.push({ name: 'the run itself', why: result.status });
    const outcome: Outcome = {
      passed: of('expected').length,
      failed,
      skipped: of('skipped').map((test) => ({ name: nameOf(test), reason: reasonOf(test) })),
    };
    writeFileSync(file, JSON.stringify(outcome));
  }
}

const nameOf = (test: TestCase): string => test.titlePath().filter(Boolean).join(' › ');

const whyOf = (test: TestCase): string =>
  test.results.find((one) => one.error !== undefined)?.error?.message ?? '';

function reasonOf(test: TestCase): string {
  const skip = test.annotations.find(
    (annotation) => annotation.type === 'skip' || annotation.type === 'fixme',
  );
  return skip?.description ?? 'no reason given (or a test before it failed)';
}
