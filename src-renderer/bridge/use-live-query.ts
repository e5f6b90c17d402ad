import { useCallback, useSyncExternalStore } from 'react';
import type { QueryInput, QueryName, QueryResult } from '../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { theClient } from './the-client.ts';
import type { Client } from './client.ts';
import { LiveQueries } from './live-query.ts';

const LIVE = new WeakMap<Client, LiveQueries>();

function liveQueries(): LiveQueries {
  const client = theClient();
  let live = LIVE.get(client);
  if (!live) LIVE.set(client, (live = new LiveQueries(client)));
  return live;
}

const nothing = (): undefined => undefined;
const never = (): (() => void) => () => undefined;

/** The latest answer, failures included; `undefined` until the first one. `null` as input asks nothing. */
export function useLiveResult<N extends QueryName>(
  name: N,
  input: QueryInput<N> | null,
): Result<QueryResult<N>, DeskFailure> | undefined {
  const key = JSON.stringify(input);
  const subscribe = useCallback(
    (listener: () => void) => liveQueries().subscribe(name, JSON.parse(key), listener),
    [name, key],
  );
  const read = useCallback(() => liveQueries().answer(name, JSON.parse(key)), [name, key]);
  return useSyncExternalStore(input === null ? never : subscribe, input === null ? nothing : read) as
    Result<QueryResult<N>, DeskFailure> | undefined;
}

/**
 * Reads and stays up to date. `undefined` until the first answer, a few milliseconds, and where the query failed
 * (`useLiveResult` says why); then the value, whose unchanged rows keep their identity.
 */
export function useLiveQuery<N extends QueryName>(
  name: N,
  input: QueryInput<N> | null,
): QueryResult<N> | undefined {
  const result = useLiveResult(name, input);
  return result?.ok ? result.value : undefined;
}
