/** Why the desk does not open in Electron. */
export type NoElectron =
  | { readonly type: 'NotAsked' | 'NoDisplay' | 'RootUser' | 'TriedRecently' }
  | { readonly type: 'DownloadFailed'; readonly detail: string };

/** What is known of the machine before anything is tried. */
export interface Surroundings {
  readonly open: boolean;
  readonly hasDisplay: boolean;
  /** Running as root on Linux, where Chromium's sandbox refuses to work. */
  readonly isRoot: boolean;
  /** Electron's executable is there; `chosen` when ELECTRON_OVERRIDE_DIST_PATH names it. */
  readonly installed: 'yes' | 'no' | 'chosen';
  readonly now: number;
  readonly lastAttempt: number | undefined;
}

export type ElectronChoice =
  | { readonly use: 'electron' }
  | { readonly use: 'download' }
  | { readonly use: 'browser'; readonly why: NoElectron };

const DAY = 24 * 60 * 60 * 1000;

/** Which door to open: an installed Electron, one worth trying to download, or the system's browser. */
export function chooseDoor(s: Surroundings): ElectronChoice {
  if (!s.open) return { use: 'browser', why: { type: 'NotAsked' } };
  if (s.installed === 'chosen') return { use: 'electron' };
  if (!s.hasDisplay) return { use: 'browser', why: { type: 'NoDisplay' } };
  if (s.isRoot) return { use: 'browser', why: { type: 'RootUser' } };
  if (s.installed === 'yes') return { use: 'electron' };
  const recent = s.lastAttempt !== undefined && s.now - s.lastAttempt < DAY && s.lastAttempt <= s.now;
  return recent ? { use: 'browser', why: { type: 'TriedRecently' } } : { use: 'download' };
}

/** Linux draws through X11 or Wayland; the other systems always have a desktop to open a browser on. */
export function hasDisplay(platform: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}
