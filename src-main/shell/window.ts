import path from 'node:path';
import { BrowserWindow, dialog, shell } from 'electron';
import { isOwnPage, isSafeOutside, ORIGIN } from './own-page.ts';
import type { ShellWords } from './words.ts';

/**
 * The desk's window: isolated, sandboxed, without Node, and unable to leave the desk's own pages. A link outward opens
 * in the system's programs; nothing else opens a window.
 */
export function openWindow(words: ShellWords): BrowserWindow {
  const window = new BrowserWindow({
    title: words.app,
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f6f7f8',
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  const { webContents } = window;
  webContents.setWindowOpenHandler(({ url }) => {
    if (isSafeOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  webContents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  // The page holds text that cannot be written down now. Here, to prevent is to leave all the same.
  webContents.on('will-prevent-unload', (event) => {
    const buttons = [words.stay, words.leave];
    const asked = {
      type: 'warning',
      title: words.app,
      message: words.unsaved,
      buttons,
      cancelId: 0,
    } as const;
    if (dialog.showMessageBoxSync(window, asked) === 1) event.preventDefault();
  });
  return window;
}

/**
 * Shows the desk at a place, given as a hash; the page that is there already only changes its place. A load that is
 * cut off by the next one, or by closing the window, is no error.
 */
export function showPlace(window: BrowserWindow, place: string): void {
  window.loadURL(`${ORIGIN}/index.html${place}`).catch(() => undefined);
}
