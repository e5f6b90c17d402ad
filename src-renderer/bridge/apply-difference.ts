import { rowKey, type FromCore } from '../../src-shared/contract/wire.ts';

/** The inverse of the core's `differenceOf`: rows that did not change keep their identity. */
export function applyDifference(
  before: unknown,
  {
    path,
    order,
    changed,
    rest,
  }: Pick<Extract<FromCore, { t: 'rows' }>, 'path' | 'order' | 'changed' | 'rest'>,
): unknown {
  const list = (path === '' ? before : (before as Record<string, unknown>)[path]) as readonly unknown[];
  const rows = new Map<string | null, unknown>();
  for (const row of list) rows.set(rowKey(row), row);
  for (const row of changed) rows.set(rowKey(row), row);
  const next = order.map((key) => rows.get(key));
  if (path === '') return next;
  return { ...((rest ?? before) as object), [path]: next };
}
