import { parseWall } from '../../src-shared/domain/calendar/civil.ts';
import type { DateText } from '../../src-shared/kernel/brand.ts';

/** The screens of the rail, in its order, and the page of parts that is not on it. */
export type ScreenName =
  'today' | 'calendar' | 'customers' | 'tasks' | 'notes' | 'plans' | 'inbox' | 'sync' | 'settings' | 'kit';

/** `#/calendar/week/2026-03-17?new=1` → screen, further parts, query. All parts are decoded. */
export interface Route {
  /** A name that no screen has is kept, so that the frame can say so. */
  readonly screen: string;
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

export const home: ScreenName = 'today';

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [screen, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  return { screen: screen ?? home, path: rest, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The link to a place in the desk: `href('customers', id)` → `#/customers/<id>`. */
export function href(screen: ScreenName, ...path: readonly string[]): string {
  return `#/${[screen, ...path].map(encodeURIComponent).join('/')}`;
}

/** The same with a query: `hrefWith({ new: 'Call Acme' }, 'tasks')`. */
export function hrefWith(
  query: Record<string, string>,
  screen: ScreenName,
  ...path: readonly string[]
): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? href(screen, ...path) : `${href(screen, ...path)}?${text}`;
}

/**
 * Whether a part of an address is a day that a screen can show: one that exists (no 30 February), and not so near the
 * last year of four digits that the days around it have no name.
 */
export const isShownDay = (part: string | undefined): part is DateText =>
  part !== undefined && part.length === 10 && part < '9990' && !Number.isNaN(parseWall(part));

/** A hash typed by hand may hold a stray `%`; it is then taken as it stands. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
