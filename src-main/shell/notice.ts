import type { FromCore } from '../../src-shared/contract/wire.ts';
import { oneDirection } from '../../src-shared/kernel/one-direction.ts';
import type { ShellWords } from './words.ts';

export type Reminders = Extract<FromCore, { t: 'remind' }>['items'];

/**
 * What the system should show for reminders and notices that come together: one, however many there are. `hidden` where the
 * screen is locked and anybody may read it: then it says how many, and nothing of what they are about.
 */
export function noticeOf(
  items: Reminders,
  words: ShellWords,
  hidden: boolean,
): { title: string; body: string } | undefined {
  const [first] = items;
  if (first === undefined) return undefined;
  if (hidden) return { title: words.app, body: words.news(items.length) };
  const lines = items.map((item) => lineOf(item, words));
  if (items.length === 1) return { title: words.app, body: lines[0]! };
  const isReminders = items.every((item) => item.kind === undefined);
  return {
    title: isReminders ? words.reminders(items.length) : words.news(items.length),
    body: lines.join('\n'),
  };
}

function lineOf({ kind, title: written, for: owner }: Reminders[number], words: ShellWords): string {
  const title = oneDirection(written);
  const line = kind === undefined ? title : words.told(kind, title);
  return owner === undefined ? line : words.inNameOf(owner, line);
}
