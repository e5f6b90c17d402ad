import type { FromCore } from '../../src-shared/contract/wire.ts';
import type { ShellWords } from './words.ts';

export type Reminders = Extract<FromCore, { t: 'remind' }>['items'];

/** What the system should show for reminders that fall due together: one notice, however many there are. */
export function noticeOf(items: Reminders, words: ShellWords): { title: string; body: string } | undefined {
  const [first] = items;
  if (first === undefined) return undefined;
  if (items.length === 1) return { title: words.app, body: first.title };
  return { title: words.reminders(items.length), body: items.map((item) => item.title).join('\n') };
}
