import { allAside, forgetAside, type AsideRow } from '../../../db/client/local/aside.ts';
import { exportsTold, waitingExports } from '../../../db/client/local/exports.ts';
import { readMeta } from '../../../db/client/local/meta.ts';
import { ownNumbers } from '../../../db/client/local/outbox.ts';
import { allScopes, scopeRow, setScope, type ScopeRow } from '../../../db/client/local/scopes.ts';
import { ownScopes } from '../../../db/client/queries/own-scopes.ts';
import { err, ok } from '../../../src-shared/kernel/result.ts';
import { pullShape, snapshotShape } from '../../../src-shared/sync/plain-shapes.ts';
import {
  MAX_PULL_EXPORTS,
  PROTOCOL_VERSION,
  rangesResponse,
  type PullResponse,
  type SnapshotResponse,
} from '../../../src-shared/sync/protocol.ts';
import { byPriority, type Scope } from '../../../src-shared/sync/scope.ts';
import type { Engine } from '../engine/engine.ts';
import { partsOfPages, partsOfPull } from './answer-parts.ts';
import { applyAround } from './apply-around.ts';
import { applyPull, type Pulled } from './apply-pull.ts';
import { applySnapshot } from './apply-snapshot.ts';
import { renewLease } from './lease.ts';
import { Repair } from './repair.ts';
import type { ServerLine, Step } from './server-line.ts';
import { catchUp, readSession } from './session.ts';
import { SumReport } from './sum-report.ts';

/** A scope that does not agree is repaired by ranges first, then loaded anew, then left until it agrees by itself. */
const BY_RANGES = 1;
const TRIES = 3;
/** How often a repair begins again because the scope went on meanwhile. */
const MOVES = 3;

/** What the server has comes into this laptop: pulls, snapshots and repairs, each answer with its one transaction. */
export class TakingIn {
  readonly #line: ServerLine;
  readonly #engine: Engine;
  /** How often each scope was repaired since it last agreed: a scope that never comes to agree is not loaded for ever. */
  readonly #repairs = new Map<Scope, number>();
  readonly #sums = new SumReport();
  /** The server says that it takes nothing from laptops of this version any more. */
  outdated = false;
  /** The page of a snapshot that is on its way while the one before it is applied. */
  #ahead: { readonly key: string; readonly answer: Promise<Awaited<Step<SnapshotResponse>> | null> } | null =
    null;

  constructor(line: ServerLine) {
    this.#line = line;
    this.#engine = line.engine;
  }

  /** Says by table and id which rows could not be taken in, never what they hold. */
  #tellAside(aside: readonly AsideRow[]): void {
    for (const { tbl, id, fault } of aside) this.#line.log('set aside', { table: tbl, id, fault });
  }

  /** Fetches what is new in all complete scopes. The value says what changed, and whether more waits. */
  async pull(): Step<Pulled & { more: boolean }> {
    // A scope that no repair has brought to agree still gets what is new: it must not grow old unnoticed.
    const scopes = allScopes(this.#engine.sqlite).filter((row) => !this.#shouldLoad(row));
    const cursors = Object.fromEntries(scopes.map(({ scope, cursor }) => [scope, cursor]));
    const epoch = readMeta(this.#engine.sqlite, 'epoch') ?? '';
    const exports = waitingExports(this.#engine.sqlite).slice(0, MAX_PULL_EXPORTS);
    const from = { protocol: PROTOCOL_VERSION, epoch, cursors, ...ownNumbers(this.#engine.sqlite) };
    // What is to be said beside the question waits for one that is asked; a file that left is said at once.
    const told = exports.length > 0 ? null : this.#line.told(from);
    const sums = told ? undefined : this.#sums.news(this.#engine.sqlite, scopes);
    const answer = told
      ? ok(told)
      : await this.#line.post(
          '/sync/pull',
          { ...from, ...(sums && { sums }), ...(exports.length > 0 && { exports }) },
          pullShape,
        );
    if (!answer.ok && answer.error.type === 'Forked') {
      const separated = await this.#line.separate();
      return separated.ok ? ok({ ...NOTHING_PULLED, more: true }) : separated;
    }
    if (!answer.ok) return answer;
    this.#sums.told(sums);
    this.outdated = (answer.value.minimum ?? 0) > PROTOCOL_VERSION;
    exportsTold(this.#engine.sqlite, exports.length);
    renewLease(this.#engine.sqlite, answer.value.lease, this.#engine.world.now());
    if (answer.value.renew) await this.#line.sessions.renewLasting();
    const renewed = await this.#line.settleEpoch(answer.value);
    if (!renewed.ok) return renewed;
    // Entries of another epoch do not continue the cursors that were sent.
    const response: PullResponse = renewed.value
      ? { ...answer.value, checkpoints: [], more: true }
      : answer.value;
    // A cursor that the server does not have means that it lost commits: what it had decided is offered again before
    // anything here is repaired after it.
    const decided =
      response.resnapshot.length > 0 && !renewed.value ? await this.#line.decided(answer.value.epoch) : null;
    if (decided !== null && !decided.ok) return decided;
    const { value: pulled, aside } = applyAround(
      this.#engine,
      ['outbox', 'sync'],
      partsOfPull(response),
      (rows, part) => {
        if (decided !== null) catchUp(rows, decided.value);
        return applyPull(rows, part);
      },
      { whole: false },
    );
    this.#tellAside(aside);
    for (const scope of pulled.mismatched) {
      this.#repairs.set(scope, (this.#repairs.get(scope) ?? 0) + 1);
      this.#line.log('checksum mismatch', { scope, repairs: this.#repairs.get(scope) ?? 0 });
    }
    for (const scope of pulled.agreed) this.#repairs.delete(scope);
    for (const scope of pulled.lost) this.#line.log('scope lost', { scope });
    if (pulled.forgot) this.#engine.emptyLog();
    else this.#engine.finishEmptyingLog();
    return ok({ ...pulled, more: response.more });
  }

  /** Asks again for every row that could not be taken in: a repair of their scopes brings them. */
  retryAside(): void {
    const { sqlite } = this.#engine;
    if (allAside(sqlite).length === 0) return;
    this.#engine.apply(['sync'], () => {
      for (const scope of forgetAside(sqlite)) {
        if (scopeRow(sqlite, scope)?.state === 'ready') setScope(sqlite, scope, { state: 'mismatch' });
        this.#repairs.delete(scope);
      }
    });
  }

  /** Scopes that do not agree with the server and were not loaded anew for it yet. */
  toRepair(): Scope[] {
    return allScopes(this.#engine.sqlite)
      .filter(({ scope, state }) => state === 'mismatch' && this.#tries(scope) <= BY_RANGES)
      .map(({ scope }) => scope);
  }

  /**
   * Repairs the rows of a scope that differ; the next pull says whether it agrees then. Where that cannot be done (an
   * older server, a scope that is written all the time) it is loaded anew.
   */
  async repair(scope: Scope): Step<void> {
    const ask = (request: object) =>
      this.#line.post('/sync/ranges', { protocol: PROTOCOL_VERSION, ...request }, rangesResponse);
    for (let attempt = 1; attempt <= MOVES; attempt += 1) {
      const done = await new Repair(this.#engine, ask, scope, (aside) => this.#tellAside(aside)).run();
      if (done.ok) {
        this.#line.log('repaired', { scope, ...done.value });
        return ok(undefined);
      }
      if (done.error.type === 'Moved') {
        const pulled = await this.pull();
        if (!pulled.ok) return pulled;
        if (scopeRow(this.#engine.sqlite, scope)?.state !== 'mismatch') return ok(undefined);
        continue;
      }
      if (done.error.type !== 'ServerRefused') return err(done.error);
      break;
    }
    this.#repairs.set(scope, BY_RANGES + 1);
    return ok(undefined);
  }

  /** The scope to load next, or null where all are complete. */
  nextToLoad(): Scope | null {
    return this.#toLoad()[0] ?? null;
  }

  #toLoad(): Scope[] {
    const waiting = allScopes(this.#engine.sqlite).filter((row) => this.#shouldLoad(row));
    const scopes = waiting.map(({ scope }) => scope);
    if (scopes.length < 2) return scopes;
    return byPriority(scopes, ownScopes(this.#engine, readMeta(this.#engine.sqlite, 'person') ?? ''));
  }

  /** Loads one page of a scope. */
  async snapshot(scope: Scope): Step<void> {
    const row = scopeRow(this.#engine.sqlite, scope);
    if (!row) return ok(undefined);
    const answer = await this.#page(pageAfter(row));
    if (!answer.ok) return answer;
    const renewed = await this.#line.settleEpoch(answer.value);
    if (!renewed.ok || renewed.value) return renewed.ok ? ok(undefined) : renewed;
    const { pin: pinned, next } = answer.value;
    // The server reads the next page while this one is written here.
    const then = next
      ? { ...row, pin: pinned, after_table: next.table, after_id: next.id }
      : scopeRow(this.#engine.sqlite, this.#toLoad().find((one) => one !== scope) ?? '');
    if (then) {
      this.#askAhead(pageAfter(then));
      await this.#line.departed();
    }
    const { aside } = applyAround(
      this.#engine,
      ['sync'],
      partsOfPages(answer.value, scope),
      (rows, part) => applySnapshot(rows, scope, part),
      { whole: true },
    );
    this.#tellAside(aside);
    return ok(undefined);
  }

  /** A page that was asked for ahead, where it came; else it is asked for now. */
  async #page(body: object): Step<SnapshotResponse> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead?.key === this.#keyOf(body)) {
      const answer = await ahead.answer;
      if (answer?.ok) return answer;
    }
    return this.#line.post('/sync/snapshot', body, snapshotShape);
  }

  #askAhead(body: object): void {
    // What goes wrong with it is met when it is asked for in earnest.
    const answer = this.#line.post('/sync/snapshot', body, snapshotShape).catch(() => null);
    this.#ahead = { key: this.#keyOf(body), answer };
  }

  /** A page belongs to the session that asked for it, and is older than what was sent since: it would undo that. */
  #keyOf(body: object): string {
    return JSON.stringify([readSession(this.#engine.sqlite)?.device, this.#line.sent, body]);
  }

  #shouldLoad({ scope, state }: ScopeRow): boolean {
    if (state === 'loading') return true;
    const tries = this.#tries(scope);
    return state === 'mismatch' && tries > BY_RANGES && tries <= TRIES;
  }

  #tries(scope: Scope): number {
    return this.#repairs.get(scope) ?? 0;
  }
}

/** Asks for the page of a scope that follows what was loaded of it. */
const pageAfter = ({ scope, pin, after_table: table, after_id }: ScopeRow): object => ({
  protocol: PROTOCOL_VERSION,
  scope,
  ...(pin === null ? {} : { pin }),
  ...(table === null ? {} : { after: { table, id: after_id ?? '' } }),
});

/** What a pull that brought nothing did. */
const NOTHING_PULLED: Pulled = { mismatched: [], agreed: [], lost: [], forgot: false, gained: [] };
