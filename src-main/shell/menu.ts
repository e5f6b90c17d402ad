import type { MenuItemConstructorOptions } from 'electron';
import { MENU_SCREENS } from './words.ts';
import type { ShellWords } from './words.ts';

export interface MenuActions {
  /** Shows a place of the desk, given as a hash. */
  goTo(place: string): void;
  quit(): void;
}

/**
 * The application's menu. Undo and redo have no keys here: Ctrl Z belongs to the desk, whose undo reaches across
 * screens; in a text field the field keeps its own.
 */
export function menuTemplate(words: ShellWords, actions: MenuActions): MenuItemConstructorOptions[] {
  const place = (label: string, hash: string): MenuItemConstructorOptions => ({
    label,
    click: () => actions.goTo(hash),
  });
  const role = (
    label: string,
    role: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({ label, role });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    {
      label: words.file,
      submenu: [
        place(words.newEvent, '#/calendar?new=1'),
        place(words.newNote, '#/notes?new=1'),
        line,
        { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: () => actions.quit() },
      ],
    },
    {
      label: words.edit,
      submenu: [
        role(words.cut, 'cut'),
        role(words.copy, 'copy'),
        role(words.paste, 'paste'),
        line,
        role(words.selectAll, 'selectAll'),
      ],
    },
    {
      label: words.view,
      submenu: [
        role(words.larger, 'zoomIn'),
        role(words.smaller, 'zoomOut'),
        role(words.normalSize, 'resetZoom'),
        line,
        role(words.fullScreen, 'togglefullscreen'),
      ],
    },
    { label: words.go, submenu: MENU_SCREENS.map((screen) => place(words.screens[screen], `#/${screen}`)) },
  ];
}
