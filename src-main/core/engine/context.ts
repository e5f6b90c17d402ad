import type { Reader, Writer } from '../../../db/client/access.ts';
import type {
  CommandInput,
  CommandName,
  CommandResult,
  QueryInput,
  QueryName,
  QueryResult,
} from '../../../src-shared/contract/contract.ts';
import type { Me, Settings } from '../../../src-shared/contract/desk.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Result } from '../../../src-shared/kernel/result.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Right, Scope } from '../../../src-shared/sync/scope.ts';
import type { SyncStatus } from './sync-status.ts';

/** What every use-case and every view gets. */
export interface DeskContext {
  readonly me: Me;
  readonly settings: Settings;
  readonly now: EpochMs;
  /** The rights of this person as the server last said; writing elsewhere is refused before it is tried. */
  readonly grants: ReadonlyMap<Scope, Right>;
  /** Server time of the last checkpoint that held a scope; null where none did. */
  asOf(scope: Scope): EpochMs | null;
  /** How sync stands now. */
  readonly sync: SyncStatus;
  readonly about: About;
}

/** What the desk was started with. */
export interface About {
  readonly version: string;
  /** The server that the sign-in screen suggests. */
  readonly server: string | null;
}

export interface HeldBlob {
  readonly sha256: string;
  readonly bytes: number;
  /** When it was last read or written. */
  readonly usedAt: number;
}

/** The files of attachments on this laptop, by SHA-256. */
export interface BlobStore {
  /** Stores bytes (encrypted at rest); returns their SHA-256. */
  put(bytes: Uint8Array): string;
  get(sha256: string): Uint8Array | null;
  has(sha256: string): boolean;
  list(): HeldBlob[];
  /** Notes that it was used now, for whoever decides what may go. */
  touch(sha256: string, now: number): void;
}

export interface CommandContext extends DeskContext {
  readonly tx: Writer;
  readonly blobs: BlobStore;
  newId(): Id;
}

export interface QueryContext extends DeskContext {
  readonly db: Reader;
  readonly blobs: BlobStore;
}

/**
 * A use-case: load, decide (pure), write. It runs in one transaction, which is rolled back where it returns an error.
 * Its inverse is recorded by the writer; `undoable: false` for what undo must not touch (settings, sessions).
 */
export type UseCase<N extends CommandName> = (
  context: CommandContext,
  input: CommandInput<N>,
) => Result<CommandResult<N>, DeskFailure>;

/** A query handler. `reads` names what its result depends on: it runs again when one of them changed. */
export interface View<N extends QueryName> {
  readonly reads: readonly (TableName | LocalTopic)[];
  run(context: QueryContext, input: QueryInput<N>): QueryResult<N>;
}

/** What queries may depend on beside synced tables: things that live on this laptop alone. */
export type LocalTopic =
  'conflicts' | 'settings' | 'sync' | 'outbox' | 'undo' | 'reminders' | 'read_flags' | 'blobs' | 'clock';

export type UseCases<N extends CommandName> = { readonly [K in N]: UseCase<K> };
export type Views<N extends QueryName> = { readonly [K in N]: View<K> };
