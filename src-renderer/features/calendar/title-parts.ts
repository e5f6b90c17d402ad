/**
 * A title that begins with the customer's short name, as the name over what it is about: the name goes as far as the word
 * in which the short name ends. `rest` is empty where the title does not begin with it, or is one word.
 */
export function titleParts(title: string, short: string): { head: string; rest: string } {
  if (short === '' || !title.startsWith(short)) return { head: title, rest: '' };
  const gap = title.indexOf(' ', short.length);
  const rest = gap < 0 ? '' : title.slice(gap).trim();
  return rest === '' ? { head: title, rest } : { head: title.slice(0, gap), rest };
}
