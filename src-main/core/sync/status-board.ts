import { readMeta, readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { loadingState } from '../../../db/client/local/scopes.ts';
import type { Engine } from '../engine/engine.ts';
import { SIGNED_OUT, type SyncStatus } from '../engine/sync-status.ts';

const NOTED_MS = 5_000;

/** How sync stands, as the desk shows it: told when it changes, and only then. */
export class StatusBoard {
  readonly #engine: Engine;
  readonly #onStatus: (status: SyncStatus) => void;
  #status: SyncStatus = SIGNED_OUT;
  /** Since when no round has ended well; a try that fails as well begins nothing anew. */
  #offlineSince: number | null = null;

  constructor(engine: Engine, onStatus: (status: SyncStatus) => void) {
    this.#engine = engine;
    this.#onStatus = onStatus;
  }

  get status(): SyncStatus {
    return this.#status;
  }

  /** Nobody is signed in; `lastError` says why where something is wrong. */
  signedOut(lastError: SyncStatus['lastError']): void {
    this.#tell({ ...SIGNED_OUT, since: this.#engine.world.now(), lastError });
  }

  /** While a scope is not complete yet, working is called loading: the desk can be used, but not everything is there. */
  show(phase: SyncStatus['phase'], also: Partial<SyncStatus> = {}): void {
    const { sqlite, world } = this.#engine;
    const { loading, rows } = loadingState(sqlite);
    const works = phase === 'online' || phase === 'syncing' || phase === 'loading';
    const incomplete = loading > 0 || readMeta(sqlite, 'lastSyncAt') === null;
    const next = works && incomplete ? 'loading' : phase === 'loading' ? 'syncing' : phase;
    const progress = next === 'loading' ? { done: rows, total: null } : null;
    if (next === 'online' || (!works && next !== 'offline')) this.#offlineSince = null;
    const changed = next === this.#status.phase ? this.#status.since : world.now();
    const since = next === 'offline' ? (this.#offlineSince ??= world.now()) : changed;
    this.#tell({ ...this.#status, ...also, phase: next, since, progress });
  }

  /** Notes when a round has ended well. Shown in minutes: a round a second pays the commit of a note of its own once. */
  noteSynced(now: number): void {
    this.#offlineSince = null;
    const last = readNumber(this.#engine.sqlite, 'lastSyncAt', 0);
    if (now >= last && now - last < NOTED_MS) return;
    writeMeta(this.#engine.sqlite, 'lastSyncAt', String(now));
    // A round that finds nothing new changes no status, and is still a sync.
    this.#engine.announce(['sync']);
  }

  #tell(status: SyncStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#onStatus(status);
  }
}
