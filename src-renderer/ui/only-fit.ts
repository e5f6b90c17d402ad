import type { Option } from './option.tsx';

/**
 * The one option that a text can mean: the only one, or the only one that begins with it. `answered` is the text that the
 * options were found for: those of another text say nothing of this one.
 */
export function onlyFit<T extends string>(
  options: readonly Option<T>[],
  text: string,
  answered: string = text,
): Option<T> | null {
  if (answered !== text) return null;
  const typed = text.trim().toLowerCase();
  if (typed === '') return null;
  const begun = options.filter((option) => option.text.toLowerCase().startsWith(typed));
  const same = begun.filter((option) => option.text.toLowerCase() === typed);
  const fits = [options, begun, same].find((some) => some.length === 1);
  const one = fits?.[0];
  return one === undefined || one.disabled === true ? null : one;
}
