import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { contentPolicy } from '../../src-shared/kernel/content-policy.ts';

/**
 * Builds the frame and the kit without a core and serves them on a free port of the loopback, under the content
 * policy of the desk: what a policy refuses here, it refuses there.
 */
export async function startFixtureDesk(): Promise<{ url: string; stop: () => Promise<void> }> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'fixture-desk-'));
  const configFile = fileURLToPath(new URL('./fixture-desk/vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': contentPolicy() } },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the fixture desk did not get a port');
  return {
    url,
    stop: async () => {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
