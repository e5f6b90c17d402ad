/** As long as a title may be, and a text beside it. */
const TITLE = 200;
const TEXT = 8000;
/** A sentence of which a title was read is told by that title, up to this length. */
const SENTENCE = 300;

/**
 * A title out of what somebody wrote or pasted into one line. Where that is too long for one the title is its beginning,
 * cut between characters, and `text` is the whole of it, so that nothing is lost.
 */
export function titled(title: string, whole = title): { title: string; text: string | null } {
  const said = title.trim();
  if (said.length <= TITLE && whole.trim().length <= SENTENCE) return { title: said, text: null };
  return {
    title: said.length <= TITLE ? said : `${cut(said, TITLE - 1)}…`,
    text: cut(whole.trim(), TEXT),
  };
}

/** Not in the middle of a character of two units. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
