import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { app, dialog, ipcMain, Menu, powerMonitor, protocol, safeStorage, session } from 'electron';
import type { BrowserWindow, Tray } from 'electron';
import type { FromCore } from '../../src-shared/contract/wire.ts';
import { FROM_CORE, TO_CORE } from './channels.ts';
import { startCore } from './core-process.ts';
import type { CoreProcess } from './core-process.ts';
import { linkAmong, LINK_SCHEME, placeOf } from './deep-link.ts';
import { deskPages } from './desk-pages.ts';
import { guardDownloads } from './downloads.ts';
import { keepKey, keptKey } from './key-store.ts';
import { menuTemplate } from './menu.ts';
import { Notices } from './notifications.ts';
import { isOwnPage, SCHEME } from './own-page.ts';
import { isToCore, Relay } from './relay.ts';
import { shellOptions } from './shell-options.ts';
import { makeTray } from './tray.ts';
import { openWindow, showPlace } from './window.ts';
import { shellWords } from './words.ts';
import type { ShellWords } from './words.ts';

/**
 * The Electron shell: one window, one core, and the duties of a program on this system. It has no rows and no rules:
 * messages pass between window and core as they are.
 */
const RENDERER = path.join(import.meta.dirname, '../renderer');
const ICON = path.join(import.meta.dirname, 'icon.png');

protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.setAsDefaultProtocolClient(LINK_SCHEME);

if (app.requestSingleInstanceLock()) {
  // A top-level await would never return here: `ready` comes only after this module has been evaluated.
  void app.whenReady().then(openDesk);
} else app.quit();

function openDesk(): void {
  const words = shellWords(app.getPreferredSystemLanguages());
  const options = shellOptions(process.argv, app.getPath('userData'));
  const readKey = () => keptKey(options.data, safeStorage, (bytes) => randomBytes(bytes));
  const key = readKey();
  if (!key.ok) {
    const { error } = key;
    dialog.showErrorBox(
      words.app,
      error.type === 'KeyStoreMissing' ? words.keyStoreMissing : words.keyNotOpened(error.file),
    );
    app.exit(1);
    return;
  }
  protocol.handle(SCHEME, deskPages(RENDERER));
  // The desk needs neither camera nor position; writing to the clipboard is all that a page may ask for.
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  guardDownloads(session.defaultSession);
  const keep = (text: string | null): boolean => keepKey(options.data, safeStorage, text);
  // Read anew for each core: the one before may have changed what is kept.
  const start: StartCore = (on) => {
    const kept = readKey();
    return startCore(options, kept.ok ? kept.value : '', { ...on, keep });
  };
  new Desk(words, start).open(placeOf(linkAmong(process.argv) ?? '') ?? '#/today');
}

type StartCore = (on: { message(message: FromCore): void; closed(): void; lost(): void }) => CoreProcess;

/** The running desk: its window, the line to its core, and how both end. */
class Desk {
  private readonly words: ShellWords;
  private readonly start: StartCore;
  private readonly relay = new Relay();
  private readonly notices = new Notices();
  private core: CoreProcess;
  private window: BrowserWindow | undefined;
  /** Held here, or the icon would vanish with the next garbage collection. */
  private tray: Tray | undefined;
  private closing = false;
  /** Anybody may read the screen now, but nothing confidential on it. */
  private screenLocked = false;
  /** Whether this core ever spoke: one that ends before cannot be helped by starting it again. */
  private heard = false;

  constructor(words: ShellWords, start: StartCore) {
    this.words = words;
    this.start = start;
    this.core = this.startCore();
  }

  open(place: string): void {
    const actions = { goTo: (to: string) => this.show(to), quit: () => app.quit(), show: () => this.show() };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(this.words, actions)));
    this.tray = makeTray(ICON, this.words, actions);
    app.on('second-instance', (_event, argv) => this.show(placeOf(linkAmong(argv) ?? '')));
    app.on('open-url', (_event, link) => this.show(placeOf(link)));
    app.on('activate', () => this.show());
    app.on('window-all-closed', () => app.quit());
    powerMonitor.on('resume', () => this.core.wake());
    powerMonitor.on('unlock-screen', () => {
      this.screenLocked = false;
      this.core.wake();
    });
    powerMonitor.on('suspend', () => this.core.lock());
    powerMonitor.on('lock-screen', () => {
      this.screenLocked = true;
      this.notices.takeBack();
      this.core.lock();
    });
    app.on('before-quit', (event) => this.close(event));
    ipcMain.on(TO_CORE, (event, message: unknown) => {
      if (!isToCore(message) || !isOwnPage(event.senderFrame?.url ?? '')) return;
      const request = this.relay.toCore(event.sender.id, message);
      if (request !== undefined) this.core.post(request);
    });
    this.show(place);
  }

  /** Brings the window forward, making it where it is gone, at a place where one is given. */
  private show(place?: string): void {
    const existing = this.window;
    if (existing !== undefined) {
      if (existing.isMinimized()) existing.restore();
      existing.show();
      existing.focus();
      if (place !== undefined) showPlace(existing, place);
      return;
    }
    const window = openWindow(this.words);
    const { id } = window.webContents;
    const forget = () => this.relay.forget(id).forEach((message) => this.core.post(message));
    this.window = window;
    window.on('closed', () => {
      this.window = undefined;
      forget();
    });
    // A page that loads again starts its references anew; a change of place within it does not come here.
    window.webContents.on('did-navigate', forget);
    showPlace(window, place ?? '#/today');
  }

  private startCore(): CoreProcess {
    this.heard = false;
    return this.start({
      message: (message) => this.deliver(message),
      closed: () => this.notices.takeBack(),
      lost: () => void this.coreLost(),
    });
  }

  private deliver(message: FromCore): void {
    this.heard = true;
    const addressed = this.relay.fromCore(message);
    if (addressed === undefined) return;
    if (message.t === 'remind')
      this.notices.show(message.items, this.words, { hidden: this.screenLocked, onClick: () => this.show() });
    if (message.t === 'due') this.notices.showDue(message.count, this.words, () => this.show());
    if (this.window?.isDestroyed() === false) this.window.webContents.send(FROM_CORE, addressed.message);
  }

  /** The core ended by itself: say so, and start it again with everything that was stored. */
  private async coreLost(): Promise<void> {
    this.relay.reset();
    const { words } = this;
    const buttons = this.heard ? [words.startAgain, words.quit] : [words.quit];
    const box = { title: words.app, message: words.stopped, detail: words.stoppedDetail, buttons };
    const { response } = await dialog.showMessageBox({ type: 'error', ...box });
    if (!this.heard || response !== 0) {
      app.exit(1);
      return;
    }
    this.core = this.startCore();
    this.window?.webContents.reload();
  }

  /** Quitting waits for the core, which closes its database. */
  private close(event: { preventDefault(): void }): void {
    if (this.closing) return;
    this.closing = true;
    event.preventDefault();
    void this.core.stop().then(() => {
      this.tray?.destroy();
      app.exit(0);
    });
  }
}
