import type { DeskFailure } from '../../src-shared/contract/errors.ts';

/**
 * An expected failure on its way out of a transaction. The engine turns it into the `Result` that callers see; it is
 * thrown only where returning would let a half-done transaction go on: rights, values that do not fit, missing bytes.
 */
export class DeskError extends Error {
  readonly failure: DeskFailure;

  constructor(failure: DeskFailure) {
    super(failure.type);
    this.name = 'DeskError';
    this.failure = failure;
  }
}

/** A disk that did not read or write when asked; what lies on it may be whole. */
export const isDiskFault = (code: unknown): boolean =>
  typeof code === 'string' && (code.startsWith('SQLITE_IOERR') || code === 'EIO');
