import { savedName } from '../../../src-shared/domain/attachment/file-name.ts';

/**
 * Hands bytes to the browser's or the shell's own way of saving, where the person chooses the place. They are given no
 * type, so that nothing is opened by itself.
 */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = savedName(name);
  link.click();
  URL.revokeObjectURL(url);
}
