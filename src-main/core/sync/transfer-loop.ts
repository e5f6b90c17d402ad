import { readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import {
  placeUpload,
  dropUpload,
  offeredFiles,
  offerOwn,
  uploadFailed,
  uploadSent,
  waitingUploads,
  type UploadRow,
} from '../../../db/client/local/uploads.ts';
import { namedFiles, recordsOf } from '../../../db/client/queries/attachment.ts';
import { readSettings } from '../../../db/client/local/settings.ts';
import { offlinePlan } from '../../../src-shared/domain/attachment/offline.ts';
import type { FileBlobStore } from '../blob-store.ts';
import { failureOf, type Engine } from '../engine/engine.ts';
import { faultText } from '../stderr-log.ts';
import { backOff } from './back-off.ts';
import { FIRST_CHUNK, nextChunk, SMALLEST_CHUNK, smallerChunk } from './chunk-size.ts';
import type { Log } from './log.ts';
import type { NetFailure } from './http.ts';
import type { Network, Timers } from './network.ts';
import type { Session } from './session.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { transfersOver, type Transfers } from './transfers.ts';
import { forgetUnnamedFiles } from './unnamed-files.ts';

export interface TransferOptions {
  readonly engine: Engine;
  readonly network: Network;
  readonly timers: Timers;
  readonly blobs: FileBlobStore;
  readonly sessions: SessionKeeper;
  readonly log: Log;
}

const MB = 1_000_000;

/**
 * Moves the files of attachments, beside the rounds of sync: a large file on a slow line holds up no row. Sends what
 * the server does not have, fetches what the rules want here, lets go what they do not, one file after the other.
 *
 * A file that the server refuses waits longer each time and holds up no other; without a connection, or where the
 * server asks for patience, everything waits. One over which it was lost has its turn after all others: the server may break
 * over that one alone. What arrived is remembered with each piece, so any moment may be the last.
 */
export class TransferLoop {
  readonly transfers: Transfers;
  readonly #options: TransferOptions;
  /** Files that failed: how often, and when they may be tried again. */
  readonly #waits = new Map<string, { failures: number; until: number }>();
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;
  #failures = 0;
  #notBefore = 0;
  #cancelTimer = (): void => undefined;

  constructor(options: TransferOptions) {
    this.#options = options;
    this.transfers = transfersOver(options.network, options.timers, options.blobs);
  }

  start(): void {
    this.#stopped = false;
    this.#failures = 0;
    this.#notBefore = 0;
    this.#waits.clear();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  /** Bytes go with the last record that named them. What keeps one from going is told, and tried again with the next round. */
  forgetUnnamed(): void {
    const { engine, blobs, log } = this.#options;
    try {
      if (forgetUnnamedFiles(engine, blobs)) engine.announce(['blobs']);
    } catch (thrown) {
      log('bytes not removed', { fault: faultText(thrown) });
    }
  }

  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Asks for a look at what there is to move; asking often is the same as asking once. */
  ask(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    if (this.#now() < this.#notBefore) return;
    // Later, not now: a run announces what it does, and is asked again for it while it is not known to run.
    this.#running = Promise.resolve()
      .then(() => this.#run())
      .finally(() => {
        this.#running = null;
        if (this.#again) {
          this.#again = false;
          this.ask();
        }
      });
  }

  async #run(): Promise<void> {
    try {
      const failure = await this.#moveAll();
      if (failure) this.#wait(failure);
      else this.#failures = 0;
    } catch (thrown) {
      if (failureOf(thrown)?.type !== 'DiskFull')
        this.#options.log('transfer failed', { fault: faultText(thrown) });
      this.#wait(null);
    }
  }

  async #moveAll(): Promise<NetFailure | null> {
    // A right may have ended while a file of it was on its way here.
    this.forgetUnnamed();
    const waiting = waitingUploads(this.#options.engine.sqlite);
    for (const row of waiting.toSorted((a, b) => this.#failuresOf(a.sha256) - this.#failuresOf(b.sha256))) {
      if (this.#stopped) return null;
      if (!this.#mayTry(row.sha256)) continue;
      const failure = await this.#signedIn((session) => this.#upload(session, row));
      if (failure) return this.#over(row.sha256, failure);
    }
    return this.#followRules();
  }

  /** A file under a token that is good; a long one may outlive it, and is gone on with under the next. */
  async #signedIn(work: (session: Session) => Promise<NetFailure | null>): Promise<NetFailure | null> {
    const { sessions } = this.#options;
    const session = await sessions.current();
    if (!session.ok) return session.error.type === 'SignedOut' ? null : session.error;
    const failure = await work(session.value);
    if (failure?.type !== 'TokenExpired') return failure;
    const renewed = await sessions.renew(session.value);
    if (!renewed.ok) return renewed.error.type === 'SignedOut' ? null : renewed.error;
    return work(renewed.value);
  }

  async #upload(session: Session, row: UploadRow): Promise<NetFailure | null> {
    const { engine, blobs } = this.#options;
    const { sqlite } = engine;
    const { sha256 } = row;
    const change = (work: () => void): void => engine.apply(['blobs'], work);
    if (blobs.size(sha256) === null) {
      change(() => dropUpload(sqlite, sha256));
      return null;
    }
    const offered = offeredFiles(sqlite);
    const isThere = (): void =>
      change(() => {
        if (offeredFiles(sqlite) === offered) dropUpload(sqlite, sha256);
      });
    // Attached twice, or offered again after the server began anew: it may have it.
    if (row.path === null) {
      const there = await this.transfers.has(session, sha256, row.attachment_id);
      if (!there.ok) return there.error;
      if (there.value) {
        isThere();
        return null;
      }
    }
    let chunk = readNumber(sqlite, 'uploadChunk', FIRST_CHUNK);
    let known = row.sent;
    let pieceAt = this.#now();
    const sent = await this.transfers.upload(session, {
      sha256,
      bytes: row.bytes,
      attachmentId: row.attachment_id,
      path: row.path,
      chunk,
      read: (start, end) => blobs.read(sha256, start, end),
      begun: (path) => {
        pieceAt = this.#now();
        change(() => placeUpload(sqlite, sha256, path));
      },
      sent: (bytes) => {
        if (bytes === known) return;
        known = bytes;
        change(() => uploadSent(sqlite, sha256, bytes));
      },
      taken: (bytes) => {
        // The last piece is shorter, and says nothing about the line.
        if (bytes === chunk) chunk = nextChunk(chunk, this.#now() - pieceAt);
        pieceAt = this.#now();
        writeMeta(sqlite, 'uploadChunk', String(chunk));
        return chunk;
      },
    });
    if (sent.ok) {
      isThere();
      this.#waits.delete(sha256);
      // Its record may have left this laptop while the bytes were still to be sent.
      this.forgetUnnamed();
      return null;
    }
    const { error } = sent;
    if (error.type === 'ChunkTooLarge' || error.type === 'ServerDown')
      writeMeta(sqlite, 'uploadChunk', String(smallerChunk(chunk)));
    if (error.type === 'ChunkTooLarge') {
      if (chunk > SMALLEST_CHUNK) return this.#upload(session, again(row, sqlite));
      this.#putOff(sha256);
      return null;
    }
    if (error.type !== 'ServerRefused') return error;
    change(() => {
      uploadFailed(sqlite, sha256);
      placeUpload(sqlite, sha256, null);
    });
    this.#putOff(sha256);
    return null;
  }

  /** Fetches and lets go by the rules. What somebody opens meanwhile is fetched beside. */
  async #followRules(): Promise<NetFailure | null> {
    const { engine, blobs } = this.#options;
    const { fileDays, fileMegabytes } = readSettings(engine.sqlite);
    const held = new Map(blobs.list().map((one) => [one.sha256, one.usedAt]));
    const files = namedFiles(engine).map((file) => ({
      ...file,
      live: file.live === 1,
      kept: file.kept === 1,
      unsent: file.unsent === 1,
      usedAt: held.get(file.sha256) ?? null,
    }));
    const plan = offlinePlan(files, { days: fileDays, limitBytes: fileMegabytes * MB }, this.#now());
    for (const sha256 of plan.drop) blobs.remove(sha256);
    if (plan.drop.length > 0) engine.announce(['blobs']);
    const wanted = plan.fetch.toSorted((a, b) => this.#failuresOf(a) - this.#failuresOf(b));
    for (const sha256 of wanted) {
      if (this.#stopped) return null;
      if (!this.#mayTry(sha256)) continue;
      const failure = await this.#signedIn((session) => this.#fetch(session, sha256));
      if (failure) return this.#over(sha256, failure);
    }
    return null;
  }

  /**
   * The same bytes may hang on several records, and are given only through one whose author has brought them: what is
   * refused through the one is asked for through the next. Where none helps, the sender may not have sent it yet, or the
   * right has ended: no reason to stop.
   */
  async #fetch(session: Session, sha256: string): Promise<NetFailure | null> {
    const { engine } = this.#options;
    for (const attachmentId of recordsOf(engine, sha256)) {
      if (this.#stopped) return null;
      const fetched = await this.transfers.download(session, sha256, attachmentId);
      if (fetched.ok) {
        engine.apply(['blobs'], () => offerOwn(engine.sqlite, sha256, attachmentId));
        this.#waits.delete(sha256);
        return null;
      }
      if (fetched.error.type !== 'ServerRefused') return fetched.error;
    }
    this.#putOff(sha256);
    return null;
  }

  #mayTry(sha256: string): boolean {
    return (this.#waits.get(sha256)?.until ?? 0) <= this.#now();
  }

  #failuresOf(sha256: string): number {
    return this.#waits.get(sha256)?.failures ?? 0;
  }

  /** What ended a run, while this file was moved. */
  #over(sha256: string, failure: NetFailure): NetFailure {
    if (failure.type === 'ServerDown') this.#putOff(sha256);
    return failure;
  }

  #putOff(sha256: string): void {
    const failures = this.#failuresOf(sha256) + 1;
    const until = this.#now() + backOff(failures + 3, this.#options.engine.world.random);
    this.#waits.set(sha256, { failures, until });
  }

  #wait(failure: NetFailure | null): void {
    const { timers, engine } = this.#options;
    if (this.#stopped || failure?.type === 'TokenRevoked' || failure?.type === 'UpdateNeeded') return;
    this.#failures += 1;
    const ms =
      failure?.type === 'TooManyTries'
        ? failure.retryAfterMs
        : backOff(this.#failures - 1, engine.world.random);
    this.#notBefore = this.#now() + ms;
    this.#cancelTimer();
    this.#cancelTimer = timers.after(ms, () => {
      this.#notBefore = 0;
      this.ask();
    });
  }

  #now(): number {
    return this.#options.engine.world.now();
  }
}

/** The same upload as the database knows it now. */
const again = (row: UploadRow, sqlite: Engine['sqlite']): UploadRow =>
  waitingUploads(sqlite).find(({ sha256 }) => sha256 === row.sha256) ?? row;
