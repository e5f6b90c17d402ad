import type { Session } from 'electron';
import { savedName } from '../../src-shared/domain/attachment/file-name.ts';
import { ORIGIN } from './own-page.ts';

/** Under which name a download may be saved; null where it may not: only what a page of ours made itself is saved. */
export const savedAs = (address: string, name: string): string | null =>
  address.startsWith(`blob:${ORIGIN}/`) ? savedName(name) : null;

/** Saving is the one way out for a file: a person says where, and nothing is opened afterwards. */
export function guardDownloads(session: Session): void {
  session.on('will-download', (event, item) => {
    const name = savedAs(item.getURL(), item.getFilename());
    if (name === null) event.preventDefault();
    else item.setSaveDialogOptions({ defaultPath: name, properties: ['showOverwriteConfirmation'] });
  });
}
