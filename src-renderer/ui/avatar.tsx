import type { ReactElement } from 'react';
import { Icon, type IconName } from './icon.tsx';

/**
 * The first character of a Chinese name, or one or two Latin initials. It only decorates: the name stands beside
 * it, or in `label`.
 */
export function Avatar({
  name,
  me = false,
  size = 's',
  icon,
  label,
  letters = 1,
}: {
  name: string;
  me?: boolean;
  size?: 's' | 'l';
  /** For rooms and cars: an icon in a square instead of a letter in a circle. */
  icon?: IconName;
  label?: string;
  letters?: 1 | 2;
}): ReactElement {
  const classes = ['av', me ? 'me' : '', size === 'l' ? 'l' : '', icon ? 'sq' : ''].filter(Boolean).join(' ');
  return (
    <span className={classes} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      {icon ? <Icon name={icon} size="s" /> : initials(name, letters)}
    </span>
  );
}

/** The first character of a Chinese name; `Wang Fang` → `W`, or `WF` with two letters. */
export function initials(name: string, letters: 1 | 2): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  if (letters === 1 || /\p{Script=Han}/u.test(first)) return first.toUpperCase();
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}
