import { rowKey } from '../../src-shared/contract/wire.ts';

/**
 * The new value, made of the old one's parts wherever they are equal: a row that did not change keeps its identity,
 * so that a memoised component is not drawn again. Rows are matched by their key, other list members by position.
 */
export function share<T>(before: unknown, after: T): T {
  return shareAny(before, after) as T;
}

function shareAny(before: unknown, after: unknown): unknown {
  if (before === after) return before;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return after;
  if (Array.isArray(before) && Array.isArray(after)) return shareList(before, after);
  if (Array.isArray(before) || Array.isArray(after)) return after;
  return shareObject(before as Record<string, unknown>, after as Record<string, unknown>);
}

function shareList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const byKey = new Map<string, unknown>();
  for (const row of before) {
    const key = rowKey(row);
    if (key !== null) byKey.set(key, row);
  }
  const next = after.map((row, index) => {
    const key = rowKey(row);
    return shareAny(key === null ? before[index] : byKey.get(key), row);
  });
  return next.length === before.length && next.every((row, index) => row === before[index]) ? before : next;
}

function shareObject(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const next: Record<string, unknown> = {};
  let same = Object.keys(before).length === Object.keys(after).length;
  for (const [name, value] of Object.entries(after)) {
    next[name] = shareAny(before[name], value);
    same &&= Object.hasOwn(before, name) && next[name] === before[name];
  }
  return same ? before : next;
}
