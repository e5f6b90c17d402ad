import path from 'node:path';
import { BrowserWindow, shell } from 'electron';
import { isOwnPage, isSafeOutside, ORIGIN } from './own-page.ts';

/**
 * The desk's window: isolated, sandboxed, without Node, and unable to leave the desk's own pages. A link outward opens
 * in the system's programs; nothing else opens a window.
 */
export function openWindow(title: string): BrowserWindow {
  const window = new BrowserWindow({
    title,
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
  return window;
}

/**
 * Shows the desk at a place, given as a hash; the page that is there already only changes its place. A load that is
 * cut off by the next one, or by closing the window, is no error.
 */
export function showPlace(window: BrowserWindow, place: string): void {
  window.loadURL(`${ORIGIN}/index.html${place}`).catch(() => undefined);
}
