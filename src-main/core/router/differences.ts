import { rowKey, type FromCore } from '../../../src-shared/contract/wire.ts';

/** What a `rows` message carries beside its `ref`. */
export type Difference = Omit<Extract<FromCore, { t: 'rows' }>, 't' | 'ref'>;

/**
 * How to come from one result of a query to the next: the rows of its longest keyed list that are new or different,
 * the list's order, and the rest of the value where that changed. Null where sending the whole is no worse.
 *
 * Both values must be what JSON carries. `applyDifference` in the window is the inverse.
 */
export function differenceOf(before: unknown, after: unknown): Difference | null {
  const path = pathOfList(after);
  if (path === null) return null;
  const was = keyed(listAt(before, path));
  const list = listAt(after, path);
  const is = keyed(list);
  if (!was || !is || !list) return null;
  const changed: unknown[] = [];
  for (const [key, row] of is) {
    const old = was.get(key);
    if (old === undefined || JSON.stringify(old) !== JSON.stringify(row)) changed.push(row);
  }
  if (changed.length * 2 > is.size) return null;
  const order = [...is.keys()];
  if (path === '') return { path, order, changed, rest: undefined };
  const rest = without(after, path);
  const same = JSON.stringify(without(before, path)) === JSON.stringify(rest);
  return { path, order, changed, rest: same ? undefined : rest };
}

/** The name of the member that holds the longest list of keyed rows; '' where the value is the list; null for none. */
function pathOfList(value: unknown): string | null {
  if (Array.isArray(value)) return keyed(value) ? '' : null;
  if (typeof value !== 'object' || value === null) return null;
  let best: string | null = null;
  let length = 0;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(member) || member.length <= length || !keyed(member)) continue;
    best = name;
    length = member.length;
  }
  return best;
}

function listAt(value: unknown, path: string): readonly unknown[] | undefined {
  const list: unknown = path === '' ? value : (value as Record<string, unknown> | null | undefined)?.[path];
  return Array.isArray(list) ? list : undefined;
}

/** Rows by key, in order; null where a row has no key or two have the same. */
function keyed(list: readonly unknown[] | undefined): Map<string, unknown> | null {
  if (!list) return null;
  const rows = new Map<string, unknown>();
  for (const row of list) {
    const key = rowKey(row);
    if (key === null || rows.has(key)) return null;
    rows.set(key, row);
  }
  return rows;
}

const without = (value: unknown, path: string): unknown => ({ ...(value as object), [path]: [] });
