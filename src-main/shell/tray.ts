import { Menu, nativeImage, Tray } from 'electron';
import type { MenuActions } from './menu.ts';
import type { ShellWords } from './words.ts';

/** The mark beside the clock: open the desk, today's page, or quit. */
export function makeTray(icon: string, words: ShellWords, actions: MenuActions & { show(): void }): Tray {
  const tray = new Tray(nativeImage.createFromPath(icon));
  tray.setToolTip(words.app);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: words.open, click: () => actions.show() },
      { label: words.screens.today, click: () => actions.goTo('#/today') },
      { type: 'separator' },
      { label: words.quit, click: () => actions.quit() },
    ]),
  );
  tray.on('click', () => actions.show());
  return tray;
}
