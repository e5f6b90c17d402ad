let shown: Notification | null = null;

/**
 * In a browser the page tells the system; the desktop shell does it itself. One notice for all that comes together. While
 * nobody looks at the page the screen may be locked, which no page can know: then it says how many, and no titles.
 */
export function tellSystem(lines: readonly string[], several: string): void {
  if ('desk' in window || !('Notification' in window) || Notification.permission !== 'granted') return;
  const seen = document.visibilityState === 'visible';
  const title = seen && lines.length === 1 ? lines[0]! : several;
  shown = new Notification(title, {
    tag: 'semicolon',
    body: seen && lines.length > 1 ? lines.join('\n') : '',
  });
}

/** What it said may not be read any more. */
export function takeBackNotice(): void {
  shown?.close();
  shown = null;
}
