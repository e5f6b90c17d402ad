import type { QueryInput, QueryName, QueryResult } from '../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { theClient } from './the-client.ts';

/** Reads once. Waits while the core cannot be reached. */
export function ask<N extends QueryName>(
  name: N,
  input: QueryInput<N>,
): Promise<Result<QueryResult<N>, DeskFailure>> {
  return theClient().call('ask', name, input) as Promise<Result<QueryResult<N>, DeskFailure>>;
}
