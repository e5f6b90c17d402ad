import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { RowState } from '../../../src-shared/sync/change.ts';
import type { Right, Scope } from '../../../src-shared/sync/scope.ts';
import type { Head } from '../queries/heads.ts';
import { emptyState, keyOf, prefixOf, type DeviceRow, type LogLine, type State } from './state.ts';

/** Whoever may write now. */
export interface Turn {
  readonly owner: object;
}

/** What a crash of the server leaves: the committed state, and who listens on this machine. */
export class MemoryDatabase {
  private committed: State;
  private turn: Turn | null = null;
  private readonly waiting: { turn: Turn; begin: (turn: Turn) => void }[] = [];
  private readonly listeners = new Map<string, Set<(payload: string) => void>>();

  constructor(epoch: string) {
    this.committed = emptyState(epoch);
  }

  get state(): State {
    return this.committed;
  }

  /** A backup. It costs nothing, because a state never changes. */
  copy(): State {
    return this.committed;
  }

  /** Puts a backup back. Servers on this database must have been crashed or closed. */
  restore(copy: State): void {
    if (this.turn) throw new Error('a server still writes');
    this.committed = copy;
  }

  /** Transactions that write follow each other, in the order in which they began. */
  async takeTurn(owner: object): Promise<Turn> {
    const turn: Turn = { owner };
    if (this.turn === null) {
      this.turn = turn;
      return turn;
    }
    return new Promise((begin) => this.waiting.push({ turn, begin }));
  }

  get isBusy(): boolean {
    return this.turn !== null;
  }

  /** Ends a turn; with a state, by committing it. Nothing where the turn was taken away meanwhile. */
  endTurn(turn: Turn, state?: State): void {
    if (this.turn !== turn) return;
    if (state) this.committed = state;
    const next = this.waiting.shift();
    this.turn = next?.turn ?? null;
    next?.begin(next.turn);
  }

  /** Undoes what a process was doing when it died, and sends away what of it was waiting. */
  abandon(owner: object): void {
    const [its, others] = [true, false].map((own) =>
      this.waiting.filter(({ turn }) => (turn.owner === owner) === own),
    );
    this.waiting.splice(0, Infinity, ...others!);
    for (const { turn, begin } of its!) begin(turn);
    if (this.turn?.owner === owner) this.endTurn(this.turn);
  }

  notify(channel: string, payload: string): void {
    for (const heard of this.listeners.get(channel) ?? []) queueMicrotask(() => heard(payload));
  }

  listen(channel: string, heard: (payload: string) => void): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listeners.add(heard));
    return () => void listeners.delete(heard);
  }

  rows(table: TableName): RowState[] {
    return this.committed.tables[table].byId.values();
  }

  row(table: TableName, id: string): RowState | undefined {
    return this.committed.tables[table].byId.get(id);
  }

  head(scope: Scope): Head | undefined {
    return this.committed.heads.get(scope);
  }

  heads(): Head[] {
    return this.committed.heads.values();
  }

  grants(personId: string): Map<Scope, Right> {
    const lines = this.committed.grants.startingWith(prefixOf(personId));
    return new Map(lines.map(({ scope, right }) => [scope, right]));
  }

  /** The entries of a scope after a number. */
  log(scope: Scope, after = 0): LogLine[] {
    return this.committed.log.range(keyOf(scope, after + 1), `${scope}\u0001`);
  }

  devices(): DeviceRow[] {
    return this.committed.devices.values();
  }
}
