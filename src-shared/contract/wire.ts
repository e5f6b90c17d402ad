/**
 * What travels between a window and the core, over a loopback WebSocket or Electron's message port alike: JSON,
 * one message a frame. The core answers every `run`, `ask` and `watch` exactly once with the same `ref`; a watch then
 * goes on with `rows` until `unwatch`.
 */
import type { Notice } from '../domain/sync/tables.ts';
import type { Failure, Result } from '../kernel/result.ts';
import type { Done } from './done.ts';

export type ToCore =
  | { t: 'run'; ref: number; name: string; input: unknown }
  | { t: 'ask'; ref: number; name: string; input: unknown }
  | { t: 'watch'; ref: number; name: string; input: unknown }
  | { t: 'unwatch'; ref: number };

export type FromCore =
  | { t: 'done'; ref: number; result: Done<unknown> }
  /** A watched query's whole result: the first time, and where a difference would be larger. */
  | { t: 'value'; ref: number; result: Result<unknown, Failure> }
  /**
   * A watched query's result changed in one list (`path` from the root): the new order as ids, the rows that are new
   * or different, and whatever else of the value changed. Rows are known by `id`, or `key` where they have one.
   */
  | { t: 'rows'; ref: number; path: string; order: string[]; changed: unknown[]; rest: unknown }
  /** What the desk should tell a person now, and the system for it: reminders that are due and notices that came. */
  | { t: 'remind'; items: Told[] }
  /** While the desk is locked: so many reminders fell due now, and nothing of what they are about. */
  | { t: 'due'; count: number };

/** A reminder, or (with its `kind`) a notice; `title` is what it is about. */
export interface Told {
  id: string;
  title: string;
  at: number;
  kind?: Notice['kind'];
  /** In whose name whoever reads it is told: a delegate. */
  for?: string;
}

/** The identity of a row within a list: `key` where there is one, else `id`. */
export function rowKey(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const { key, id } = row as { key?: unknown; id?: unknown };
  if (typeof key === 'string') return key;
  return typeof id === 'string' ? id : null;
}
