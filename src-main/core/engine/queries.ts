import type { Reader } from '../../../db/client/access.ts';
import { isQueryName, QUERIES, type QueryName } from '../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { About, BlobStore, QueryContext } from './context.ts';
import { ContextSource } from './desk-context.ts';
import { badInput, failureOf } from './engine.ts';
import type { SyncStatus } from './sync-status.ts';
import type { Topic } from './topics.ts';

/** A view as it is called here: types were checked where the lists are put together. */
export interface AnyView {
  readonly reads: readonly Topic[];
  run(context: QueryContext, input: never): unknown;
}

export interface QueriesOptions {
  readonly db: Reader;
  readonly now: () => number;
  readonly blobs: BlobStore;
  readonly views: Readonly<Partial<Record<QueryName, AnyView>>>;
  readonly status: () => SyncStatus;
  readonly about: About;
  /** Told when a view throws what it should not; without it the fault is thrown on, as tests want it. */
  readonly onFault?: (name: QueryName, fault: unknown) => void;
}

interface Watch {
  readonly name: QueryName;
  readonly input: unknown;
  readonly push: (result: Result<unknown, DeskFailure>) => void;
  /** The last result as JSON: what did not change is not told. */
  last: string;
}

/** Answers queries, once or live. Reads only; `changed` says what to look at again. */
export class Queries {
  readonly #options: QueriesOptions;
  readonly #context: ContextSource;
  readonly #watches = new Set<Watch>();
  readonly #stale = new Set<Watch>();

  constructor(options: QueriesOptions) {
    this.#options = options;
    this.#context = new ContextSource(options.db, options.status, options.about);
  }

  ask(name: string, input: unknown): Result<unknown, DeskFailure> {
    const query = this.#parse(name, input);
    return query.ok ? this.#read(query.value.name, query.value.input) : query;
  }

  /** Pushes the result now and whenever it changed, until the returned function is called. */
  watch(name: string, input: unknown, push: Watch['push']): () => void {
    const query = this.#parse(name, input);
    if (!query.ok) {
      push(query);
      return () => undefined;
    }
    const watch: Watch = { ...query.value, push, last: '' };
    this.#watches.add(watch);
    this.#refresh(watch);
    return () => {
      this.#watches.delete(watch);
      this.#stale.delete(watch);
    };
  }

  /** Marks what reads one of `topics`; `refreshOne` brings it up to date. Changes that come together are one refresh. */
  changed(topics: ReadonlySet<Topic>): void {
    this.#context.forget();
    for (const watch of this.#watches) {
      const reads = this.#options.views[watch.name]?.reads ?? [];
      if (reads.some((topic) => topics.has(topic))) this.#stale.add(watch);
    }
  }

  /** Refreshes one stale watch; false where none is left. The caller decides what may come in between. */
  refreshOne(): boolean {
    const [watch] = this.#stale;
    if (!watch) return false;
    this.#stale.delete(watch);
    this.#refresh(watch);
    return this.#stale.size > 0;
  }

  refreshAll(): void {
    while (this.#stale.size > 0) this.refreshOne();
  }

  #refresh(watch: Watch): void {
    const result = this.#read(watch.name, watch.input);
    const text = JSON.stringify(result);
    if (text === watch.last) return;
    watch.last = text;
    watch.push(result);
  }

  #parse(name: string, input: unknown): Result<{ name: QueryName; input: unknown }, DeskFailure> {
    if (!isQueryName(name)) return err({ type: 'BadInput', path: 'name', problem: 'unknown query' });
    const parsed = QUERIES[name].input.safeParse(input);
    return parsed.success ? ok({ name, input: parsed.data }) : err(badInput(parsed.error));
  }

  #read(name: QueryName, input: unknown): Result<unknown, DeskFailure> {
    const view = this.#options.views[name];
    if (!view) throw new Error(`query ${name} has no view`);
    const { db, blobs, now } = this.#options;
    const context: QueryContext = this.#context.at(now(), { db, blobs });
    try {
      return ok(view.run(context, input as never));
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure) return err(failure);
      const { onFault } = this.#options;
      if (!onFault) throw thrown;
      onFault(name, thrown);
      return err({ type: 'NotAnswering' });
    }
  }
}
