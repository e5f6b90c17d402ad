import { spawn } from 'node:child_process';

/** Opens an address in the system's browser; false where that is not possible. */
export function openBrowser(url: string, platform: string = process.platform): Promise<boolean> {
  const [command, args] = openCommand(url, platform);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

/** The empty argument of Windows' `start` is the window's title; `&` in an address would end its command line. */
export function openCommand(url: string, platform: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['cmd', ['/c', 'start', '', url.replaceAll('&', '^&')]];
  return ['xdg-open', [url]];
}
