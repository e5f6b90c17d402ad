import { Notification } from 'electron';
import { noticeOf } from './notice.ts';
import type { Reminders } from './notice.ts';
import type { ShellWords } from './words.ts';

/** The notices of the system that this desk has shown. */
export class Notices {
  private readonly shown = new Set<Notification>();

  /** Shows due reminders and news as one notice; a click on it brings the desk forward. */
  show(
    items: Reminders,
    words: ShellWords,
    { hidden, onClick }: { hidden: boolean; onClick: () => void },
  ): void {
    const notice = noticeOf(items, words, hidden);
    if (notice !== undefined) this.add(notice, onClick);
  }

  /** While the desk is locked: how many reminders fell due, and nothing of what they are about. */
  showDue(count: number, words: ShellWords, onClick: () => void): void {
    this.add({ title: words.app, body: words.reminders(count) }, onClick);
  }

  /** Nobody shall read them any more: the desk, or the screen, was locked. */
  takeBack(): void {
    for (const one of this.shown) one.close();
    this.shown.clear();
  }

  private add(notice: { title: string; body: string }, onClick: () => void): void {
    if (!Notification.isSupported()) return;
    const shown = new Notification(notice);
    this.shown.add(shown);
    shown.on('click', onClick);
    shown.on('close', () => this.shown.delete(shown));
    shown.show();
  }
}
