/** What a row of a list looks like: chosen (tint and bar) and focused (ring inside) are different things. */
export function rowClass(state: { selected?: boolean; active?: boolean; className?: string }): string {
  return ['row', state.selected ? 'sel' : '', state.active ? 'active' : '', state.className ?? '']
    .filter(Boolean)
    .join(' ');
}
