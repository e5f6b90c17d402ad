export type Move = 'up' | 'down' | 'left' | 'right';

/** After which card (null: first) chosen ones stand once they moved a place up or down together; undefined at the end. */
export function stepAfter(
  cards: readonly string[],
  ids: readonly string[],
  move: 'up' | 'down',
): string | null | undefined {
  const rest = cards.filter((id) => !ids.includes(id));
  const edge =
    move === 'up' ? cards.findIndex((id) => ids.includes(id)) : cards.findLastIndex((id) => ids.includes(id));
  const above = cards.slice(0, edge).filter((id) => !ids.includes(id)).length;
  if (move === 'up') return above === 0 ? undefined : (rest[above - 2] ?? null);
  return rest[above];
}

/** Where an arrow leads on a board: within the lane, or to the same height of the next lane that has cards. */
export function nextCard(lanes: readonly (readonly string[])[], from: string, move: Move): string | null {
  const lane = lanes.findIndex((cards) => cards.includes(from));
  const row = lanes[lane]?.indexOf(from) ?? -1;
  if (row < 0) return null;
  if (move === 'up' || move === 'down') return lanes[lane]?.[row + (move === 'up' ? -1 : 1)] ?? null;
  const step = move === 'left' ? -1 : 1;
  for (let at = lane + step; at >= 0 && at < lanes.length; at += step) {
    const cards = lanes[at]!;
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)]!;
  }
  return null;
}
