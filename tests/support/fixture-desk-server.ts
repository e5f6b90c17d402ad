import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** Serves the frame and the kit without a core, on a free port of the loopback; for layout tests and pictures. */
export async function startFixtureDesk(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = await createServer({
    configFile: fileURLToPath(new URL('./fixture-desk/vite.config.ts', import.meta.url)),
    server: { port: 0 },
    logLevel: 'error',
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the fixture desk did not get a port');
  return { url, stop: () => server.close() };
}
