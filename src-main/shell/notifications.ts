import { Notification } from 'electron';
import { noticeOf } from './notice.ts';
import type { Reminders } from './notice.ts';
import type { ShellWords } from './words.ts';

/** Shows due reminders and news as one notice of the system; a click on it brings the desk forward. */
export function notify(
  items: Reminders,
  words: ShellWords,
  { hidden, onClick }: { hidden: boolean; onClick: () => void },
): void {
  const notice = noticeOf(items, words, hidden);
  if (notice !== undefined) show(notice, onClick);
}

/** While the desk is locked: how many reminders fell due, and nothing of what they are about. */
export function notifyDue(count: number, words: ShellWords, onClick: () => void): void {
  show({ title: words.app, body: words.reminders(count) }, onClick);
}

function show(notice: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const shown = new Notification(notice);
  shown.on('click', onClick);
  shown.show();
}
