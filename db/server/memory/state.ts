import { TABLE_NAMES, type TableName } from '../../../src-shared/schema/tables.ts';
import type { Right } from '../../../src-shared/sync/scope.ts';
import type { Pushed, RevokedWhy } from '../queries/devices.ts';
import type { WriteBase } from '../queries/bases.ts';
import type { Head } from '../queries/heads.ts';
import type { StoredEntry } from '../queries/log.ts';
import type { NextRefresh } from '../queries/sessions.ts';
import type { StoredResult } from '../queries/push-results.ts';
import { OrderedMap } from './ordered-map.ts';
import { emptyTable, type TableState } from './table-state.ts';

/** All that the server keeps, as one value that never changes: what `schema/` says in tables. */
export interface State {
  readonly epoch: string;
  readonly rolledTo: string | null;
  readonly tables: Readonly<Record<TableName, TableState>>;
  readonly heads: OrderedMap<Head>;
  /** By scope and number. */
  readonly log: OrderedMap<LogLine>;
  /** The lines with cells, by row. */
  readonly history: OrderedMap<LogLine>;
  /** By row, unit and mark. */
  readonly bases: OrderedMap<WriteBase & { readonly at: number }>;
  /** By person and scope. */
  readonly grants: OrderedMap<GrantLine>;
  /** What could be written once and cannot now, likewise. */
  readonly lostGrants: OrderedMap<GrantLine>;
  readonly devices: OrderedMap<DeviceRow>;
  readonly tokens: OrderedMap<number>;
  /** Short tokens, by hash. */
  readonly access: OrderedMap<AccessRow>;
  readonly nextDevice: number;
  /** By device and number. */
  readonly pushResults: OrderedMap<StoredResult>;
  readonly audit: OrderedMap<AuditLine>;
}

export interface LogLine extends StoredEntry {
  /** Whose laptop has this already; 0 where every laptop must be told. */
  readonly device: number;
  readonly by_device: number;
  readonly n: number | null;
  readonly tx: number | null;
  readonly claimed_clock: number | null;
  readonly prior: string | null;
  readonly at: number;
}

export interface GrantLine {
  readonly person_id: string;
  readonly scope: string;
  readonly right: Right;
}

export interface DeviceRow {
  readonly id: number;
  readonly person_id: string;
  readonly name: string;
  readonly token_hash: string;
  readonly created_at: number;
  readonly last_seen_at: number;
  readonly last_n: number;
  readonly pushed: Pushed | null;
  /** Other numbers that its laptop has had. */
  readonly earlier: readonly number[];
  /** Deletions up to this change were asked about. */
  readonly confirmed_n: number;
  readonly revoked_at: number | null;
  readonly revoked_why: RevokedWhy | null;
  /** The last exchange of its refresh tokens; null while it has a lasting token. */
  readonly refresh: (NextRefresh & { readonly used: boolean }) | null;
}

export interface AccessRow {
  readonly hash: string;
  readonly device: number;
  readonly n: number;
  readonly expiresAt: number;
}

export interface AuditLine {
  readonly at: number;
  readonly action: string;
  readonly personId: string | null;
  readonly device: number | null;
  readonly detail?: string;
}

/** What the statements of one transaction read and replace. */
export interface Work {
  state: State;
}

/** Keys of several parts; parts do not hold the separator, and numbers sort as numbers. */
export const keyOf = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => (typeof part === 'number' ? String(part).padStart(16, '0') : part)).join('\u0000');
/** What every key begins with whose first parts are these. */
export const prefixOf = (...parts: readonly (string | number)[]): string => `${keyOf(...parts)}\u0000`;

export const emptyState = (epoch: string): State => ({
  epoch,
  rolledTo: null,
  tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, emptyTable(name)])) as State['tables'],
  heads: OrderedMap.empty(),
  log: OrderedMap.empty(),
  history: OrderedMap.empty(),
  bases: OrderedMap.empty(),
  grants: OrderedMap.empty(),
  lostGrants: OrderedMap.empty(),
  devices: OrderedMap.empty(),
  tokens: OrderedMap.empty(),
  access: OrderedMap.empty(),
  nextDevice: 1,
  pushResults: OrderedMap.empty(),
  audit: OrderedMap.empty(),
});
