import { databaseFile, openDatabase } from '../../../db/client/open.ts';
import { allScopes, scopeRow } from '../../../db/client/local/scopes.ts';
import { anyWaiting } from '../../../db/client/local/outbox.ts';
import { openBlobStore } from '../../../src-main/core/blob-store.ts';
import { USE_CASES } from '../../../src-main/core/commands.ts';
import { blobFolder } from '../../../src-main/core/data-folder.ts';
import { DERIVATIONS } from '../../../src-main/core/derivations.ts';
import { signIn } from '../../../src-main/core/engine/account.ts';
import type { UseCase } from '../../../src-main/core/engine/context.ts';
import { Engine, type EngineOptions } from '../../../src-main/core/engine/engine.ts';
import { SIGNED_OUT, type SyncStatus } from '../../../src-main/core/engine/sync-status.ts';
import { keyIn } from '../../support/key-file.ts';
import { realNetwork, realTimers } from '../../../src-main/core/sync/network.ts';
import { SyncLoop } from '../../../src-main/core/sync/sync-loop.ts';
import { ok } from '../../../src-shared/kernel/result.ts';
import { countLineBytes, type LineBytes } from './line-bytes.ts';
import { benchRow, type BenchPlace, type BenchRow } from './rows.ts';

/** What the bench asks of a laptop; every question is answered once. */
export type Ask =
  | { ask: 'signIn'; server: string; login: string; password: string }
  | { ask: 'start' | 'stop' | 'usage' | 'close' }
  /** Makes the rows that are written next: what the bench itself does is not to be measured. */
  | { ask: 'prepare'; count: number; place: BenchPlace }
  | { ask: 'insert'; from: number; count: number; chunk: number; place: BenchPlace }
  | {
      ask: 'edit';
      from: number;
      count: number;
      chunk: number;
      field: EditField;
      value: string;
      place: BenchPlace;
    }
  /** Waits until everything was sent, and with `fetched` all news were taken over; answers with the scope's checksum. */
  | { ask: 'sent'; scope: string; fetched?: boolean }
  /** Waits until a scope has this checksum; `null` for: until every scope is complete. */
  | { ask: 'until'; scope: string; checksum: string }
  | { ask: 'loaded'; families: readonly string[] | null }
  | { ask: 'conflicts'; scope: string };
export type EditField = 'detail_en' | 'account_no';

export interface Usage extends LineBytes {
  readonly cpuMs: number;
  readonly memory: number;
  readonly peak: number;
}

interface Written {
  readonly from: number;
  readonly count: number;
  readonly place: BenchPlace;
  /** Null: new rows. */
  readonly edit: { readonly field: EditField; readonly value: string } | null;
}

/** The moment by a clock that all processes of this machine share, in milliseconds. */
export const moment = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * The writing half of a desk on a real folder and a real network, without a window: engine, sync loop, every derived
 * table. It writes through commands, as a person does.
 */
export class BenchLaptop {
  readonly #engine: Engine;
  readonly #sync: SyncLoop;
  readonly #account: Parameters<typeof signIn>[0];
  readonly #close: () => void;
  readonly #bytes = countLineBytes();

  constructor(folder: string) {
    const key = keyIn(folder);
    const opened = openDatabase({ folder, key });
    if (!opened.ok) throw new Error(`${databaseFile(folder)}: ${opened.error.type}`);
    const blobs = openBlobStore(blobFolder(folder), key);
    let status: SyncStatus = SIGNED_OUT;
    const engine = new Engine({
      sqlite: opened.value.sqlite,
      world: { now: Date.now, random: Math.random },
      blobs,
      // Under the name of a command that takes a text, so that what the bench writes passes every door.
      useCases: { ...USE_CASES, 'customer.import': writeRows } as EngineOptions['useCases'],
      derivations: DERIVATIONS,
      status: () => status,
      about: { version: 'bench', server: null },
    });
    this.#engine = engine;
    const log = (event: string, fields: object): void =>
      console.error(`${folder}: ${event} ${JSON.stringify(fields)}`);
    this.#sync = new SyncLoop({
      engine,
      network: realNetwork,
      timers: realTimers,
      log,
      blobs,
      onStatus: (next) => {
        status = next;
        engine.announce(['sync']);
      },
    });
    this.#account = { engine, network: realNetwork, blobs, deviceName: 'bench' };
    this.#close = () => opened.value.close();
  }

  async answer(ask: Ask): Promise<unknown> {
    const { sqlite } = this.#engine;
    switch (ask.ask) {
      case 'signIn': {
        const { server, login, password } = ask;
        const done = await signIn(this.#account, { server, login, password });
        if (!done.ok) throw new Error(done.error.type);
        return this.#sync.start();
      }
      case 'start':
        return this.#sync.start();
      case 'stop':
        this.#sync.stop();
        return this.#sync.settled();
      case 'prepare':
        for (let at = 0; at < ask.count; at += 1) PREPARED.set(at, benchRow(at, ask.place));
        return;
      case 'insert':
        return this.#write(ask, null);
      case 'edit':
        return this.#write(ask, { field: ask.field, value: ask.value });
      case 'sent':
        await this.#when(() => !anyWaiting(sqlite));
        if (ask.fetched) await this.#sync.settled();
        return scopeRow(sqlite, ask.scope)?.checksum ?? '';
      case 'until':
        return this.#when(() => scopeRow(sqlite, ask.scope)?.checksum === ask.checksum);
      case 'loaded': {
        const { families } = ask;
        const wanted = (scope: string): boolean => families?.includes(scope.split(':')[0]!) ?? true;
        await this.#when(() => {
          const scopes = allScopes(sqlite);
          return scopes.length > 0 && scopes.every(({ scope, state }) => !wanted(scope) || state === 'ready');
        });
        return allScopes(sqlite).reduce((sum, { rows }) => sum + rows, 0);
      }
      case 'conflicts':
        return sqlite
          .prepare(`SELECT count(*) FROM edit_conflict WHERE scope = ? AND deleted = 0 AND status = 'open'`)
          .pluck()
          .get(ask.scope);
      case 'usage': {
        const { user, system } = process.cpuUsage();
        const usage: Usage = {
          cpuMs: (user + system) / 1000,
          memory: process.memoryUsage.rss(),
          peak: process.resourceUsage().maxRSS * 1024,
          ...this.#bytes(),
        };
        return usage;
      }
      case 'close':
        this.#sync.stop();
        await this.#sync.settled();
        return this.#close();
    }
  }

  #write(
    { from, count, chunk, place }: { from: number; count: number; chunk: number; place: BenchPlace },
    edit: Written['edit'],
  ): number {
    const started = moment();
    for (let at = from; at < from + count; at += chunk) {
      const written: Written = { from: at, count: Math.min(chunk, from + count - at), place, edit };
      const input = { book_id: 'bench', csv: JSON.stringify(written), columns: {}, dryRun: false };
      const done = this.#engine.run('customer.import', input);
      if (!done.ok) throw new Error(JSON.stringify(done.error));
    }
    return started;
  }

  /** Resolves with the moment at which it came true, looked at after every commit. */
  #when(isTrue: () => boolean): Promise<number> {
    return new Promise((resolve) => {
      if (isTrue()) return resolve(moment());
      const stop = this.#engine.onChange(() => {
        if (!isTrue()) return;
        const at = moment();
        stop();
        resolve(at);
      });
    });
  }
}

const PREPARED = new Map<number, BenchRow>();

const writeRows: UseCase<'customer.import'> = ({ tx }, { csv }) => {
  const { from, count, place, edit } = JSON.parse(csv) as Written;
  for (let at = from; at < from + count; at += 1) {
    const { id, scope, deleted: _, ...cells } = PREPARED.get(at) ?? benchRow(at, place);
    if (edit === null) tx.insert('holding', scope, id, cells);
    else tx.update('holding', id, { [edit.field]: `${edit.value} ${at}` });
  }
  return ok({ created: count, skipped: [] });
};
