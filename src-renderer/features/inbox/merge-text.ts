/** A part of a text, and whether it is what changed. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** Where a text differs from what it was: one stretch, found from both ends; code points are never cut. */
export function changedPart(
  before: string,
  after: string,
): { from: number; toBefore: number; toAfter: number } {
  const [a, b] = [[...before], [...after]];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let end = 0;
  while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  return { from, toBefore: a.length - end, toAfter: b.length - end };
}

/** A text with the stretch that differs from `before` marked. */
export function marked(before: string, after: string): Piece[] {
  const { from, toAfter } = changedPart(before, after);
  const text = [...after];
  return [
    { text: text.slice(0, from).join(''), changed: false },
    { text: text.slice(from, toAfter).join(''), changed: true },
    { text: text.slice(toAfter).join(''), changed: false },
  ].filter((piece) => piece.text !== '');
}

/** The same of a date, an amount or a choice: it differs as a whole or not at all. */
export const markedWhole = (before: string, after: string): Piece[] => [
  { text: after, changed: before !== after },
];

/**
 * Both texts in one. Where the two changed different places, both changes are in it; where they changed the same
 * place, both versions stand beside each other with a slash, for a person to choose.
 */
export function keepBoth(before: string, mine: string, theirs: string): { text: string; unclear: boolean } {
  if (mine === theirs || theirs === before) return { text: mine, unclear: false };
  if (mine === before) return { text: theirs, unclear: false };
  const [base, my, their] = [[...before], changedPart(before, mine), changedPart(before, theirs)];
  const [mineText, theirText] = [[...mine], [...theirs]];
  const myPart = mineText.slice(my.from, my.toAfter).join('');
  const theirPart = theirText.slice(their.from, their.toAfter).join('');
  if (my.toBefore <= their.from && !(my.from === their.from && my.toBefore === their.toBefore)) {
    return {
      text:
        base.slice(0, my.from).join('') +
        myPart +
        base.slice(my.toBefore, their.from).join('') +
        theirPart +
        base.slice(their.toBefore).join(''),
      unclear: false,
    };
  }
  if (their.toBefore <= my.from && !(my.from === their.from && my.toBefore === their.toBefore)) {
    return {
      text:
        base.slice(0, their.from).join('') +
        theirPart +
        base.slice(their.toBefore, my.from).join('') +
        myPart +
        base.slice(my.toBefore).join(''),
      unclear: false,
    };
  }
  const [from, to] = [Math.min(my.from, their.from), Math.max(my.toBefore, their.toBefore)];
  const side = (
    text: readonly string[],
    change: { from: number; toBefore: number; toAfter: number },
  ): string =>
    text.slice(from, text.length - (base.length - to)).join('') ||
    base.slice(change.from, change.from).join('');
  return {
    text: `${base.slice(0, from).join('')}${side(mineText, my)} / ${side(theirText, their)}${base.slice(to).join('')}`,
    unclear: true,
  };
}
