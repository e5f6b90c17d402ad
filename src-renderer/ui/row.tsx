import type { ReactElement, ReactNode } from 'react';

/** What a row of a list looks like: chosen (tint and bar) and focused (ring inside) are different things. */
export function rowClass(state: { selected?: boolean; active?: boolean; className?: string }): string {
  return ['row', state.selected ? 'sel' : '', state.active ? 'active' : '', state.className ?? '']
    .filter(Boolean)
    .join(' ');
}

/** A row that only shows; for rows that one moves through use `VirtualList`. */
export function Row({
  children,
  selected = false,
  className = '',
}: {
  children: ReactNode;
  selected?: boolean;
  className?: string;
}): ReactElement {
  return <div className={rowClass({ selected, className })}>{children}</div>;
}
