import type { Done } from '../../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import type { LockState } from '../../../src-shared/contract/lock.ts';
import type { FromCore } from '../../../src-shared/contract/wire.ts';
import type { About } from './context.ts';
import type { SyncStatus } from './sync-status.ts';
import type { Topic } from './topics.ts';

/** What the core's workers are started with. */
export interface WorkerSettings {
  readonly folder: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly about: About;
  /** Signs this person of the demo bank in at the start, where somebody else or nobody is. */
  readonly signInAs: string | null;
}

/** Whether the desk was offline for longer than the bank allows, and until when it may be. */
export interface Lease {
  readonly over: boolean;
  readonly until: number | null;
}

export type Answer = Done<unknown, DeskFailure>;

/** To the worker that writes: commands, and what only it can do. */
export type ToEngine =
  | { t: 'run'; call: number; name: string; input: unknown }
  /** Fetches the bytes of an attachment that are only on the server. */
  | { t: 'fetch'; call: number; attachmentId: string }
  /** The machine woke up, or its clock was set. */
  | { t: 'wake' }
  /** Whether any window is there that can be told what is due. */
  | { t: 'hear'; on: boolean }
  | { t: 'close' };

export type FromEngine =
  | { t: 'ready'; file: string; migrated: readonly string[] }
  /** The database could not be opened; the worker ends. */
  | { t: 'failed'; failure: DeskFailure }
  | { t: 'done'; call: number; result: Answer }
  | { t: 'changed'; topics: readonly Topic[]; status: SyncStatus }
  | { t: 'remind'; items: Extract<FromCore, { t: 'remind' }>['items'] }
  /** The lease began anew or is over. */
  | { t: 'lease'; lease: Lease }
  /** The bank wants this desk erased; what could be handed over was. */
  | { t: 'wipe'; facts: NonNullable<LockState['wiped']> }
  /** The end; and when reminders of the coming day fall due, which is all that a locked desk may know. */
  | { t: 'closed'; coming: readonly number[] };

/** To the worker that reads. `session` is a window. */
export type ToQueries =
  /** The file is there to be read. */
  | { t: 'open' }
  | { t: 'ask'; session: number; ref: number; name: string; input: unknown }
  | { t: 'watch'; session: number; ref: number; name: string; input: unknown }
  | { t: 'unwatch'; session: number; ref: number }
  | { t: 'leave'; session: number }
  | { t: 'changed'; topics: readonly Topic[]; status: SyncStatus }
  | { t: 'close' };

export type FromQueries =
  { t: 'ready' } | { t: 'message'; session: number; message: FromCore } | { t: 'closed' };
