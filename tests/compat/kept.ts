import type { CompatLaptop, CompatLaptopOptions } from './today/laptop.ts';
import type { CompatServer, CompatServerOptions } from './today/server.ts';

/** The two programs of one version. */
export interface Version {
  openLaptop(options: CompatLaptopOptions): CompatLaptop;
  openServer(options: CompatServerOptions): Promise<CompatServer>;
}

/** A kept build; its path is computed, because what was built once has no types any more. */
async function kept(folder: string): Promise<Version> {
  const load = async (name: string): Promise<object> =>
    (await import(new URL(`./${folder}/${name}/${name}.mjs`, import.meta.url).href)) as object;
  return { ...(await load('laptop')), ...(await load('server')) } as Version;
}

async function present(): Promise<Version> {
  const { openLaptop } = await import('./today/laptop.ts');
  const { openServer } = await import('./today/server.ts');
  return { openLaptop, openServer };
}

export const VERSIONS = { v1: await kept('v1'), today: await present() } as const;
export type VersionName = keyof typeof VERSIONS;
