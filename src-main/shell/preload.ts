import { contextBridge, ipcRenderer } from 'electron';
import { FROM_CORE, TO_CORE } from './channels.ts';

/**
 * All that a window gets: a port to the core. Nothing of Electron or Node passes through; messages are copied, checked
 * in the main process and answered by the core.
 */
contextBridge.exposeInMainWorld('desk', {
  post: (message: unknown): void => ipcRenderer.send(TO_CORE, message),
  listen: (callback: (message: unknown) => void): (() => void) => {
    const relay = (_event: unknown, message: unknown): void => callback(message);
    ipcRenderer.on(FROM_CORE, relay);
    return () => void ipcRenderer.removeListener(FROM_CORE, relay);
  },
});
