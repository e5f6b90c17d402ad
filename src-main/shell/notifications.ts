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
  if (notice === undefined || !Notification.isSupported()) return;
  const shown = new Notification(notice);
  shown.on('click', onClick);
  shown.show();
}
