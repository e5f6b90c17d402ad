import { MENU_SCREENS } from './words.ts';

/** Links from mail and notices: `semicolon://customers/ID`, `semicolon://calendar/week/2026-03-17`. */
export const LINK_SCHEME = 'semicolon';

const SCREENS: readonly string[] = MENU_SCREENS;

/**
 * The place in the desk that a link leads to, as a hash; undefined for anything else. A link comes from outside: only
 * known screens and plain words pass, and it can show a place but never do something there.
 */
export function placeOf(link: string): string | undefined {
  const url = URL.parse(link);
  if (url === null || url.protocol !== `${LINK_SCHEME}:`) return undefined;
  const parts = [url.host, ...url.pathname.split('/')].filter((part) => part !== '');
  const [screen = ''] = parts;
  if (!SCREENS.includes(screen) || !parts.every((part) => /^[\w.-]{1,64}$/.test(part))) return undefined;
  return `#/${parts.join('/')}`;
}

/** The link among the arguments of a second start, which is how Windows and Linux hand one over. */
export const linkAmong = (argv: readonly string[]): string | undefined =>
  argv.find((arg) => arg.startsWith(`${LINK_SCHEME}://`));
